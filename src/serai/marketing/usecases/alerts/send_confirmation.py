"""Ask the owner of an address whether it was they who want to be told."""

from datetime import datetime
from uuid import UUID

from serai.kernel import clock
from serai.marketing.domain.alerts.alert import AlertState
from serai.marketing.domain.alerts.alert_letter import confirmation_letter
from serai.marketing.models import Alert
from serai.marketing.usecases.alerts.write_to_reader import article_of, write_to_reader
from serai.plumbing.jobs import job


@job(name="marketing.send_alert_confirmation", queue="mail", retries=5)
def send_confirmation(alert_id: UUID, asked_at: datetime) -> None:
    """
    Write, unless it was confirmed, ended or asked for again meanwhile.

    Sent again after a crash, the letter has the same key.
    """
    alert = Alert.objects.filter(
        pk=alert_id, state=AlertState.UNCONFIRMED, asked_at=asked_at
    ).first()
    now = clock.now()
    if alert is None or now >= alert.ends_at:
        return
    letter = confirmation_letter(
        article_of(alert, now), until=alert.ends_at.date(), locale=alert.locale
    )
    write_to_reader(alert, letter, key=f"alert-{alert_id}-{int(asked_at.timestamp())}")
