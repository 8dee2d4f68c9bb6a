"""What the clock starts here."""

from serai.decisions.usecases.forget_exposures import forget_exposures
from serai.decisions.usecases.learn import learn_everywhere
from serai.decisions.usecases.open_slots import open_slots
from serai.decisions.usecases.restore_exposures import restore_exposures
from serai.kernel import clock
from serai.plumbing.jobs import periodic


@periodic(cron="* * * * *", name="decisions.learn")
def learn_job() -> None:
    """Each minute, learn from what came of what was shown."""
    learn_everywhere(now=clock.now())


@periodic(cron="* * * * *", name="decisions.open_slots")
def open_slots_job() -> None:
    """Each minute, give new slots and channels their rows."""
    open_slots(now=clock.now())


@periodic(cron="*/5 * * * *", name="decisions.restore_exposures")
def restore_exposures_job() -> None:
    """Every five minutes, make lost exposures again from what came of them."""
    restore_exposures()


@periodic(cron="23 4 * * *", name="decisions.forget_exposures")
def forget_exposures_job() -> None:
    """Each night, forget what was shown over a year ago."""
    forget_exposures(now=clock.now())
