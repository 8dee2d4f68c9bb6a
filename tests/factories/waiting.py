"""Wait until others wait: for tests of what is locked in which order."""

from time import monotonic, sleep

from serai.plumbing.db import rows

_WAITING = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND wait_event_type = 'Lock'"""
_PATIENCE = 120


def until_waiting(count: int = 1) -> None:
    """Return once so many connections to this test's database wait for a lock."""
    until = monotonic() + _PATIENCE
    while monotonic() < until:
        rows("SELECT pg_stat_clear_snapshot()")
        if rows(_WAITING) == [(count,)]:
            return
        sleep(0.01)
    raise AssertionError(f"{count} do not wait for a lock.")
