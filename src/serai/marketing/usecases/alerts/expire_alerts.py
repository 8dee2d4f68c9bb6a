"""Let go of alerts whose time is over."""

from datetime import datetime

from serai.marketing.domain.alerts.alert import REMEMBERED, AlertState
from serai.marketing.models import Alert
from serai.plumbing.db import unit_of_work


@unit_of_work()
def expire_alerts(*, now: datetime) -> int:
    """
    End what waited long enough, and forget what is over for a year and what nobody confirmed; return how many ended.

    Three statements, safe to repeat.
    """
    Alert.objects.filter(state=AlertState.UNCONFIRMED, ends_at__lte=now).delete()
    Alert.objects.filter(over_at__lte=now - REMEMBERED).delete()
    waited = Alert.objects.filter(state=AlertState.WAITING, ends_at__lte=now)
    return waited.update(state=AlertState.EXPIRED, over_at=now)
