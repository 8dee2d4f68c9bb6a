"""How long to wait after how many attempts."""

from dataclasses import dataclass
from datetime import timedelta

from serai.kernel.errors import DomainError, Kind


class TooManyAttempts(DomainError):
    """Too many attempts for one e-mail address; the same answer whether or not it is known."""

    code = "customers.too_many_attempts"
    kind = Kind.TOO_MANY

    def __init__(self, *, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__(f"Too many attempts. Please try again in {retry_after} seconds.")


@dataclass(frozen=True, slots=True)
class Lockout:
    """
    A back-off.

    `waits[n]` is how long the door stays closed after attempt n + 1 that did not succeed; the last one
    holds for all that follow. `forgotten_after` without an attempt, counting starts anew.
    """

    door: str
    waits: tuple[timedelta, ...]
    forgotten_after: timedelta = timedelta(days=1)


def _seconds(*seconds: int) -> tuple[timedelta, ...]:
    return tuple(timedelta(seconds=wait) for wait in seconds)


PASSWORD = Lockout("password", _seconds(0, 0, 0, 0, 30, 60, 120, 240, 480, 900))
"""Four wrong passwords are free; from the fifth on the door closes, up to a quarter of an hour."""

LETTER = Lockout("letter", _seconds(0, 0, 60, 300, 900, 3600))
"""Two codes may be asked for at once; then the letters become rare, so that nobody's inbox floods."""
