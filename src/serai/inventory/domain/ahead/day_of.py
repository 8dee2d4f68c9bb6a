"""The day by which terms and releases are counted."""

from datetime import UTC, date, datetime


def day_of(now: datetime) -> date:
    """Return the day by which terms and releases are counted: that of UTC."""
    return now.astimezone(UTC).date()
