"""Write down what this process heard shoppers search for."""

from collections.abc import Sequence
from typing import Any

from serai.discovery.domain.heard import Heard
from serai.plumbing.db import execute, unit_of_work

_SEARCHES = """
INSERT INTO discovery_search_count (channel_code, day, query, searches, found, whole)
SELECT * FROM unnest(%s::text[], %s::date[], %s::text[], %s::bigint[], %s::int[], %s::bool[])
ORDER BY 1, 2, 3
ON CONFLICT (channel_code, day, query) DO UPDATE
SET searches = discovery_search_count.searches + excluded.searches,
    found = excluded.found, whole = excluded.whole"""

_REWORDINGS = """
INSERT INTO discovery_rewording (channel_code, day, before, after, times)
SELECT * FROM unnest(%s::text[], %s::date[], %s::text[], %s::text[], %s::bigint[])
ORDER BY 1, 2, 3, 4
ON CONFLICT (channel_code, day, before, after) DO UPDATE
SET times = discovery_rewording.times + excluded.times"""


def write_heard(heard: Heard) -> int:
    """Add the notes of a process to the days' counts; return how many rows that touched."""
    notes = heard.take()
    if not notes.searches:
        return 0
    searches = [
        (*searched, times, *notes.found[searched]) for searched, times in notes.searches.items()
    ]
    rewordings = [(*reworded, times) for reworded, times in notes.rewordings.items()]
    with unit_of_work():
        execute(_SEARCHES, _columns(searches))
        if rewordings:
            execute(_REWORDINGS, _columns(rewordings))
    return len(searches) + len(rewordings)


def _columns(found: Sequence[tuple[Any, ...]]) -> list[list[Any]]:
    return [list(column) for column in zip(*found, strict=True)]
