"""Which articles are being tried out now."""

from datetime import datetime
from uuid import UUID

from serai.pricing.models import TrialArticle


def articles_on_trial(channel_code: str, now: datetime) -> set[UUID]:
    """Return the variants of a channel whose price is part of a trial that is not over; one statement."""
    found = TrialArticle.objects.filter(
        trial__channel_id=channel_code, trial__stopped_at__isnull=True, trial__ends_at__gt=now
    )
    return set(found.values_list("variant_id", flat=True))
