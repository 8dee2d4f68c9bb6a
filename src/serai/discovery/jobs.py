"""What the clock starts."""

from serai.catalog.public import channels
from serai.discovery.usecases.generations.write_generation import write_generation
from serai.discovery.usecases.training.train_suggestions import train_suggestions
from serai.plumbing.jobs import periodic


@periodic(cron="17 3 * * *", name="discovery.train", queue="discovery")
def train_nightly() -> None:
    """Learn from what was bought, and let the files follow."""
    for channel in channels():
        train_suggestions(channel.code)
        write_generation(channel.code)
