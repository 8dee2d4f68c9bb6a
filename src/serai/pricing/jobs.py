"""What the clock starts here."""

from serai.kernel import clock
from serai.plumbing.jobs import periodic
from serai.pricing.usecases.promotions.tell_promoted_prices import tell_promoted_prices
from serai.pricing.usecases.tell_due_prices import tell_due_prices


@periodic(cron="* * * * * */15", name="pricing.tell_due_prices")
def tell_due_prices_job() -> None:
    """Four times a minute, tell whose price began or ended."""
    tell_due_prices(now=clock.now())


@periodic(cron="* * * * * */15", name="pricing.look_at_promotions")
def look_at_promotions_job() -> None:
    """Four times a minute, tell which articles are shown with other promotions: hours begin and end."""
    tell_promoted_prices(now=clock.now())
