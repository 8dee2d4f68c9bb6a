"""A whole frame of history at once, past the spools."""

import hashlib
from pathlib import Path

import polars as pl

from serai.plumbing.facts.manifest import TableFolder
from serai.plumbing.facts.tables import fact_table
from serai.plumbing.facts.writing.frames import schema_of, with_day
from serai.plumbing.facts.writing.parts import write_parts


def load_rows(facts: Path, table: str, frame: pl.DataFrame, *, at: int) -> int:
    """
    Add rows that are not there yet; call it under the writer's lock.

    Args:
        facts: the folder of facts.
        table: a declared table.
        frame: `event_id`, `occurred_at` and columns of the table; what it lacks is empty.
        at: now, microseconds since 1970.

    Returns:
        How many rows were new.
    """
    declared, folder = fact_table(table), TableFolder(facts, table)
    fresh = absent(folder, with_day(frame))
    if fresh.is_empty():
        return 0
    schema = schema_of(declared.all_columns)
    received = pl.lit(at).cast(schema["received_at"])
    rows = (
        fresh.with_columns(received_at=received)
        .match_to_schema(schema, missing_columns="insert")
        .select(schema.names())
    )
    return write_parts(folder, declared, rows, batch=name_of(fresh), at=at)


def absent(folder: TableFolder, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows whose ids no file of their days holds."""
    days = set(frame["day"].unique())
    files = [folder.path / file.name for file in folder.manifest().files if file.day in days]
    if not files:
        return frame
    known = pl.concat([pl.scan_parquet(file).select("event_id") for file in files])
    return frame.lazy().join(known, on="event_id", how="anti", maintain_order="left").collect()


def name_of(frame: pl.DataFrame) -> str:
    """Return a name that follows from the rows: whoever dies in between writes over their own files."""
    ends = frame.select(pl.col("event_id").min().alias("a"), pl.col("event_id").max().alias("z"))
    return hashlib.sha256(f"{frame.height} {ends.row(0)}".encode()).hexdigest()[:32]
