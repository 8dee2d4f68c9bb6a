"""Until when a shopper can answer."""

from datetime import datetime, timedelta

PATIENCE = timedelta(hours=2)
"""How long the store waits for an answer."""
AT_LEAST = timedelta(minutes=15)
"""However late it is: so long anybody gets to answer."""


def answer_by(now: datetime, due_by: datetime | None) -> datetime:
    """
    Return until when an answer counts: for two hours, but not beyond when the goods must be put aside.

    Example:
        >>> from datetime import UTC
        >>> noon = datetime(2026, 11, 18, 12, tzinfo=UTC)
        >>> answer_by(noon, noon + timedelta(hours=1)).isoformat()
        '2026-11-18T13:00:00+00:00'
    """
    until = now + PATIENCE
    if due_by is not None:
        until = min(until, due_by)
    return max(until, now + AT_LEAST)
