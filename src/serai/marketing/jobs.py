"""What the clock starts here."""

from serai.kernel import clock
from serai.marketing.usecases.credit_offers import credit_offers
from serai.marketing.usecases.send_offer_letter import send_offer_letter
from serai.plumbing.jobs import periodic

__all__ = ["send_offer_letter"]


@periodic(cron="37 4 * * *", name="marketing.credit_offers")
def credit_used_offers() -> None:
    """At 4:37 UTC, tell decisions what those spent who were written to four weeks ago, and those held out."""
    credit_offers(now=clock.now())
