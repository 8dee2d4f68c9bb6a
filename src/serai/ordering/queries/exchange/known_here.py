"""What this shop knows of orders that are to be brought in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.catalog import public as catalog
from serai.inventory import public as inventory
from serai.ordering.domain.exchange.record import OrderRecord
from serai.plumbing.db import rows

_BY_REF = """
SELECT o.source, o.external_ref, o.placed_at, o.currency, o.total_minor
FROM unnest(%s::text[], %s::text[]) AS given (source, ref)
JOIN ordering_order AS o ON o.source = given.source AND o.external_ref = given.ref
"""
_BY_NUMBER = """
SELECT number, placed_at, currency, total_minor, source FROM ordering_order WHERE number = ANY(%s)
"""
_CUSTOMERS = "SELECT id FROM customers_customer WHERE id = ANY(%s)"
_Sum = tuple[datetime, str, int]


@dataclass(frozen=True, slots=True)
class Here:
    """What the shop knows of some orders."""

    channels: frozenset[str]
    locations: dict[str, UUID]
    variants: dict[str, UUID]
    customers: frozenset[UUID]
    by_ref: dict[tuple[str, str], _Sum]
    by_number: dict[str, tuple[_Sum, str]]

    def has(self, record: OrderRecord, source: str, number: str) -> bool:
        """Return whether just this order is here already."""
        if self.by_ref.get((source, record.ref)) == _sum(record):
            return True
        return self.is_own(record, number)

    def is_own(self, record: OrderRecord, number: str) -> bool:
        """Return whether just this order was placed in this very shop."""
        return not record.source and self.by_number.get(number) == (_sum(record), "")

    def faults(self, record: OrderRecord, source: str, number: str) -> Iterator[tuple[str, str]]:
        """Yield field and reason of what does not fit what is here."""
        if record.channel_code not in self.channels:
            yield "channel_code", f"There is no channel {record.channel_code}."
        if record.location and record.location not in self.locations:
            yield "location", f"There is no location {record.location}."
        if (source, record.ref) in self.by_ref:
            yield "external_ref", "is here already, placed or priced otherwise."
        elif number in self.by_number:
            yield "number", "belongs to another order here."


def _sum(record: OrderRecord) -> _Sum:
    return record.placed_at, record.currency, record.total_minor


def known_here(records: Sequence[tuple[OrderRecord, str, str]]) -> Here:
    """Return what is known of orders, each with its source and its number; six statements."""
    sources = [source for _, source, _ in records]
    refs = [record.ref for record, _, _ in records]
    skus = {line.sku for record, _, _ in records for line in record.lines}
    codes = {record.location for record, _, _ in records if record.location}
    people = {record.customer_id for record, _, _ in records if record.customer_id}
    by_number = rows(_BY_NUMBER, [[number for _, _, number in records]])
    return Here(
        channels=frozenset(each.code for each in catalog.channels()),
        locations={code: view.id for code, view in inventory.locations_of_codes(codes).items()},
        variants={sku: view.id for sku, view in catalog.variants_of_skus(skus).items()},
        customers=frozenset(pk for (pk,) in rows(_CUSTOMERS, [list(people)])),
        by_ref={
            (row[0], row[1]): (row[2], row[3], row[4]) for row in rows(_BY_REF, [sources, refs])
        },
        by_number={row[0]: ((row[1], row[2], row[3]), row[4]) for row in by_number},
    )
