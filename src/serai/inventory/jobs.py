"""What the clock starts here."""

from serai.inventory.usecases.release_expired import release_expired
from serai.kernel import clock
from serai.plumbing.jobs import periodic


@periodic(cron="* * * * * */20", name="inventory.release_expired")
def release_expired_job() -> None:
    """Three times a minute, free what is held beyond its time."""
    release_expired(now=clock.now())
