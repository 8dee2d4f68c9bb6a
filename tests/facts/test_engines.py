"""The same expressions by DuckDB and by Spark, on the same files."""

import datetime as dt
import random
import shutil

import ibis
import polars as pl
import pytest
from facts.conftest import NOW, view

from serai.plumbing import facts
from serai.plumbing.facts import Column, FactTable, Kind, registry
from serai.plumbing.facts.reading import spark as spark_module

pytestmark = [
    pytest.mark.filterwarnings("ignore:.*pandas:FutureWarning"),  # PySpark 4 with pandas 3
    pytest.mark.filterwarnings("ignore:.*pandas 4.0:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:The copy keyword:DeprecationWarning"),
]


@pytest.fixture(scope="module")
def spark():
    pytest.importorskip("pyspark")
    engine = facts.spark_engine(memory="512m")
    yield engine
    engine._session.stop()


@pytest.fixture
def sales(consents, monkeypatch):
    """Load 20,000 lines over sixty days, in two versions of the schema."""
    monkeypatch.setattr(registry, "_tables", dict(registry._tables))
    old = (Column("sku", Kind.TEXT, ""), Column("quantity", Kind.INTEGER, ""))
    new = (*old, Column("tone", Kind.TEXT, ""))
    for part, columns in enumerate((old, new)):
        registry._tables.pop("bell_sale", None)
        facts.declare(FactTable("bell_sale", "A bell was sold.", columns, source="tests"))
        facts.write_rows("bell_sale", _frame(part, with_tone=columns is new), now=NOW)


def _frame(part: int, *, with_tone: bool) -> pl.DataFrame:
    chance = random.Random(part)
    rows = range(10_000)
    frame = pl.DataFrame(
        {
            "event_id": [f"{part}-{row}" for row in rows],
            "occurred_at": [NOW - dt.timedelta(minutes=chance.randrange(86_400)) for _ in rows],
            "sku": [f"SKU{chance.randrange(40)}" for _ in rows],
            "quantity": [chance.randrange(1, 9) for _ in rows],
        }
    ).cast({"occurred_at": pl.Datetime("us", "UTC")})
    return frame.with_columns(tone=pl.lit("high")) if with_tone else frame


def by_sku(table):
    return (
        table.group_by("sku")
        .agg(lines=table.count(), units=table.quantity.sum(), high=(table.tone == "high").sum())
        .order_by("sku")
    )


def by_day(table):
    return table.group_by("day").agg(units=table.quantity.sum()).order_by("day")


def rolling(table):
    daily = table.group_by("sku", "day").agg(units=table.quantity.sum())
    window = ibis.window(group_by="sku", order_by="day", preceding=6, following=0)
    return daily.mutate(week=daily.units.sum().over(window)).order_by("sku", "day")


def last_hour(table):
    recent = table.filter(table.occurred_at >= NOW - dt.timedelta(days=1))
    return recent.group_by(hour=recent.occurred_at.hour()).agg(n=recent.count()).order_by("hour")


def viewed_items(table):
    item = table.select("event_id", item=table["items"].unnest())
    item = item.select(sku=item.item["item_id"], quantity=item.item["quantity"])
    return item.group_by("sku").agg(units=item.quantity.sum()).order_by("sku")


@pytest.mark.slow
@pytest.mark.parametrize("question", [by_sku, by_day, rolling, last_hour])
def test_duckdb_and_spark_answer_alike(question, sales, spark):
    here = question(facts.table("bell_sale")).to_pyarrow().to_pylist()
    there = question(facts.table("bell_sale", engine=spark)).to_pyarrow().to_pylist()

    assert len(here) > 20
    assert here == there


@pytest.mark.slow
def test_nested_items_are_read_alike(send, write, spark):
    send(*[view(str(number % 3)) for number in range(10)])
    write()

    here = viewed_items(facts.table("view_item")).to_pyarrow().to_pylist()
    there = viewed_items(facts.table("view_item", engine=spark)).to_pyarrow().to_pylist()

    assert (
        here
        == there
        == [{"sku": "0", "units": 4}, {"sku": "1", "units": 3}, {"sku": "2", "units": 3}]
    )


def test_without_java_spark_says_what_is_missing(monkeypatch):
    pytest.importorskip("pyspark")
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.delenv("JAVA_HOME", raising=False)

    with pytest.raises(spark_module.SparkMissing, match="Java 17"):
        facts.spark_engine()


def test_a_table_without_rows_has_its_columns():
    table = facts.table("purchase")

    assert table.count().to_pyarrow().as_py() == 0
    assert {"event_id", "day", "transaction_id", "items"} <= set(table.columns)
