"""What the clock starts."""

from serai.catalog.public import channels
from serai.discovery.usecases.learn_and_arrange import learn_and_arrange
from serai.discovery.usecases.searches.forget_searches import forget_searches
from serai.kernel.clock import now
from serai.plumbing.jobs import periodic


@periodic(cron="17 3 * * *", name="discovery.train", queue="discovery")
def train_nightly() -> None:
    """Learn from what was bought, and let the files follow."""
    for channel in channels():
        learn_and_arrange(channel.code)


@periodic(cron="41 3 * * *", name="discovery.forget_searches", queue="discovery")
def forget_old_searches() -> None:
    """Keep what was searched for as long as it teaches something."""
    forget_searches(now=now())
