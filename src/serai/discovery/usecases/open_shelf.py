"""The state to answer from, also of a channel that nobody has arranged yet."""

from serai.discovery.domain.snapshot import Snapshot
from serai.discovery.queries.shelves.current import shelf_of, snapshot_now
from serai.discovery.queries.shelves.document_rows import shows_more_than
from serai.discovery.queries.shelves.shelf import NotPrepared
from serai.discovery.usecases.keep_fresh import refresh_everything

_AT_ONCE = 2_000
"""Documents that are arranged within a fraction of a second."""


def open_shelf(channel_code: str) -> Snapshot:
    """
    Return the state to answer from.

    A channel that is new is arranged by whoever asks first, and everybody who asks meanwhile waits for that; one with
    thousands of products is left to the process's own thread, since arranging it would take seconds.

    Raises:
        NotPrepared: it has many products, and there is no generation on this machine yet.
    """
    try:
        return snapshot_now(channel_code)
    except NotPrepared:
        if shows_more_than(channel_code, _AT_ONCE):
            raise
        refresh_everything([channel_code])
        return shelf_of(channel_code).snapshot
