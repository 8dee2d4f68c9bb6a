"""Many small files of a day become one, and an id that came twice stays once."""

from datetime import date
from pathlib import Path

import polars as pl

from serai.kernel.ids import uuid7
from serai.plumbing.facts.manifest import DataFile, Manifest, TableFolder, table_folders
from serai.plumbing.facts.writing.frames import schema_of
from serai.plumbing.facts.writing.parts import write_part

MANY = 12
"""Files of the present day that are worth joining; past days are joined when there are two."""

LAST_READERS = 300 * 1_000_000
"""Microseconds that a file stays after it went out of use: whoever was reading it can finish."""


def compact(facts: Path, *, today: date, at: int, everything: bool = False) -> int:
    """
    Join the files of each day of each table; call it under the writer's lock.

    Args:
        facts: the folder of facts.
        today: the day that still grows.
        at: now, microseconds since 1970.
        everything: also today's few files, and days of one file.

    Returns:
        How many files went out of use.
    """
    return sum(
        _compact_table(folder, today=today, at=at, everything=everything)
        for folder in table_folders(facts)
    )


def _compact_table(folder: TableFolder, *, today: date, at: int, everything: bool) -> int:
    manifest, gone = folder.manifest(), 0
    for day, files in manifest.days().items():
        enough = 1 if everything else MANY if day >= today else 2
        if len(files) < enough or (len(files) == 1 and not everything):
            continue
        frame = read_files(folder, manifest, files).sort("received_at", "event_id")
        frame = frame.unique("event_id", keep="first", maintain_order=True)
        joined = write_part(
            folder, frame.sort("occurred_at", "event_id"), day=day, name=str(uuid7()), at=at
        )
        manifest = manifest.with_files([joined], instead_of=[file.name for file in files], at=at)
        folder.write(manifest)
        gone += len(files)
    sweep(folder, at=at)
    return gone


def read_files(folder: TableFolder, manifest: Manifest, files: list[DataFile]) -> pl.DataFrame:
    """Return the rows of some files with all columns of the table; what a file lacks is empty."""
    schema = schema_of(folder.columns()) if manifest.columns else pl.Schema()
    frames = [pl.read_parquet(folder.path / file.name) for file in files]
    return pl.concat(
        [frame.match_to_schema(schema, missing_columns="insert") for frame in frames]
    ).select(schema.names())


def sweep(folder: TableFolder, *, at: int, patience: int = LAST_READERS) -> None:
    """Remove files that went out of use long enough ago, and what a writer that died left behind."""
    manifest = folder.manifest()
    waiting = [each for each in manifest.retired if at - each.at < patience]
    if len(waiting) < len(manifest.retired):
        folder.write(Manifest(manifest.columns, manifest.personal, manifest.files, waiting))
    known = {file.name for file in manifest.files} | {each.name for each in waiting}
    for path in folder.path.glob("day=*/*"):
        if str(path.relative_to(folder.path)) not in known:
            path.unlink(missing_ok=True)
    for day in folder.path.glob("day=*"):
        if not any(day.iterdir()):
            day.rmdir()
