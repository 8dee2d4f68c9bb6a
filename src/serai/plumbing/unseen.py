"""
What the outbox has that a reader has not seen.

A transaction may commit long after its events got their ids and times, so neither tells what is new.
PostgreSQL's snapshots do: what is visible now and was not visible in the reader's last snapshot has been
committed in between, each event exactly once. https://www.postgresql.org/docs/current/functions-info.html
"""

NOW = "SELECT pg_current_snapshot()::text"
"""The snapshot with which a reader begins that wants what comes from now on."""

UNSEEN = (
    "written_by >= pg_snapshot_xmin({seen}::pg_snapshot)"
    " AND NOT pg_visible_in_snapshot(written_by, {seen}::pg_snapshot)"
)
"""The condition of events that a reader has not seen; `{seen}` is its last snapshot, as SQL."""
