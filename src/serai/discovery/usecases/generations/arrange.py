"""Write new generations where much has changed."""

from serai.catalog.public import channels
from serai.discovery.usecases.generations.write_generation import write_generation_when_due
from serai.plumbing.jobs import job


@job(name="discovery.arrange", queue="discovery")
def arrange() -> None:
    """Write a new generation of every channel of which thousands of documents have changed."""
    for channel in channels():
        write_generation_when_due(channel.code)
