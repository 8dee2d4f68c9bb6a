"""What was sold each week: the same by DuckDB, by Spark, and by hand."""

import datetime as dt
import random
from collections import Counter

import polars as pl
import pytest
from facts.conftest import NOW

from serai.inventory.queries.demand.sold import daily_sales, monday_of, weekly_sales
from serai.plumbing import facts
from serai.plumbing.facts.reading.spark import SparkMissing

pytestmark = [
    pytest.mark.filterwarnings("ignore:.*pandas:FutureWarning"),  # PySpark 4 with pandas 3
    pytest.mark.filterwarnings("ignore:.*pandas 4.0:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:The copy keyword:DeprecationWarning"),
]
OFFSET = -5 * 3600


@pytest.fixture(scope="module")
def spark():
    pytest.importorskip("pyspark")
    try:
        engine = facts.spark_engine(memory="512m")
    except SparkMissing as missing:
        pytest.skip(str(missing))
    yield engine
    engine._session.stop()


@pytest.fixture
def lines():
    """Write 5,000 lines over a year; fuel is in thousandths, deposits without goods, every tenth line a set."""
    chance = random.Random(11)
    rows = [
        {
            "event_id": str(number),
            "occurred_at": NOW - dt.timedelta(minutes=chance.randrange(525_600)),
            "order_id": str(chance.randrange(1500)),
            "variant_id": f"v{chance.randrange(40)}",
            "location_id": chance.choice([None, "a", "b"]),
            "quantity": chance.choice([0, 1, 2, 3, 9_000]),
            "total_minor": chance.randrange(100, 900),
            "discount_minor": chance.randrange(50),
            "part_ids": inside and list(inside),
            "part_units": inside and list(inside.values()),
        }
        for number in range(5_000)
        for inside in [{"v3": 2, f"w{number % 3}": 1} if number % 10 == 0 else None]
    ]
    frame = pl.DataFrame(rows).cast({"occurred_at": pl.Datetime("us", "UTC")})
    facts.write_rows("sale_line", frame, now=NOW)
    return rows


def in_order(table):
    return sorted(
        table.to_pyarrow().to_pylist(), key=lambda row: [str(each) for each in row.values()]
    )


def test_weeks_turn_on_the_shops_own_monday(lines, consents):
    told = in_order(weekly_sales(facts.table("sale_line"), offset=OFFSET))

    wanted: Counter = Counter()
    for row in lines:
        if 1 <= row["quantity"] <= 99:
            local = (row["occurred_at"] + dt.timedelta(seconds=OFFSET)).date()
            monday = local - dt.timedelta(days=local.weekday())
            inside = zip(
                row["part_ids"] or [row["variant_id"]], row["part_units"] or [1], strict=True
            )
            for variant, units in inside:
                wanted[variant, row["location_id"], monday] += units * row["quantity"]
    assert wanted == {
        (row["variant_id"], row["location_id"], monday_of(row["week"])): row["quantity"]
        for row in told
    }


@pytest.mark.slow
@pytest.mark.parametrize("question", [weekly_sales, daily_sales])
def test_duckdb_and_spark_count_the_same_weeks(question, lines, consents, spark):
    here = in_order(question(facts.table("sale_line"), offset=OFFSET))
    there = in_order(question(facts.table("sale_line", engine=spark), offset=OFFSET))

    assert len(here) > 100
    assert here == there
