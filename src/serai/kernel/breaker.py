"""A circuit breaker: a service that keeps failing is left alone for a while."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock


@dataclass
class Breaker:
    """
    Opens after `limit` failures in a row; lets one call through after `pause`, and closes if it works.

    Kept per process. Calls come from many threads.
    """

    limit: int = 5
    pause: timedelta = timedelta(seconds=30)
    _failures: int = 0
    _open_until: datetime | None = None
    _lock: Lock = field(default_factory=Lock, repr=False)

    def allows(self, now: datetime) -> bool:
        """Return whether a call may be tried; once `pause` is over, one caller at a time may."""
        with self._lock:
            if self._open_until is None:
                return True
            if now < self._open_until:
                return False
            self._open_until = now + self.pause
            return True

    def succeeded(self) -> None:
        """Take note of an answer."""
        with self._lock:
            self._failures, self._open_until = 0, None

    def failed(self, now: datetime) -> None:
        """Take note of a call without an answer."""
        with self._lock:
            self._failures += 1
            if self._failures >= self.limit:
                self._open_until = now + self.pause
