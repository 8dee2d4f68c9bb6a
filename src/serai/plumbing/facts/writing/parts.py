"""A frame becomes Parquet: one file for each day, named for the batch."""

import os
from datetime import date
from pathlib import Path

import polars as pl

from serai.plumbing.facts.manifest import DataFile, TableFolder
from serai.plumbing.facts.registry import FactTable

_FEW = 16


def write_parts(
    folder: TableFolder, table: FactTable, frame: pl.DataFrame, *, batch: str, at: int
) -> int:
    """
    Add rows to a table, and make them visible together; return how many there are.

    The same batch written again replaces itself, so that a writer that died can simply start over.

    Args:
        folder: where the table lives.
        table: what it declares; new columns join the manifest.
        frame: rows with all columns.
        batch: names the files.
        at: the instant of writing, microseconds since 1970.

    Raises:
        IncompatibleSchema: a column has another kind than in older files.
    """
    manifest = folder.manifest().with_columns_of(table)
    frame = frame.unique("event_id", keep="first", maintain_order=True)
    parts = frame.partition_by("day", as_dict=True)
    few = len(parts) <= _FEW
    files = [
        write_part(folder, part, day=day, name=batch, at=at, durable=few)
        for (day,), part in parts.items()
    ]
    if not few:
        os.sync()  # one wait for a year of days instead of one for each
    folder.write(manifest.with_files(files))
    return frame.height


def write_part(
    folder: TableFolder, frame: pl.DataFrame, *, day: date, name: str, at: int, durable: bool = True
) -> DataFile:
    """Write one file of one day; nobody sees it before a manifest names it. `durable` waits for the disk."""
    relative = f"day={day}/{name}.parquet"
    path = folder.path / relative
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    frame.write_parquet(fresh, compression="zstd", compression_level=1)
    if durable:
        _to_disk(fresh)
    fresh.rename(path)
    instants = frame["occurred_at"].dt.timestamp("us")
    first, last = instants.min(), instants.max()
    assert isinstance(first, int)
    assert isinstance(last, int)
    return DataFile(relative, day, frame.height, path.stat().st_size, first, last, at)


def _to_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
