"""Lines of orders as facts: what forecasts, segments and reports read."""

from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import UUID

from serai.ordering.domain.order_state import OrderState
from serai.ordering.events import OrderPlaced
from serai.plumbing.db import copy_csv_out, dict_rows
from serai.plumbing.facts import Column, FactTable, Kind, declare, derive

if TYPE_CHECKING:
    import polars as pl

SALE_LINE = declare(
    FactTable(
        "sale_line",
        "A line of an order that was paid, as it was sold. Imported history and our own orders alike.",
        (
            Column("order_id", Kind.TEXT, "The order."),
            Column("order_number", Kind.TEXT, "The number that people read."),
            Column("position", Kind.INTEGER, "The line's place in the order, from 1."),
            Column("source", Kind.TEXT, "Where the order was placed; empty: here."),
            Column("channel_code", Kind.TEXT, "The channel."),
            Column("customer_id", Kind.TEXT, "The customer, unless a guest.", personal=True),
            Column("location_id", Kind.TEXT, "The store, for orders of a till."),
            Column("variant_id", Kind.TEXT, "The article; empty when it is not in the catalogue."),
            Column("sku", Kind.TEXT, "The article's number."),
            Column("quantity", Kind.INTEGER, "How many; 0 where a till booked only money."),
            Column("items_minor", Kind.INTEGER, "Before discounts, in minor units."),
            Column("discount_minor", Kind.INTEGER, "Discounts, in minor units."),
            Column("tax_minor", Kind.INTEGER, "Tax on top, in minor units."),
            Column("total_minor", Kind.INTEGER, "What was paid for the line, in minor units."),
            Column("currency", Kind.TEXT, "ISO 4217 code."),
            Column("part_ids", Kind.TEXTS, "Of a set: the articles that it consisted of."),
            Column("part_units", Kind.INTEGERS, "Of a set: units of each of them in one set."),
        ),
        source="ordering",
    )
)

_LISTS = ("part_ids", "part_units")
_NEVER_PAID = [OrderState.PLACING.value, OrderState.FAILED.value]
_LINES = """
SELECT o.id || ':' || l.position AS event_id, o.placed_at AS occurred_at, o.id::text AS order_id,
  o.number AS order_number, l.position, o.source, o.channel_code, o.customer_id::text,
  o.location_id::text, l.variant_id::text, l.sku, l.quantity, l.items_minor, l.discount_minor,
  l.tax_minor, l.total_minor, o.currency, part.ids AS part_ids, part.units AS part_units
FROM ordering_order AS o JOIN ordering_order_line AS l ON l.order_id = o.id
LEFT JOIN LATERAL (
  SELECT array_agg(p.variant_id ORDER BY p.position) AS ids, array_agg(p.units ORDER BY p.position) AS units
  FROM jsonb_to_recordset(l.parts) AS p (variant_id text, units int, position int)
) AS part ON true
WHERE """


@derive(OrderPlaced, into=SALE_LINE)
def lines_of_placed(events: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the lines of placed orders as rows of `sale_line`; one statement."""
    placed = [UUID(event["order_id"]) for event in events]
    return dict_rows(_LINES + "o.id = ANY(%s)", [placed])


def every_sale_line() -> "pl.DataFrame":
    """Return the lines of all orders that were paid, as a frame in the shape of `sale_line`; one statement."""
    import polars as pl  # noqa: PLC0415 - a process that only serves does without

    from serai.plumbing.facts.writing.frames import schema_of  # noqa: PLC0415 - as above

    schema = schema_of([*SALE_LINE.columns])
    content = copy_csv_out(_LINES + "o.state <> ALL(%s)", [_NEVER_PAID])
    texts = dict.fromkeys(("event_id", "occurred_at", *_LISTS), pl.String())
    frame = pl.read_csv(BytesIO(content), schema_overrides={**schema, **texts})
    return frame.with_columns(
        pl.col("occurred_at").str.to_datetime("%Y-%m-%d %H:%M:%S%.f%#z", time_unit="us"),
        *(pl.col(name).str.strip_chars("{}").str.split(",").cast(schema[name]) for name in _LISTS),
    )
