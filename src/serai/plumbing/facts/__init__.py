"""
Facts: what happened, as Parquet that only grows, read through Ibis.

`append` tells facts from Python, the clickstream's door takes them from shop fronts, business events come
from the outbox by themselves. One writer makes Parquet of all of them (`writer`); `table` reads it with DuckDB,
or with Spark by the same expressions. Polars, DuckDB and Ibis are loaded when they are used, so that a
process that only serves does without them.
"""

from typing import TYPE_CHECKING, Any

from serai.plumbing.facts.consent import AnalyticsConsent
from serai.plumbing.facts.derived import derive
from serai.plumbing.facts.registry import Column, FactTable, Kind, declare
from serai.plumbing.facts.spool import append
from serai.plumbing.facts.tables import UnknownFacts, all_tables, fact_table
from serai.plumbing.facts.writer import forget_person, write_rows

if TYPE_CHECKING:
    from datetime import date

    import ibis.expr.types as ir

__all__ = [
    "AnalyticsConsent",
    "Column",
    "FactTable",
    "Kind",
    "UnknownFacts",
    "all_tables",
    "append",
    "declare",
    "derive",
    "fact_table",
    "forget_person",
    "spark_engine",
    "table",
    "write_rows",
]


def table(
    name: str,
    *,
    since: "date | None" = None,
    until: "date | None" = None,
    engine: Any = None,
) -> "ir.Table":
    """
    Return the facts of a table as an Ibis table with every column it has ever had.

    Args:
        name: such as "purchase" or "sale_line".
        since: only days from this one on, in UTC; files of other days are not opened.
        until: only days before this one, in UTC.
        engine: an Ibis backend, such as `spark_engine()`; DuckDB unless given.

    Raises:
        UnknownFacts: there is no such table.
    """
    from serai.plumbing.facts.reading.open import table as open_table

    return open_table(name, since=since, until=until, engine=engine)


def spark_engine(*, memory: str = "1g", cores: int = 1) -> Any:
    """
    Return an Ibis backend over a local Spark session.

    Args:
        memory: of the one Java process, as Spark writes it.
        cores: how many threads work.

    Raises:
        SparkMissing: the package or Java is missing.
    """
    from serai.plumbing.facts.reading.spark import spark_engine as start

    return start(memory=memory, cores=cores)
