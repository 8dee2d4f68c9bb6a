"""What the clock starts in the catalogue."""

from serai.catalog.usecases.turn_assortments import turn_assortments
from serai.kernel.clock import now
from serai.plumbing.jobs import periodic


@periodic(cron="* * * * *", name="catalog.turn_assortments")
def turn_due_assortments() -> None:
    """Open and close assortments every minute."""
    turn_assortments(now=now())
