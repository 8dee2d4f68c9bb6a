"""The shelf of each channel in this process."""

from functools import cache
from threading import Event
from time import monotonic

from django.conf import settings

from serai.discovery.domain.snapshot import Snapshot
from serai.discovery.models.files.channel_folder import ChannelFolder
from serai.discovery.queries.shelves.meanings import meaning_of
from serai.discovery.queries.shelves.shelf import Shelf
from serai.discovery.queries.shelves.synonyms import forget_taught

_OLDEST = 0.5
_checked: dict[str, float] = {}
kept_fresh = Event()
"""Set while a thread of this process refreshes the shelves; until then every reader does."""


@cache
def shelf_of(channel_code: str) -> Shelf:
    """Return the shelf of a channel; one per process."""
    return Shelf(ChannelFolder.of(settings.SERAI_VAR, channel_code), channel_code)


def snapshot_now(channel_code: str) -> Snapshot:
    """
    Return the state to answer from, at most half a second behind the tables.

    Raises:
        NotPrepared: there is no generation on this machine yet.
    """
    shelf = shelf_of(channel_code)
    if not (kept_fresh.is_set() and shelf.prepared):
        instant = monotonic()
        if instant - _checked.get(channel_code, -_OLDEST) >= _OLDEST:
            shelf.refresh()
            _checked[channel_code] = instant
    return shelf.snapshot


def forget_shelves() -> None:
    """Let this process open every channel anew."""
    shelf_of.cache_clear()
    meaning_of.cache_clear()
    forget_taught()
    _checked.clear()
