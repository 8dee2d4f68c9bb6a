"""When a delivery is tried again, and how long a failing endpoint rests: plain arithmetic."""

from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

_SECOND, _MINUTE, _HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
WAITS = (
    5 * _SECOND,
    30 * _SECOND,
    2 * _MINUTE,
    10 * _MINUTE,
    30 * _MINUTE,
    1 * _HOUR,
    2 * _HOUR,
    4 * _HOUR,
    8 * _HOUR,
    12 * _HOUR,
    24 * _HOUR,
    24 * _HOUR,
    24 * _HOUR,
)
"""After each failed try; after the last one the delivery is given up."""

LIFE = timedelta(days=5)
"""No delivery is tried for longer, and an endpoint that only fails for so long is switched off."""

JITTER = 0.2
"""Waits differ by up to this share, so that a receiver that comes back is not met by everybody at once."""

FAILURES_ALLOWED = 5
"""After so many failures in a row the endpoint rests, and is tried with one delivery at a time."""

FIRST_REST, LONGEST_REST = 30 * _SECOND, 30 * _MINUTE
_LONGEST_RETRY_AFTER = 24 * _HOUR


def wait_after(attempts: int, *, chance: float) -> timedelta | None:
    """
    Return how long to wait after so many failed attempts; `None`: give up.

    Args:
        attempts: how often it was tried, at least once.
        chance: a random number from 0 to 1.
    """
    if attempts > len(WAITS):
        return None
    return WAITS[attempts - 1] * (1 + JITTER * (2 * chance - 1))


def rest_after(failures: int, *, chance: float) -> timedelta | None:
    """Return how long an endpoint rests after so many failures in a row; `None`: not at all."""
    if failures < FAILURES_ALLOWED:
        return None
    doubled: timedelta = FIRST_REST * 2 ** min(failures - FAILURES_ALLOWED, 20)
    return min(doubled, LONGEST_REST) * (1 + JITTER * (2 * chance - 1))


def asked_to_wait(retry_after: str, *, now: datetime) -> timedelta:
    """Return what a Retry-After header asks for, seconds or a date, a day at most; nonsense asks for nothing."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return min(timedelta(seconds=min(int(text[:9]), 10**8)), _LONGEST_RETRY_AFTER)
    try:
        wait = parsedate_to_datetime(text) - now
    except (ValueError, TypeError):
        return timedelta(0)
    return max(timedelta(0), min(wait, _LONGEST_RETRY_AFTER))
