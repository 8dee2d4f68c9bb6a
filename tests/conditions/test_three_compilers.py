"""One tree has one answer: in Python, in PostgreSQL and in DuckDB, and by an evaluator that shares no code."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import ibis
import pytest
from conditions.registry import FIELDS, MOMENTS, ROWS, TREES, truth
from django.apps.registry import Apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from serai.kernel.conditions import Moment, as_json, predicate, read_tree, tree_hash
from serai.kernel.conditions.tree import Group
from serai.kernel.money import Money
from serai.plumbing.conditions import as_query, context_of
from serai.plumbing.conditions.as_ibis import as_ibis
from serai.plumbing.conditions.columns import money_column

# Ibis calls DuckDB by a name that DuckDB has replaced.
pytestmark = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")
Row = dict[str, Any]


class Thing(models.Model):
    """A row with a column of every type, beside the app's own models."""

    name = models.TextField(null=True)  # noqa: DJ001 - missing texts are the point
    title = models.TextField(null=True)  # noqa: DJ001 - missing texts are the point
    pieces = models.BigIntegerField(null=True)
    weight = models.DecimalField(null=True, max_digits=20, decimal_places=3)
    minor = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3, null=True)  # noqa: DJ001
    born = models.DateField(null=True)
    seen = models.DateTimeField(null=True)
    active = models.BooleanField(null=True)
    colour = models.CharField(max_length=10, null=True)  # noqa: DJ001
    tags = ArrayField(models.TextField(), null=True)
    codes = ArrayField(models.BigIntegerField(), null=True)
    inks = ArrayField(models.TextField(), null=True)

    class Meta:
        apps = Apps()
        app_label = "conditions_tests"


IN_POSTGRES = {
    **{name: name for name in FIELDS},
    "spent": money_column("minor", "currency", "EUR"),
}
SCHEMA = ibis.schema(
    {
        "id": "int64",
        "name": "string",
        "title": "string",
        "pieces": "int64",
        "weight": "decimal(20, 3)",
        "minor": "int64",
        "currency": "string",
        "born": "date",
        "seen": "timestamp('UTC', 6)",
        "active": "boolean",
        "colour": "string",
        "tags": "array<string>",
        "codes": "array<int64>",
        "inks": "array<string>",
    }
)


@pytest.fixture
def things(db: None) -> None:
    with connection.schema_editor() as editor:
        editor.create_model(Thing)


@pytest.fixture(scope="module")
def duck() -> Iterator[ibis.BaseBackend]:
    backend = ibis.duckdb.connect()
    backend.create_table("things", schema=SCHEMA)
    yield backend
    backend.disconnect()


@settings(
    max_examples=400,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(rows=ROWS, trees=st.lists(TREES, min_size=1, max_size=8), at=MOMENTS)
def test_three_compilers_agree_with_plain_words(
    things: None, duck: ibis.BaseBackend, rows: list[Row], trees: list[Row], at: Moment
):
    read = [read_tree(tree, FIELDS) for tree in trees]
    expected = [{i for i, row in enumerate(rows) if truth(tree, row, at)} for tree in trees]

    assert [_in_python(tree, rows, at) for tree in read] == expected
    assert _in_postgres(read, rows, at) == expected
    assert _in_duckdb(duck, read, rows, at) == expected


def test_a_row_is_explained_by_the_values_that_the_query_asks(things: None):
    Thing.objects.create(id=1, minor=1250, currency="EUR", weight="1.500", tags=["a"])
    Thing.objects.create(id=2, minor=1250, currency="USD")

    euros = context_of(Thing.objects.filter(id=1), FIELDS, IN_POSTGRES)
    dollars = context_of(Thing.objects.filter(id=2), FIELDS, IN_POSTGRES)
    assert euros
    assert dollars
    known = {name: value for name, value in euros.items() if value is not None}
    assert known == {"spent": Money(1250, "EUR"), "weight": Decimal("1.500"), "tags": ["a"]}
    assert set(dollars.values()) == {None}
    assert context_of(Thing.objects.filter(id=3), FIELDS, IN_POSTGRES) is None


@given(tree=TREES)
def test_a_tree_survives_being_written_and_read(tree: Row):
    read = read_tree(tree, FIELDS)

    again = read_tree(as_json(read), FIELDS)
    assert again == read
    assert tree_hash(again) == tree_hash(read)


def _in_python(tree: Group, rows: list[Row], at: Moment) -> set[int]:
    matches = predicate(tree, FIELDS, at)
    return {i for i, row in enumerate(rows) if matches(row)}


def _in_postgres(trees: list[Group], rows: list[Row], at: Moment) -> list[set[int]]:
    queries = [as_query(tree, FIELDS, IN_POSTGRES, at) for tree in trees]
    with transaction.atomic():
        Thing.objects.all().delete()
        Thing.objects.bulk_create(Thing(id=i, **_columns(row)) for i, row in enumerate(rows))
        found = [query.of(Thing.objects.all()) for query in queries]
        return [set(things.values_list("id", flat=True)) for things in found]


def _in_duckdb(
    duck: ibis.BaseBackend, trees: list[Group], rows: list[Row], at: Moment
) -> list[set[int]]:
    table = duck.table("things")
    duck.truncate_table("things")
    marks = ", ".join("?" * len(SCHEMA))
    duck.con.executemany(
        f"INSERT INTO things VALUES ({marks})",
        [[{"id": i, **_columns(row)}[name] for name in SCHEMA] for i, row in enumerate(rows)],
    )
    columns = {
        **{name: table[name] for name in FIELDS if name != "spent"},
        "spent": (table.currency == "EUR").ifelse(table.minor, ibis.null("int64")),
    }
    answers = {f"c{i}": as_ibis(tree, FIELDS, columns, at) for i, tree in enumerate(trees)}
    found = table.select("id", **answers).to_pyarrow().to_pylist()
    return [{row["id"] for row in found if row[name] is True} for name in answers]


def _columns(row: Row) -> Row:
    plain = {name: value for name, value in row.items() if name != "spent"}
    spent: Money | None = row["spent"]
    if spent is None:
        return {**plain, "minor": None, "currency": None}
    return {**plain, "minor": spent.minor, "currency": spent.currency}
