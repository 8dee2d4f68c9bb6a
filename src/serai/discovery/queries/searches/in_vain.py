"""What shoppers searched for in vain."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from serai.plumbing.db import rows

_IN_VAIN = """
SELECT query, sum(searches)::bigint, (array_agg(found ORDER BY day DESC))[1], max(day)
FROM discovery_search_count
WHERE channel_code = %s AND day > %s AND NOT whole
GROUP BY query ORDER BY 2 DESC, 1 LIMIT %s"""

_COUNTED = """
SELECT coalesce(sum(searches), 0)::bigint, coalesce(sum(searches) FILTER (WHERE NOT whole), 0)::bigint
FROM discovery_search_count WHERE channel_code = %s AND day > %s"""


@dataclass(frozen=True, slots=True)
class SearchInVain:
    """A query that no product had all the words of: how often, what it found the last time, and when."""

    query: str
    searches: int
    found: int
    last_on: date


@dataclass(frozen=True, slots=True)
class SearchesInVain:
    """The commonest searches in vain, and how many of all searches were."""

    searches: int
    in_vain: int
    items: list[SearchInVain]


def searches_in_vain(channel_code: str, *, days: int, limit: int, now: datetime) -> SearchesInVain:
    """
    Return what was searched for in vain in the last days, the commonest first; two statements.

    Args:
        channel_code: whose shoppers.
        days: how far back, 1 to 90, today included.
        limit: how many queries.
        now: the instant.
    """
    since = now.date() - timedelta(days=days)
    [(searches, in_vain)] = rows(_COUNTED, [channel_code, since])
    found = rows(_IN_VAIN, [channel_code, since, limit])
    return SearchesInVain(searches, in_vain, [SearchInVain(*row) for row in found])
