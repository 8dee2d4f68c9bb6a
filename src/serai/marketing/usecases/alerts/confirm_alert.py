"""Say that it was the owner of the address who asked."""

from datetime import datetime

from django.conf import settings

from serai.marketing.domain.alerts.alert import WAITS, AlertState
from serai.marketing.domain.alerts.alert_ticket import AlertNotFound, read_alert_ticket
from serai.marketing.events import AlertAsked
from serai.marketing.models import Alert
from serai.marketing.queries.alerts.alert_view import AlertView, alert_views
from serai.plumbing.db import unit_of_work
from serai.plumbing.events import publish


@unit_of_work()
def confirm_alert(ticket: str, *, now: datetime) -> AlertView:
    """
    Let the alert wait that a letter's link opens; whoever comes twice, or too late, sees how it is.

    What the same address waited for of the same article before is replaced.

    Raises:
        AlertNotFound: none, or the link is over.
    """
    alert_id = read_alert_ticket(ticket, secret=settings.SERAI_SECRET, now=now)
    alert = Alert.objects.select_for_update().filter(pk=alert_id).first()
    if alert is None:
        raise AlertNotFound
    if alert.state == AlertState.UNCONFIRMED and now < alert.ends_at:
        if alert.email:
            _replace_older(alert, now)
        alert.state, alert.confirmed_at, alert.ends_at = AlertState.WAITING, now, now + WAITS
        alert.save(update_fields=["state", "confirmed_at", "ends_at"])
        publish(AlertAsked(alert.variant_id, alert.channel_code, alert.kind))
    return alert_views([alert], now)[0]


def _replace_older(alert: Alert, now: datetime) -> None:
    Alert.objects.filter(
        email=alert.email,
        channel_code=alert.channel_code,
        variant_id=alert.variant_id,
        kind=alert.kind,
        state__in=[AlertState.WAITING, AlertState.DUE],
    ).update(state=AlertState.ENDED, over_at=now)
