"""
From spools to Parquet, each line once.

What will be read is written down first (the intent: files and ranges of bytes), then the parts, then how far
the spools are read. A writer killed in between leaves the intent; the next one does the same ranges again
under the same names, which replaces whatever the dead one had finished.
"""

import fcntl
import os
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
import structlog

from serai.kernel.ids import uuid7
from serai.plumbing.facts.consent import AnalyticsConsent
from serai.plumbing.facts.manifest import TableFolder, replace_file
from serai.plumbing.facts.offsets import keep_offsets, read_offsets
from serai.plumbing.facts.place import SPOOL
from serai.plumbing.facts.registry import FactTable
from serai.plumbing.facts.spool import SUFFIX, microseconds
from serai.plumbing.facts.tables import all_tables

log = structlog.get_logger("serai.facts")
_MOST = 48 * 2**20


class _Range(msgspec.Struct, frozen=True):
    file: str
    start: int
    end: int


class _Intent(msgspec.Struct, frozen=True):
    batch: str
    ranges: list[_Range]


@dataclass(frozen=True, slots=True)
class Drained:
    """What one round did."""

    rows: int = 0
    bytes: int = 0


def drain(facts: Path, consent: AnalyticsConsent, *, now: datetime, most: int = _MOST) -> Drained:
    """
    Turn what waits in the spools into Parquet; call it under the writer's lock.

    Args:
        facts: the folder of facts.
        consent: tells whose rows may name them.
        now: the instant of writing.
        most: bytes to take in one round.
    """
    desk = _Desk(facts)
    intent = desk.intent() or desk.plan(most)
    if not intent.ranges:
        desk.clear()
        return Drained()
    rows = _write(facts, intent, consent, at=microseconds(now))
    desk.finish(intent)
    return Drained(rows, sum(each.end - each.start for each in intent.ranges))


def _write(facts: Path, intent: _Intent, consent: AnalyticsConsent, *, at: int) -> int:
    # Loaded when there is something to write: a shop where nothing happens does without the memory.
    from serai.plumbing.facts.writing.frames import frame_of_lines
    from serai.plumbing.facts.writing.parts import write_parts
    from serai.plumbing.facts.writing.refused import without_refused

    waiting: dict[str, list[bytes]] = defaultdict(list)
    for each in intent.ranges:
        for row in _content(facts / SPOOL / each.file, each).split(b"\n"):
            table, _, body = row.partition(b"\t")
            if body:
                waiting[table.decode(errors="replace")].append(body)
    known = all_tables()
    frames = {
        name: (known[name], frame_of_lines(known[name].all_columns, lines))
        for name, lines in waiting.items()
        if _is_known(name, known, len(lines))
    }
    return sum(
        write_parts(TableFolder(facts, name), table, frame, batch=intent.batch, at=at)
        for name, (table, frame) in without_refused(frames, consent).items()
        if not frame.is_empty()
    )


def _is_known(name: str, known: dict[str, FactTable], lines: int) -> bool:
    if name not in known:
        log.error("lines of an unknown table were left out", table=name[:60], lines=lines)
    return name in known


def _content(path: Path, wanted: _Range) -> bytes:
    with path.open("rb") as file:
        file.seek(wanted.start)
        return file.read(wanted.end - wanted.start)


class _Desk:
    """The writer's notes beside the spools: what it is doing, and how far it has read."""

    def __init__(self, facts: Path) -> None:
        self.folder = facts / SPOOL
        self._intent = self.folder / "intent.json"

    def spools(self) -> list[Path]:
        """Return the spools, oldest first."""
        return sorted(self.folder.glob(f"*{SUFFIX}"))

    def intent(self) -> _Intent | None:
        """Return what a writer had begun and not finished."""
        try:
            return msgspec.json.decode(self._intent.read_bytes(), type=_Intent)
        except FileNotFoundError:
            return None

    def plan(self, most: int) -> _Intent:
        """Write down what to read next, whole lines only, after they are on the disk."""
        done, ranges = read_offsets(self.folder), []
        for path in self.spools():
            start = done.get(path.name, 0)
            _to_disk(path)
            end = start + _whole_lines(path, start, most)
            if end > start:
                ranges.append(_Range(path.name, start, end))
                most -= end - start
            if most <= 0:
                break
        intent = _Intent(str(uuid7()), ranges)
        if ranges:
            replace_file(self._intent, msgspec.json.encode(intent))
        return intent

    def finish(self, intent: _Intent) -> None:
        """Write down that it is done, and let go of spools that are read to the end and that nobody holds."""
        done = read_offsets(self.folder) | {each.file: each.end for each in intent.ranges}
        keep_offsets(self.folder, done)
        self._intent.unlink(missing_ok=True)
        self.clear()

    def clear(self) -> None:
        """Remove spools that nobody will add to and that are read to their last whole line."""
        done = read_offsets(self.folder)
        for path in self.spools():
            read = done.get(path.name, 0)
            if _is_left(path) and not _whole_lines(path, read, 1):
                path.unlink()
                done.pop(path.name, None)
        if done != read_offsets(self.folder):
            keep_offsets(self.folder, done)


def _whole_lines(path: Path, start: int, most: int) -> int:
    """Return how many bytes of whole lines follow `start`: at most `most`, but always one line if there is one."""
    with path.open("rb") as file:
        file.seek(start)
        content = file.read(max(most, 1))
        last = content.rfind(b"\n") + 1
        if not last and content:
            last = len(content) + len(file.readline())
            file.seek(start + last - 1)
            last = last if file.read(1) == b"\n" else 0
        return last


def _to_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fdatasync(file.fileno())


def _is_left(path: Path) -> bool:
    """Return whether the process that wrote a spool has closed it, or died."""
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
