"""Tell one reader what they waited for."""

from datetime import datetime
from uuid import UUID

from serai.inventory.public import availability
from serai.kernel import clock
from serai.kernel.money import Money
from serai.marketing.domain.alerts.alert import AlertKind, AlertState
from serai.marketing.domain.alerts.alert_letter import alert_letter
from serai.marketing.models import Alert
from serai.marketing.queries.alerts.alert_view import buyer_of
from serai.marketing.queries.alerts.shoppers_prices import buyers_prices
from serai.marketing.usecases.alerts.write_to_reader import article_of, write_to_reader
from serai.plumbing.jobs import job


@job(name="marketing.send_alert", queue="mail", retries=5)
def send_alert(alert_id: UUID) -> None:
    """
    Write, unless the reader ended it meanwhile; what is no longer there waits on.

    Sent again after a crash, the letter has the same key.
    """
    now = clock.now()
    alert = Alert.objects.filter(pk=alert_id, state=AlertState.DUE).first()
    if alert is None:
        return
    due = Alert.objects.filter(pk=alert_id, state=AlertState.DUE, due_at=alert.due_at)
    holds, price = _still_holds(alert, now)
    if not holds:
        due.update(state=AlertState.WAITING, due_at=None, told_minor=None)
        return
    letter = alert_letter(article_of(alert, now, price), locale=alert.locale)
    write_to_reader(alert, letter, key=f"alert-{alert_id}-told")
    due.update(state=AlertState.TOLD, over_at=now)


def _still_holds(alert: Alert, now: datetime) -> tuple[bool, Money | None]:
    """Return whether what the reader waits for is there now, and what it costs them."""
    buyer = buyer_of(alert.customer_id)
    seen = buyers_prices([alert.variant_id], alert.channel_code, now, buyer).get(alert.variant_id)
    if seen is None:
        return False, None
    if alert.kind == AlertKind.STOCK:
        free = availability([alert.variant_id], alert.channel_code)[alert.variant_id].free
        return free > 0, seen.amount
    assert alert.target_minor is not None
    return seen.amount.minor <= alert.target_minor, seen.amount
