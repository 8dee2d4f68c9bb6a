"""What the clock starts here."""

from serai.kernel import clock
from serai.ledger.usecases.expire_holds import expire_holds
from serai.ledger.usecases.expire_lots import expire_lots
from serai.plumbing.jobs import periodic


@periodic(cron="* * * * *", name="ledger.expire_holds")
def expire_holds_job() -> None:
    """Once a minute, make available what is held beyond its time."""
    expire_holds(now=clock.now())


@periodic(cron="7 * * * *", name="ledger.expire_lots")
def expire_lots_job() -> None:
    """Once an hour, post what has expired to breakage."""
    expire_lots(now=clock.now())
