"""How large the log is, who signs it and where it is anchored."""

from dataclasses import dataclass
from datetime import datetime

from serai.plumbing.db import rows
from serai.plumbing.json import from_builtins


@dataclass(frozen=True, slots=True)
class SourceOverview:
    """A source, and how many of its records are in the log."""

    name: str
    leaves: int


@dataclass(frozen=True, slots=True)
class AnchorOverview:
    """The last head that an anchor took."""

    anchor: str
    size: int
    reference: str
    anchored_at: datetime


@dataclass(frozen=True, slots=True)
class LogOverview:
    """The log: its name, how many leaves it has, and how many of them a head has signed."""

    origin: str
    size: int
    signed: int
    signed_at: datetime | None
    vkey: str | None
    sources: list[SourceOverview]
    anchors: list[AnchorOverview]


def log_overview() -> LogOverview | None:
    """Return the log, or `None` before the first record; one statement."""
    found = rows(_OVERVIEW)
    return from_builtins(found[0][0], LogOverview) if found else None


_OVERVIEW = """
SELECT jsonb_build_object(
  'origin', log.origin, 'size', log.size, 'signed', coalesce(head.size, 0), 'signed_at', head.signed_at,
  'vkey', (SELECT vkey FROM attest_key WHERE retired_at IS NULL),
  'sources', coalesce((
    SELECT jsonb_agg(jsonb_build_object('name', name, 'leaves', leaves) ORDER BY name)
    FROM attest_source), '[]'),
  'anchors', coalesce((
    SELECT jsonb_agg(last) FROM (
      SELECT DISTINCT ON (a.anchor) a.anchor, h.size, a.reference, a.anchored_at
      FROM attest_anchored_head AS a JOIN attest_head AS h ON h.id = a.head_id
      ORDER BY a.anchor, a.id DESC) AS last), '[]'))
FROM attest_log AS log
LEFT JOIN LATERAL (SELECT size, signed_at FROM attest_head ORDER BY id DESC LIMIT 1) AS head ON true"""
