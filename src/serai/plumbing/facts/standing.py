"""How the facts stand: rows by table and by day, what came last, and how far behind the writer is."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from serai.plumbing.facts.manifest import Manifest, TableFolder
from serai.plumbing.facts.offsets import read_offsets
from serai.plumbing.facts.place import SPOOL, facts_folder
from serai.plumbing.facts.spool import SUFFIX
from serai.plumbing.facts.tables import all_tables

_RECEIVED = re.compile(rb'"received_at":(\d+)')
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class TableStanding:
    """One table as its manifest tells; nothing of the data is read."""

    name: str
    meaning: str
    source: str
    keep_days: int | None
    rows: int
    files: int
    size: int
    first_day: date | None
    last_day: date | None
    last_at: datetime | None
    written_at: datetime | None

    @property
    def rows_text(self) -> str:
        """Return the number of rows as people write it."""
        return f"{self.rows:,}"


@dataclass(frozen=True, slots=True)
class WriterStanding:
    """What waits for the writer: bytes, and when the oldest waiting line came in."""

    waiting_bytes: int
    waiting_since: datetime | None
    spools: int

    def lag(self, now: datetime) -> timedelta:
        """Return how long the oldest waiting line has waited."""
        return now - self.waiting_since if self.waiting_since else timedelta()


def standing() -> list[TableStanding]:
    """Return every table, the ones with the newest rows first."""
    found = [
        _of(name, meaning=table.meaning, source=table.source, keep=table.keep_days)
        for name, table in all_tables().items()
    ]
    return sorted(found, key=lambda each: (each.last_at or _BEGINNING, each.rows), reverse=True)


def rows_by_day(*, until: date, days: int) -> dict[date, int]:
    """Return how many rows of all tables each of the last `days` days has, the last one being `until`."""
    counts: Counter[date] = Counter()
    for name in all_tables():
        for file in TableFolder(facts_folder(), name).manifest().files:
            counts[file.day] += file.rows
    return {day: counts[day] for day in (until - timedelta(n) for n in reversed(range(days)))}


def writer_standing() -> WriterStanding:
    """Return what waits."""
    folder = facts_folder() / SPOOL
    done = read_offsets(folder)
    spools = sorted(folder.glob(f"*{SUFFIX}"))
    waiting = [(path, path.stat().st_size - done.get(path.name, 0)) for path in spools]
    behind = [path for path, size in waiting if size > 0]
    since = min((_received(path, done.get(path.name, 0)) for path in behind), default=None)
    return WriterStanding(sum(size for _, size in waiting), _instant(since), len(spools))


def _received(path: Path, start: int) -> int:
    """Return when the first waiting line of a spool came in, microseconds since 1970."""
    with path.open("rb") as file:
        file.seek(start)
        found = _RECEIVED.search(file.readline())
    return int(found[1]) if found else round(path.stat().st_mtime * 1_000_000)


def _of(name: str, *, meaning: str, source: str, keep: int | None) -> TableStanding:
    manifest: Manifest = TableFolder(facts_folder(), name).manifest()
    files = manifest.files
    return TableStanding(
        name=name,
        meaning=meaning,
        source=source,
        keep_days=keep,
        rows=manifest.rows,
        files=len(files),
        size=sum(file.size for file in files),
        first_day=min((file.day for file in files), default=None),
        last_day=max((file.day for file in files), default=None),
        last_at=_instant(max((file.last for file in files), default=None)),
        written_at=_instant(max((file.written_at for file in files), default=None)),
    )


def _instant(microseconds: int | None) -> datetime | None:
    return None if microseconds is None else _BEGINNING + timedelta(microseconds=microseconds)
