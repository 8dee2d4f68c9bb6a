"""Forget what was shown long ago."""

from datetime import datetime, timedelta
from uuid import UUID

from serai.plumbing.db import execute

KEPT = timedelta(days=400)
_AT_ONCE = 20_000


def forget_exposures(*, now: datetime, kept: timedelta = KEPT) -> int:
    """Delete exposures and outcomes of decisions older than `kept`, in batches; return how many rows."""
    milliseconds = int((now - kept).timestamp() * 1000)
    oldest = UUID(int=milliseconds << 80)
    return sum(_emptied(table, oldest) for table in ("decisions_exposure", "decisions_outcome"))


def _emptied(table: str, oldest: UUID) -> int:
    deleted = 0
    while batch := execute(
        f"DELETE FROM {table} WHERE ctid = ANY(ARRAY("  # noqa: S608 - our own tables
        f"SELECT ctid FROM {table} WHERE decision_id < %s LIMIT {_AT_ONCE}))",
        [oldest],
    ):
        deleted += batch
    return deleted
