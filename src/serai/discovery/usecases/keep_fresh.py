"""Follow the tables: a thread that refreshes the shelves of this process, and writes down what it heard."""

from threading import Thread
from time import sleep

import structlog
from django.db import connection

from serai.catalog.public import channels
from serai.discovery.domain.heard import heard
from serai.discovery.queries.shelves.current import kept_fresh, shelf_of
from serai.discovery.usecases.generations.write_generation import ensure_generation
from serai.discovery.usecases.searches.write_heard import write_heard

log = structlog.get_logger("serai.discovery")
_EVERY, _AFTER_FAILURE = 0.4, 2.0
_CHANNELS_EVERY = 25


def keep_fresh() -> None:
    """
    Start refreshing every channel of this process, two or three times a second, until it ends.

    A channel without files on this machine is arranged first. Call once per process, after it has forked.
    """
    if not kept_fresh.is_set():
        kept_fresh.set()
        Thread(target=_forever, name="discovery", daemon=True).start()


def refresh_everything(codes: list[str]) -> None:
    """Bring the shelves of these channels up to date."""
    for code in codes:
        shelf = shelf_of(code)
        shelf.refresh()
        if not shelf.prepared or shelf.ahead:
            ensure_generation(code)  # by us, or by another process that was at it
            shelf.refresh()


def _forever() -> None:
    codes: list[str] = []
    turn = 0
    while True:
        try:
            if turn % _CHANNELS_EVERY == 0:
                codes = [each.code for each in channels()]
                write_heard(heard)
            refresh_everything(codes)
            turn += 1
            sleep(_EVERY)
        except Exception:
            log.exception("shelves not refreshed")
            connection.close()
            turn = 0
            sleep(_AFTER_FAILURE)
