"""Choose what becomes of promotions when orders of a channel change."""

from datetime import datetime

from serai.ordering.domain.changes.worked_out import PromotionsAfter
from serai.ordering.models import ChangeTerms
from serai.ordering.queries.changes.change_terms import ChangeTermsView, change_terms
from serai.plumbing.db import unit_of_work


@unit_of_work()
def set_change_terms(
    channel_code: str, promotions: PromotionsAfter, *, changed_by: str, now: datetime
) -> ChangeTermsView:
    """Let this count for every change from now on; documents that are written stay as they are."""
    ChangeTerms.objects.update_or_create(
        pk=channel_code,
        defaults={
            "promotions": promotions,
            "changed_at": now,
            "changed_by": changed_by[:200],
        },
    )
    return change_terms(channel_code)
