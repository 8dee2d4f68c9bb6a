"""Forget what was searched for long ago."""

from datetime import datetime, timedelta

from serai.discovery.models import Rewording, SearchCount

KEPT = timedelta(days=90)


def forget_searches(*, now: datetime) -> int:
    """Delete counts and rewordings of days more than ninety days ago; return how many."""
    before = (now - KEPT).date()
    searches, _ = SearchCount.objects.filter(day__lt=before).delete()
    rewordings, _ = Rewording.objects.filter(day__lt=before).delete()
    return searches + rewordings
