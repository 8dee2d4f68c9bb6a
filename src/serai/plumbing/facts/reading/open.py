"""From a name to an Ibis table, the same for every engine."""

from datetime import date
from pathlib import Path
from threading import local
from typing import Any

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir
from ibis.backends import BaseBackend

from serai.plumbing.facts.manifest import DataFile, TableFolder
from serai.plumbing.facts.place import facts_folder
from serai.plumbing.facts.registry import ITEM, Column, Kind
from serai.plumbing.facts.tables import all_tables, fact_table

_SIMPLE: dict[Kind, dt.DataType] = {
    Kind.TEXT: dt.string,
    Kind.INTEGER: dt.int64,
    Kind.NUMBER: dt.float64,
    Kind.FLAG: dt.boolean,
    Kind.INSTANT: dt.Timestamp(timezone="UTC"),
    Kind.DAY: dt.date,
    Kind.TEXTS: dt.Array(dt.string),
    Kind.INTEGERS: dt.Array(dt.int64),
    Kind.ITEMS: dt.Array(dt.Struct({column.name: dt.string for column in ITEM})),
}
_of_this_thread = local()


def duckdb_engine() -> Any:
    """Return this thread's DuckDB: in memory, in UTC, with nothing fetched from anywhere."""
    engine = getattr(_of_this_thread, "duckdb", None)
    if engine is None:
        engine = ibis.duckdb.connect()
        engine.raw_sql(
            "SET TimeZone = 'UTC'; SET autoinstall_known_extensions = false;"
            " SET enable_progress_bar = false"
        )
        _of_this_thread.duckdb = engine
    return engine


def table(
    name: str,
    *,
    since: date | None = None,
    until: date | None = None,
    engine: BaseBackend | None = None,
) -> ir.Table:
    """
    Return the facts of a table as an Ibis table with every column it has ever had.

    Args:
        name: such as "purchase" or "sale_line".
        since: only days from this one on, in UTC; files of other days are not opened.
        until: only days before this one, in UTC.
        engine: an Ibis backend, such as `serai.plumbing.facts.spark_engine()`; DuckDB unless given.

    Raises:
        UnknownFacts: there is no such table.
    """
    declared, folder = fact_table(name), TableFolder(facts_folder(), name)
    manifest = folder.manifest()
    columns = {column.name: column for column in (*declared.all_columns, *folder.columns())}
    chosen = [file for file in manifest.files if _within(file, since, until)]
    engine = engine or duckdb_engine()
    if not chosen:
        return _empty(list(columns.values()))
    rows = _read(engine, [folder.path / file.name for file in chosen], name)
    missing = {name: ibis.null(_dtype(each)) for name, each in columns.items() if name not in rows}
    return rows.mutate(**missing).select(*columns)


def register_all(engine: Any) -> list[str]:
    """Make every table with rows a view of a DuckDB engine, under its own name; return the names."""
    names = [name for name in all_tables() if TableFolder(facts_folder(), name).manifest().files]
    for name in names:
        engine.create_view(name, table(name, engine=engine), overwrite=True)
    return names


def _within(file: DataFile, since: date | None, until: date | None) -> bool:
    return (since is None or file.day >= since) and (until is None or file.day < until)


def _read(engine: BaseBackend, paths: list[Path], name: str) -> ir.Table:
    files = [str(path) for path in paths]
    if engine.name == "pyspark":
        from serai.plumbing.facts.reading.spark import spark_table

        return spark_table(engine, files, name)
    return engine.read_parquet(files, union_by_name=True, hive_partitioning=False)


def _empty(columns: list[Column]) -> ir.Table:
    return ibis.memtable([], schema=ibis.schema({each.name: _dtype(each) for each in columns}))


def _dtype(column: Column) -> dt.DataType:
    return _SIMPLE[column.kind]
