"""What the clock starts here."""

from serai.kernel import clock
from serai.marketing.usecases.credit_offers import credit_offers
from serai.marketing.usecases.send_offer_letter import send_offer_letter
from serai.plumbing.jobs import periodic

__all__ = ["send_offer_letter"]


@periodic(cron="37 * * * *", name="marketing.credit_offers")
def credit_used_offers() -> None:
    """Once an hour, tell decisions which offers were used."""
    credit_offers(now=clock.now())
