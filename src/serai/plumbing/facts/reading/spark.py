"""Spark in one process, for the same expressions; on a cluster, hand its own session to Ibis."""

import os
import shutil
from typing import Any

import ibis
import ibis.expr.types as ir

from serai.kernel.ids import uuid7

_MISSING = "Install it first: pip install 'serai[spark]'."


class SparkMissing(RuntimeError):
    """Spark cannot start here: its package or Java is missing; the sentence says which."""


def spark_engine(*, memory: str = "1g", cores: int = 1) -> Any:
    """
    Return an Ibis backend over a local Spark session, in UTC.

    Args:
        memory: of the one Java process, as Spark writes it.
        cores: how many threads work.

    Raises:
        SparkMissing: the package or Java is missing.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise SparkMissing(f"Spark is not installed. {_MISSING}") from None
    if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        raise SparkMissing(
            "Spark needs Java 17 or later, and none was found: install it, or set JAVA_HOME."
        )
    session = (
        SparkSession.builder.master(f"local[{cores}]")
        .appName("serai facts")
        .config("spark.driver.memory", memory)
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", cores)
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate()
    )
    return ibis.pyspark.connect(session)


def spark_table(engine: Any, files: list[str], name: str) -> ir.Table:
    """Return Parquet files as one table of an engine; Ibis itself takes only one path for Spark."""
    from pyspark.sql import SparkSession

    view = f"facts_{name}_{uuid7().hex}"
    session = SparkSession.active()
    session.read.parquet(*files, mergeSchema=True).createOrReplaceTempView(view)
    found: ir.Table = engine.table(view)
    return found
