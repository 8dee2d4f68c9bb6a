"""Follow the tables and empty the buffer: a thread beside those that decide."""

import atexit
from threading import Thread
from threading import enumerate as enumerate_threads
from time import sleep

import structlog
from django.db import connection

from serai.decisions.domain.exposure_buffer import buffer
from serai.decisions.queries.running import kept_fresh, refresh_plans
from serai.decisions.usecases.write_exposures import write_exposures

log = structlog.get_logger("serai.decisions")
_NAME, _EVERY, _AFTER_FAILURE = "decisions", 1.0, 3.0


def keep_deciding() -> None:
    """
    Start following what is in force and writing what was shown, once a second, until the process ends.

    Call once per process, after it has forked. A process that ends in order writes what it still has; one
    that is killed loses at most the last second.
    """
    if not any(thread.name == _NAME for thread in enumerate_threads()):
        atexit.register(_write_the_rest)
        Thread(target=_forever, name=_NAME, daemon=True).start()


def _forever() -> None:
    lost = 0
    while True:
        try:
            refresh_plans()
            kept_fresh.set()
            write_exposures()
            if buffer.lost > lost:
                log.warning("exposures lost", decisions=buffer.lost - lost)
                lost = buffer.lost
            sleep(_EVERY)
        except Exception:
            log.exception("decisions do not follow")
            connection.close()
            sleep(_AFTER_FAILURE)


def _write_the_rest() -> None:
    try:
        write_exposures()
    except Exception:
        log.exception("exposures not written at the end")
