"""What becomes of promotions when an order of a channel changes."""

from dataclasses import dataclass
from datetime import datetime

from serai.ordering.domain.changes.worked_out import PromotionsAfter
from serai.ordering.models import ChangeTerms


@dataclass(frozen=True)
class ChangeTermsView:
    """The choice of a channel."""

    channel_code: str
    promotions: str
    """keep or work_out_again."""
    changed_at: datetime | None
    """Null while nobody has chosen."""
    changed_by: str


def change_terms(channel_code: str) -> ChangeTermsView:
    """Return the choice of a channel, or what counts without one; one statement."""
    found = ChangeTerms.objects.filter(pk=channel_code).first()
    if found is None:
        return ChangeTermsView(channel_code, PromotionsAfter.KEEP, None, "")
    return ChangeTermsView(channel_code, found.promotions, found.changed_at, found.changed_by)
