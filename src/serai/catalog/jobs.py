"""What the clock starts in the catalogue."""

from serai.catalog.usecases.pictures.forget_pictures import forget_pictures
from serai.catalog.usecases.turn_assortments import turn_assortments
from serai.kernel.clock import now
from serai.plumbing.jobs import periodic


@periodic(cron="* * * * *", name="catalog.turn_assortments")
def turn_due_assortments() -> None:
    """Open and close assortments every minute."""
    turn_assortments(now=now())


@periodic(cron="13 4 * * *", name="catalog.forget_pictures")
def forget_unnamed_pictures() -> None:
    """Delete pictures that no product has named for a month."""
    forget_pictures(now=now())
