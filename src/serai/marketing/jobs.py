"""What the clock starts here."""

from serai.kernel import clock
from serai.marketing.usecases.alerts.check_all import check_all
from serai.marketing.usecases.alerts.expire_alerts import expire_alerts
from serai.marketing.usecases.alerts.send_alert import send_alert
from serai.marketing.usecases.alerts.send_confirmation import send_confirmation
from serai.marketing.usecases.credit_offers import credit_offers
from serai.marketing.usecases.send_offer_letter import send_offer_letter
from serai.plumbing.jobs import periodic

__all__ = ["send_alert", "send_confirmation", "send_offer_letter"]


@periodic(cron="37 4 * * *", name="marketing.credit_offers")
def credit_used_offers() -> None:
    """At 4:37 UTC, tell decisions what those spent who were written to four weeks ago, and those held out."""
    credit_offers(now=clock.now())


@periodic(cron="17 * * * *", name="marketing.check_alerts")
def check_all_alerts() -> None:
    """Every hour, look at all prices that somebody waits for."""
    check_all(now=clock.now())


@periodic(cron="47 2 * * *", name="marketing.expire_alerts")
def expire_old_alerts() -> None:
    """At 2:47 UTC, let go of alerts whose time is over."""
    expire_alerts(now=clock.now())
