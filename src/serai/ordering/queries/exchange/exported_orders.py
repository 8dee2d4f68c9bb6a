"""Every order that is asked for, whole, one after another: a million of them need the memory of a page."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from serai.inventory import public as inventory
from serai.ordering.domain.contact import Contact
from serai.ordering.domain.delivery import DeliveryChoice
from serai.ordering.domain.exchange.record import (
    OrderRecord,
    RecordAddress,
    RecordLine,
    RecordTax,
    RecordTender,
)
from serai.ordering.domain.paid_by import PaidBy
from serai.ordering.domain.paying import Paying
from serai.ordering.domain.taxes import Taxes
from serai.plumbing.db import rows

PAGE = 500
_COLUMNS = (
    "id", "number", "source", "external_ref", "state", "placed_at", "closed_at", "channel_code",
    "locale", "currency", "customer_id", "email", "items_minor", "discount_minor", "delivery_minor",
    "tax_minor", "tax_included_minor", "total_minor", "added_minor", "taken_off_minor",
    "refunded_minor",
)  # fmt: skip
_TESTS = {
    "placed_from": "o.placed_at >= %s",
    "placed_until": "o.placed_at < %s",
    "channel_code": "o.channel_code = %s",
    "state": "o.state = %s",
    "source": "o.source = %s",
}
_LINES = """
SELECT order_id, sku, name, quantity, unit_price, items_minor, discount_minor, tax_minor,
  tax_included_minor, tax_rate, total_minor, wraps
FROM ordering_order_line WHERE order_id = ANY(%s) ORDER BY order_id, position
"""
_paying = msgspec.json.Decoder(Paying | None)
_tenders = msgspec.json.Decoder(tuple[PaidBy, ...] | None)
_contact = msgspec.json.Decoder(Contact | None)
_delivery = msgspec.json.Decoder(DeliveryChoice | None)
_taxes = msgspec.json.Decoder(Taxes)


@dataclass(frozen=True, slots=True)
class ExportFilter:
    """Which orders; what is `None` does not narrow. Orders that are being placed, or failed, are none."""

    placed_from: datetime | None = None
    placed_until: datetime | None = None
    channel_code: str | None = None
    state: str | None = None
    source: str | None = None
    """Where they were placed; empty: in this shop."""


def exported_orders(wanted: ExportFilter, *, now: datetime) -> Iterator[OrderRecord]:
    """
    Yield orders, the oldest first; two statements for each five hundred of them, and one for the locations.

    Orders that are placed after `now` are not among them, so that the file comes to an end.

    Args:
        wanted: which.
        now: the present instant.
    """
    after: tuple[datetime, UUID] | None = None
    places = {place.id: place.code for place in inventory.locations()}
    while True:
        page = _page(wanted, after, now)
        lines = _lines([row[0] for row in page])
        for row in page:
            yield _record(row, places, tuple(lines[row[0]]))
        if len(page) < PAGE:
            return
        after = (page[-1][_COLUMNS.index("placed_at")], page[-1][0])


def exported_count(wanted: ExportFilter, *, now: datetime) -> int:
    """Return how many orders `exported_orders` yields; one statement."""
    where, params = _where(wanted, None, now)
    [(count,)] = rows(f"SELECT count(*) FROM ordering_order AS o WHERE {where}", params)  # noqa: S608
    return int(count)


def _where(
    wanted: ExportFilter, after: tuple[datetime, UUID] | None, now: datetime
) -> tuple[str, list[Any]]:
    tests = ["o.state NOT IN ('placing', 'failed')", "o.placed_at <= %s"]
    params: list[Any] = [now]
    for name, test in _TESTS.items():
        if (value := getattr(wanted, name)) is not None:
            tests.append(test)
            params.append(value)
    if after is not None:
        tests.append("(o.placed_at, o.id) > (%s, %s)")
        params += after
    return " AND ".join(tests), params


def _page(
    wanted: ExportFilter, after: tuple[datetime, UUID] | None, now: datetime
) -> list[tuple[Any, ...]]:
    where, params = _where(wanted, after, now)
    columns = ", ".join(f"o.{name}" for name in _COLUMNS)
    return rows(
        f"SELECT {columns}, o.location_id, o.contact::text, o.delivery::text, o.taxes::text,"  # noqa: S608
        " o.payment::text, o.tenders::text FROM ordering_order AS o"
        f" WHERE {where} ORDER BY o.placed_at, o.id LIMIT {PAGE}",
        params,
    )


def _lines(order_ids: list[UUID]) -> defaultdict[UUID, list[RecordLine]]:
    found: defaultdict[UUID, list[RecordLine]] = defaultdict(list)
    names = ("sku", "name", "quantity", "unit_price", "items_minor", "discount_minor", "tax_minor")
    for order_id, *said in rows(_LINES, [order_ids]) if order_ids else ():
        *plain, included, rate, total, wraps = said
        found[order_id].append(
            RecordLine(
                **dict(zip(names, plain, strict=True)),
                tax_included_minor=included,
                tax_rate=rate.normalize(),
                total_minor=total,
                wraps=wraps,
            )
        )
    return found


def _record(
    row: tuple[Any, ...], places: Mapping[UUID, str], lines: tuple[RecordLine, ...]
) -> OrderRecord:
    said = dict(zip(_COLUMNS, row, strict=False))
    place, *texts = row[len(_COLUMNS) :]
    contact = _contact.decode(texts[0] or "null")
    delivery = _delivery.decode(texts[1] or "null")
    taxes = _taxes.decode(texts[2])
    del said["id"]
    return OrderRecord(
        **{**said, "external_ref": said["external_ref"] or ""},
        location=places.get(place, ""),
        name=contact.name if contact else "",
        phone=contact.phone if contact else "",
        address=_address(contact),
        delivery_code=delivery.code if delivery else "",
        delivery_label=delivery.label if delivery else "",
        taxes=tuple(
            RecordTax(
                name=tax.name,
                jurisdiction=tax.jurisdiction,
                rate=tax.rate,
                base_minor=tax.base_minor,
                tax_minor=tax.tax_minor,
            )
            for tax in taxes.lines
        ),
        tenders=_paid(said["total_minor"], texts[3], texts[4]),
        lines=lines,
    )


def _address(contact: Contact | None) -> RecordAddress:
    if contact is None:
        return RecordAddress()
    there = contact.address
    return RecordAddress(**{name: getattr(there, name) for name in RecordAddress.__struct_fields__})


def _paid(total_minor: int, payment: str | None, tenders: str | None) -> tuple[RecordTender, ...]:
    """Return what paid an order: gift cards and the like, and the payment of the rest where it was taken."""
    parts = _tenders.decode(tenders or "null") or ()
    rest = total_minor - sum(part.amount_minor for part in parts)
    paying = _paying.decode(payment or "null")
    said = [
        RecordTender(method=part.method, amount_minor=part.amount_minor, label=part.label)
        for part in parts
    ]
    if rest > 0 and paying is not None and paying.state == "captured":
        said.append(RecordTender(method=paying.method, amount_minor=rest, label=paying.label))
    return tuple(said)
