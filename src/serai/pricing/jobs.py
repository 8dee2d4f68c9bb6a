"""What the clock starts here."""

from serai.kernel import clock
from serai.plumbing.jobs import periodic
from serai.pricing.usecases.tell_due_prices import tell_due_prices


@periodic(cron="* * * * * */15", name="pricing.tell_due_prices")
def tell_due_prices_job() -> None:
    """Four times a minute, tell whose price began or ended."""
    tell_due_prices(now=clock.now())
