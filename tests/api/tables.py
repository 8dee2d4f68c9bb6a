"""What the database holds, so that before and after can be compared."""

from functools import cache

from serai.plumbing.db import rows


@cache
def _every_row() -> str:
    """Return one statement that counts and digests the rows of every table."""
    tables = rows(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        " ORDER BY relname"
    )
    parts = (
        f"SELECT '{name}', count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM \"{name}\" t"
        for (name,) in tables
    )
    return " UNION ALL ".join(parts)


def all_tables() -> dict[str, tuple[int, str | None]]:
    """Return how many rows every table has, and a digest of what they say."""
    return {name: (count, digest) for name, count, digest in rows(_every_row())}


def changed(before: dict[str, tuple[int, str | None]]) -> dict[str, int]:
    """Return the tables that are not as they were, each with how many rows it has gained."""
    after = all_tables()
    return {
        name: after[name][0] - before[name][0] for name in before if before[name] != after[name]
    }
