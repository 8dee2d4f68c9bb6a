"""End alerts: nothing more is told."""

from datetime import datetime
from uuid import UUID

from django.conf import settings

from serai.marketing.domain.alerts.alert import AlertAction, AlertState, states_before
from serai.marketing.domain.alerts.alert_ticket import AlertNotFound, read_alert_ticket
from serai.marketing.models import Alert
from serai.marketing.queries.alerts.alert_view import AlertView, alert_views
from serai.plumbing.db import unit_of_work

_ENDS = states_before(AlertAction.END)


@unit_of_work()
def end_my_alert(customer_id: UUID, alert_id: UUID, *, now: datetime) -> None:
    """
    End an account's own alert; one that is over stays as it is.

    Raises:
        AlertNotFound: the account has no such alert.
    """
    mine = Alert.objects.filter(pk=alert_id, customer_id=customer_id)
    if not mine.filter(state__in=_ENDS).update(state=AlertState.ENDED, over_at=now) and not (
        mine.exists()
    ):
        raise AlertNotFound


@unit_of_work()
def end_alert(ticket: str, *, now: datetime, others_too: bool = False) -> AlertView:
    """
    End the alert that a letter's link opens, or all of the same reader; safe to repeat.

    Raises:
        AlertNotFound: none, or the link is over.
    """
    alert_id = read_alert_ticket(ticket, secret=settings.SERAI_SECRET, now=now)
    alert = Alert.objects.filter(pk=alert_id).first()
    if alert is None:
        raise AlertNotFound
    theirs = (
        Alert.objects.filter(customer_id=alert.customer_id, email=alert.email)
        if others_too
        else Alert.objects.filter(pk=alert_id)
    )
    held = theirs.filter(state__in=_ENDS).order_by("pk").select_for_update()
    ids = list(held.values_list("pk", flat=True))
    Alert.objects.filter(pk__in=ids).update(state=AlertState.ENDED, over_at=now)
    alert.refresh_from_db()
    return alert_views([alert], now)[0]
