"""The column that says which transaction wrote a row."""

from django.db import migrations


def note_transactions(table: str) -> migrations.RunSQL:
    """
    Return the migration that lets every new row of a table say which transaction wrote it.

    Rows that are there say 0 and are not rewritten; the index is built while the shop goes on, so the
    migration is not atomic, and can be run again when it was interrupted. No model names the column:
    nobody but `AppendOnlyTable` reads it.
    """
    index = f"{table}_in_order"
    return migrations.RunSQL(
        [
            f"ALTER TABLE {table} ADD COLUMN IF NOT EXISTS written_by xid8 NOT NULL DEFAULT '0'",
            f"ALTER TABLE {table} ALTER COLUMN written_by SET DEFAULT pg_current_xact_id()",
            f"DROP INDEX CONCURRENTLY IF EXISTS {index}",
            f"CREATE INDEX CONCURRENTLY {index} ON {table} (written_by, id)",
        ],
        [f"ALTER TABLE {table} DROP COLUMN written_by"],
    )
