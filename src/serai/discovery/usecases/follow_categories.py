"""Let documents and files follow the category tree."""

from serai.catalog.public import channels
from serai.discovery.usecases.generations.write_generation import write_generation
from serai.discovery.usecases.projection.project_everything import project_everything
from serai.kernel.clock import now
from serai.plumbing.jobs import job


@job(name="discovery.follow_categories", queue="discovery", retries=3)
def follow_categories() -> None:
    """Write every document and every generation anew: the tree stands in all of them."""
    project_everything(now=now())
    for channel in channels():
        write_generation(channel.code)
