"""Whether an order that a file tells can have been."""

from collections.abc import Iterator
from datetime import datetime

from serai.kernel.currencies import UnknownCurrency, exponent_of
from serai.ordering.domain.contact import BadContact, checked_email, checked_line
from serai.ordering.domain.countries import COUNTRIES
from serai.ordering.domain.exchange.record import OrderRecord, RecordLine
from serai.ordering.domain.order_state import OrderState

IMPORTED_AS = {
    OrderState.COMPLETED.value: OrderState.COMPLETED,
    OrderState.FULFILLED.value: OrderState.COMPLETED,
    OrderState.CANCELLED.value: OrderState.CANCELLED,
}
"""What is over can be brought in; who still waits for goods or money is served where they ordered."""
_LONGEST = {"name": 200, "city": 200, "delivery_label": 200, "delivery_code": 64, "number": 64}
_MOST_MINOR = 2**53
FIRST_YEAR = 1971
_Fault = tuple[str, str]


def faults_of(record: OrderRecord, *, now: datetime) -> list[_Fault]:
    """Return field and reason of everything that is wrong with an order by itself."""
    return [
        *_head(record),
        *_when(record, now),
        *_texts(record),
        *_amounts(record),
        *_sums(record),
        *_lines(record),
    ]


def _head(record: OrderRecord) -> Iterator[_Fault]:
    if not record.ref:
        yield "external_ref", "or a number is needed, so that it is not brought in twice."
    if record.state not in IMPORTED_AS:
        yield "state", f"is none of {', '.join(IMPORTED_AS)}: open orders stay where they are."
    if not record.lines:
        yield "lines", "is empty: an order sells something."
    if record.address.country and record.address.country not in COUNTRIES:
        yield "country", "is no country code such as US."
    try:
        exponent_of(record.currency)
    except UnknownCurrency:
        yield "currency", "is no currency such as EUR."


def _when(record: OrderRecord, now: datetime) -> Iterator[_Fault]:
    for field in ("placed_at", "closed_at"):
        instant = getattr(record, field)
        if instant is None:
            continue
        if instant.tzinfo is None:
            yield field, "needs an offset, such as Z or +02:00."
        elif instant.year < FIRST_YEAR or instant > now:
            yield field, "lies in the future, or before 1971."


def _texts(record: OrderRecord) -> Iterator[_Fault]:
    said = {
        "external_ref": record.external_ref,
        "number": record.number,
        "source": record.source,
        "locale": record.locale,
        "name": record.name,
        "phone": record.phone,
        "delivery_code": record.delivery_code,
        "delivery_label": record.delivery_label,
        **{name: getattr(record.address, name) for name in record.address.__struct_fields__},
        **{f"tenders.{part.method}": part.label for part in record.tenders},
        "taxes": " ".join(f"{tax.name} {tax.jurisdiction}" for tax in record.taxes)[:200],
    }
    for field, text in said.items():
        try:
            checked_line(field, text, longest=_LONGEST.get(field, 200), needed=False)
        except BadContact as bad:
            yield bad.field, bad.reason
    if record.email:
        try:
            checked_email(record.email)
        except BadContact as bad:
            yield bad.field, bad.reason


def _amounts(record: OrderRecord) -> Iterator[_Fault]:
    for field in ("items", "discount", "delivery", "total", "added", "taken_off", "refunded"):
        if not 0 <= getattr(record, f"{field}_minor") <= _MOST_MINOR:
            yield f"{field}_minor", "is below zero, or beyond reason."
    for tender in record.tenders:
        if not 0 < tender.amount_minor <= _MOST_MINOR:
            yield "tenders", f"{tender.method} pays nothing, or beyond reason."


def _sums(record: OrderRecord) -> Iterator[_Fault]:
    total = record.items_minor - record.discount_minor + record.delivery_minor + record.tax_minor
    if record.total_minor != total:
        yield "total_minor", f"is not items - discount + delivery + tax, which is {total}."
    items = sum(line.items_minor for line in record.lines)
    if record.lines and record.items_minor != items:
        yield "items_minor", f"is not the sum of its lines, which is {items}."
    if sum(line.discount_minor for line in record.lines) > record.discount_minor:
        yield "discount_minor", "is less than what its lines were reduced by."
    if record.refunded_minor > record.total_minor + record.added_minor:
        yield "refunded_minor", "is more than it cost."
    if record.total_minor + record.added_minor < record.taken_off_minor:
        yield "taken_off_minor", "is more than it cost."
    if sum(part.amount_minor for part in record.tenders) > record.total_minor:
        yield "tenders", "pay more than it costs."


def _lines(record: OrderRecord) -> Iterator[_Fault]:
    for number, line in enumerate(record.lines, 1):
        where = f"lines.{number}"
        if not line.sku.strip() or len(line.sku) > 200 or not line.sku.isprintable():
            yield f"{where}.sku", "is needed, in at most 200 characters."
        if len(line.name) > 500 or not line.name.isprintable():
            yield f"{where}.name", "is too long, or cannot be printed."
        if not 0 <= line.quantity < 2**31:
            yield f"{where}.quantity", "is below zero, or beyond reason."
        if not (line.unit_price.is_finite() and 0 <= line.unit_price < 10**12):
            yield f"{where}.unit_price", "is no price."
        if not (line.tax_rate.is_finite() and 0 <= line.tax_rate < 10):
            yield f"{where}.tax_rate", "is no rate such as 0.19."
        if line.wraps and not _is_goods(record, line.wraps):
            yield f"{where}.wraps", "is no line of goods of this order."
        yield from _line_sums(where, line)


def _is_goods(record: OrderRecord, position: int) -> bool:
    """Return whether an order has a line there that is no gift wrap itself."""
    return 0 < position <= len(record.lines) and record.lines[position - 1].wraps is None


def _line_sums(where: str, line: RecordLine) -> Iterator[_Fault]:
    for field in ("items_minor", "discount_minor"):
        if not 0 <= getattr(line, field) <= _MOST_MINOR:
            yield f"{where}.{field}", "is below zero, or beyond reason."
    total = line.items_minor - line.discount_minor + line.tax_minor
    if line.total_minor != total:
        yield f"{where}.total_minor", f"is not items - discount + tax, which is {total}."
