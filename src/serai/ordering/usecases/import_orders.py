"""Bring in orders that were placed elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from serai.kernel.ids import uuid7_at
from serai.ordering.domain.order_state import OrderState
from serai.ordering.queries.sale_lines import SALE_LINE
from serai.plumbing.db import copy_csv_into, execute, rows, unit_of_work
from serai.plumbing.facts import write_rows

CHUNK = 20_000

ORDER_FIELDS: dict[str, pl.DataType | type[pl.DataType]] = {
    "ref": pl.String,
    "placed_at": pl.Datetime("us", "UTC"),
    "channel_code": pl.String,
    "currency": pl.String,
    "locale": pl.String,
    "customer_id": pl.String,
    "location_id": pl.String,
}
LINE_FIELDS: dict[str, pl.DataType | type[pl.DataType]] = {
    "variant_id": pl.String,
    "sku": pl.String,
    "name": pl.String,
    "quantity": pl.Int64,
    "unit_price": pl.String,
    "items_minor": pl.Int64,
    "discount_minor": pl.Int64,
    "total_minor": pl.Int64,
}
SCHEMA = pl.Schema(ORDER_FIELDS | LINE_FIELDS)
"""The columns of what is imported; ids and decimals are text, as PostgreSQL reads them."""


@dataclass(frozen=True, slots=True)
class ImportedOrders:
    """What an import did."""

    created: int
    skipped: int
    """Orders that were there already."""
    lines: int


def import_orders(
    history: pl.DataFrame,
    *,
    source: str,
    number_prefix: str,
    advance: Callable[[int], None] = lambda count: None,
    facts_at: datetime | None = None,
) -> ImportedOrders:
    """
    Copy orders in, 20,000 to a transaction; what is there already is skipped.

    An order's id follows from its source, name and instant: history sorts where it belongs, and an import
    that was interrupted, or is repeated, goes on where it stopped.

    Args:
        history: the columns of `SCHEMA`, one row per line, the lines of an order in a row.
            `ref` is the order's name in the source; the other order fields repeat on each line.
            `quantity` is 0 where a till booked money or a discount without goods; `unit_price` is
            decimal text in major units, finer than the minor unit for goods by weight or volume;
            items - discount = total.
        source: where they come from, such as "complete-journey".
        number_prefix: stands before `ref` in the number that people see.
        advance: told how many orders were looked at since it was last told.
        facts_at: the instant at which the lines become facts as well; `None` leaves that to `record_sales`.

    Raises:
        IntegrityError: a line's sums do not add up; its chunk is not written.
        SchemaError: the columns are not those of `SCHEMA`.
    """
    lines = history.match_to_schema(SCHEMA)
    orders = _orders(lines, source, number_prefix)
    created = written = 0
    for chunk in orders.iter_slices(CHUNK):
        fresh = chunk.filter(~pl.col("id").is_in(_known(chunk["id"])))
        if fresh.height:
            first, last = chunk["first"][0], chunk["first"][-1] + chunk["count"][-1]
            created += fresh.height
            written += _write(fresh, lines.slice(first, last - first))
        advance(chunk.height)
    if facts_at is not None:
        write_rows(SALE_LINE.name, _sales(lines, orders), now=facts_at)
    return ImportedOrders(created, orders.height - created, written)


def _orders(lines: pl.DataFrame, source: str, number_prefix: str) -> pl.DataFrame:
    orders = (
        lines.group_by("ref", maintain_order=True)
        .agg(
            *(pl.first(name) for name in ORDER_FIELDS if name != "ref"),
            *(pl.sum(name) for name in ("items_minor", "discount_minor", "total_minor")),
            count=pl.len().cast(pl.Int64),
        )
        .with_columns(
            first=pl.col("count").cum_sum() - pl.col("count"),
            number=pl.lit(number_prefix) + pl.col("ref"),
            state=pl.lit(OrderState.COMPLETED.value),
            source=pl.lit(source),
            external_ref="ref",
            closed_at="placed_at",
        )
    )
    ids = [
        str(uuid7_at(placed_at, seed=f"{source} {ref}".encode()))
        for ref, placed_at in orders.select("ref", "placed_at").iter_rows()
    ]
    return orders.with_columns(pl.Series("id", ids, pl.String))


def _sales(lines: pl.DataFrame, orders: pl.DataFrame) -> pl.DataFrame:
    """Return the lines in the shape of `sale_line`; an order's lines are in a row, in the order of `orders`."""
    repeated = orders.select(
        pl.col("id", "number", "source").repeat_by("count").explode(),
        position=pl.int_ranges(1, pl.col("count") + 1).explode(),
    )
    sales = lines.with_columns(
        order_id=repeated["id"],
        order_number=repeated["number"],
        source=repeated["source"],
        position=repeated["position"],
        occurred_at="placed_at",
        tax_minor=pl.lit(0, pl.Int64),
    ).with_columns(event_id=pl.format("{}:{}", "order_id", "position"))
    columns = [column.name for column in SALE_LINE.columns if column.name in sales.columns]
    return sales.select("event_id", "occurred_at", *columns)


def _known(ids: pl.Series) -> list[str]:
    found = rows("SELECT id::text FROM ordering_order WHERE id = ANY(%s::uuid[])", [ids.to_list()])
    return [order_id for (order_id,) in found]


_ORDER_COLUMNS = (
    "id", "number", "state", "source", "external_ref", "channel_code", "locale", "customer_id",
    "location_id", "currency", "items_minor", "discount_minor", "total_minor", "placed_at",
    "closed_at",
)  # fmt: skip
_LINE_COLUMNS = ("order_id", "position", *LINE_FIELDS)


@unit_of_work()
def _write(orders: pl.DataFrame, lines: pl.DataFrame) -> int:
    copy_csv_into("ordering_order", _ORDER_COLUMNS, _csv(orders.select(_ORDER_COLUMNS)))
    theirs = lines.join(
        orders.select("ref", order_id="id"), on="ref", maintain_order="left"
    ).with_columns(position=pl.int_range(1, pl.len() + 1).over("ref"))
    with _without_look_ups():
        copy_csv_into("ordering_order_line", _LINE_COLUMNS, _csv(theirs.select(_LINE_COLUMNS)))
    return theirs.height


def _csv(frame: pl.DataFrame) -> Iterator[bytes]:
    for part in frame.iter_slices(CHUNK):
        yield part.write_csv(
            include_header=False, datetime_format="%Y-%m-%dT%H:%M:%S%.6f%:z"
        ).encode()


@contextmanager
def _without_look_ups() -> Iterator[None]:
    """
    Spare the look-up of its order that PostgreSQL makes for each line: both were written right here.

    Only a superuser may, as on the embedded server; elsewhere the look-ups are made.
    """
    [(superuser,)] = rows("SELECT current_setting('is_superuser') = 'on'")
    if superuser:
        execute("SET LOCAL session_replication_role = replica")
    yield
    if superuser:
        execute("SET LOCAL session_replication_role = origin")
