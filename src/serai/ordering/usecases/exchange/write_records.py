"""Write orders that were placed elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec

from serai.kernel.ids import uuid7_at
from serai.ordering.domain.contact import Address, Contact
from serai.ordering.domain.delivery import DeliveryChoice, DeliveryKind
from serai.ordering.domain.exchange.check_record import IMPORTED_AS
from serai.ordering.domain.exchange.record import OrderRecord
from serai.ordering.domain.paid_by import PaidBy
from serai.ordering.domain.paying import Paying
from serai.ordering.domain.taxes import Taxes, TaxLine
from serai.ordering.queries.exchange.known_here import Here
from serai.plumbing.db import copy_into

_ORDER = (
    "id", "number", "state", "source", "external_ref", "channel_code", "locale", "customer_id",
    "location_id", "email", "contact", "delivery", "currency", "items_minor", "delivery_minor",
    "discount_minor", "tax_minor", "tax_included_minor", "total_minor", "added_minor",
    "taken_off_minor", "refunded_minor", "taxes", "payment", "tenders", "placed_at", "closed_at",
)  # fmt: skip
_LINE = (
    "order_id", "position", "variant_id", "sku", "name", "quantity", "unit_price", "items_minor",
    "discount_minor", "tax_minor", "tax_included_minor", "tax_rate", "total_minor", "wraps",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewRecord:
    """An order of elsewhere, and what it is called here. Its id follows from its name and its instant."""

    record: OrderRecord
    source: str

    @property
    def id(self) -> UUID:
        """Return its id, the same at every import."""
        seed = f"{self.source} {self.record.ref}".encode()
        return uuid7_at(self.record.placed_at, seed=seed)

    @property
    def ref(self) -> tuple[str, str]:
        """Return where it comes from, and what it is called there."""
        return self.source, self.record.ref

    @property
    def number(self) -> str:
        """Return what people call it here."""
        return self.record.number or f"{self.source.upper()}-{self.record.ref}"


def write_records(new: Sequence[NewRecord], here: Here) -> None:
    """Write orders and their lines within the caller's transaction; two statements."""
    copy_into("ordering_order", _ORDER, (_order(each, here) for each in new))
    copy_into("ordering_order_line", _LINE, (line for each in new for line in _lines(each, here)))


def _order(new: NewRecord, here: Here) -> tuple[Any, ...]:
    said = new.record
    customer_id = said.customer_id if said.customer_id in here.customers else None
    paying, tenders = _paid(new)
    return (
        new.id,
        new.number,
        IMPORTED_AS[said.state].value,
        new.source,
        said.ref,
        said.channel_code,
        said.locale or "en",
        customer_id,
        here.locations.get(said.location),
        said.email.strip().lower(),
        _json(_contact(said)),
        _json(_delivery(said)),
        said.currency,
        said.items_minor,
        said.delivery_minor,
        said.discount_minor,
        said.tax_minor,
        said.tax_included_minor,
        said.total_minor,
        said.added_minor,
        said.taken_off_minor,
        said.refunded_minor,
        _json(_taxes(said)),
        _json(paying),
        _json(tenders),
        said.placed_at,
        said.closed_at or said.placed_at,
    )


def _lines(new: NewRecord, here: Here) -> list[tuple[Any, ...]]:
    return [
        (
            new.id,
            position,
            here.variants.get(line.sku),
            line.sku,
            line.name,
            line.quantity,
            line.unit_price,
            line.items_minor,
            line.discount_minor,
            line.tax_minor,
            line.tax_included_minor,
            line.tax_rate,
            line.total_minor,
            line.wraps,
        )
        for position, line in enumerate(new.record.lines, 1)
    ]


def _contact(said: OrderRecord) -> Contact | None:
    there = said.address
    if not (said.name or there.line1 or there.city or there.country):
        return None
    address = Address(**{name: getattr(there, name) for name in there.__struct_fields__})
    return Contact(said.email.strip().lower(), said.name, address, said.phone)


def _delivery(said: OrderRecord) -> DeliveryChoice | None:
    if not (said.delivery_code or said.delivery_label):
        return None
    label = said.delivery_label or said.delivery_code
    return DeliveryChoice(said.delivery_code, DeliveryKind.DELIVERY, label, (), 0, 0)


def _taxes(said: OrderRecord) -> Taxes:
    lines = tuple(
        TaxLine(tax.name, tax.jurisdiction, tax.rate, tax.base_minor, tax.tax_minor)
        for tax in said.taxes
    )
    included = said.tax_included_minor
    return Taxes(lines, included, shown_inclusive=included > 0 and not said.tax_minor)


def _paid(new: NewRecord) -> tuple[Paying | None, list[PaidBy] | None]:
    """Return how the last tender paid it, as an order remembers it, and the parts of those before."""
    if not new.record.tenders:
        return None, None
    *first, last = new.record.tenders
    parts = [
        PaidBy(new.id, part.method, new.source, part.label, part.amount_minor) for part in first
    ]
    return Paying("captured", last.method, last.label), parts or None


def _json(value: Any) -> str | None:
    return None if value is None else msgspec.json.encode(value).decode()
