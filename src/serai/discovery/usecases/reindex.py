"""Everything anew: documents, suggestions, files."""

from serai.catalog.public import channels
from serai.discovery.usecases.learn_and_arrange import learn_and_arrange
from serai.discovery.usecases.projection.project_everything import project_everything
from serai.kernel.clock import now
from serai.plumbing.db import execute
from serai.plumbing.events import settle, subscriptions, waiting_deliveries
from serai.plumbing.progress import progress

_OURS = "discovery."


def reindex() -> None:
    """
    Write every channel's documents, learn suggestions from every purchase, and arrange both for reading.

    Shoppers are served all the while from what was there before. Safe to interrupt and to repeat. What
    waited at the beginning is handled by it.
    """
    covered = waiting_deliveries([name for name in subscriptions() if name.startswith(_OURS)])
    started = now()
    with progress("Documents") as advance:
        project_everything(now=started, advance=advance)
    for channel in channels():
        with progress(f"Index and suggestions of {channel.code}", total=1) as advance:
            learn_and_arrange(channel.code)
            advance(1)
    # Only now, so that after a crash everything that waited still waits.
    execute("DELETE FROM discovery_waiting WHERE noted_at < %s", [started])
    settle(covered)
