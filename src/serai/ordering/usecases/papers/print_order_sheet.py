"""Print a receipt or a packing slip of an order."""

from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
import segno

from serai.catalog.public import channel
from serai.ordering.domain.gift import Gift
from serai.ordering.domain.papers.order_sheets import (
    OrderOnSheet,
    SheetLine,
    packing_sheet,
    receipt_sheet,
)
from serai.ordering.domain.papers.paper import Party
from serai.ordering.domain.papers.paper_words import words_of
from serai.ordering.domain.papers.parties import seller
from serai.ordering.domain.papers.way_words import way_word
from serai.ordering.queries.order_shapes import OrderLineView, OrderView
from serai.ordering.queries.order_view import order
from serai.ordering.queries.papers.issuers import issuer_of_channel
from serai.plumbing.db import rows
from serai.plumbing.typesetting import Template, typeset

_gift = msgspec.json.Decoder(Gift)


def print_receipt(order_id: UUID) -> bytes:
    """
    Return the PDF of an order's receipt: what was bought, and what has paid it.

    Raises:
        OrderNotFound: no such order.
        TypesettingFailed: try again later.
    """
    return typeset(Template.SHEET, receipt_sheet(on_sheet(order(order_id, looks=False))))


def print_packing_slip(order_id: UUID) -> bytes:
    """
    Return the PDF that goes into an order's parcel: articles and numbers of them, no prices.

    Raises:
        OrderNotFound: no such order.
        TypesettingFailed: try again later.
    """
    seen = order(order_id, looks=False)
    return typeset(Template.SHEET, packing_sheet(on_sheet(seen), qr_rows(seen.number)))


def qr_rows(text: str) -> list[str]:
    """Return a QR code row by row, "1" for dark."""
    rows = segno.make(text, micro=False).matrix_iter(border=0)
    return ["".join("1" if dark else "0" for dark in row) for row in rows]


def on_sheet(seen: OrderView) -> OrderOnSheet:
    """Return what a receipt or a packing slip tells of an order; three statements."""
    issuer, place = issuer_of_channel(seen.channel_code), channel(seen.channel_code)
    zone = ZoneInfo(issuer.time_zone if issuer else place.time_zone)
    totals = seen.totals
    return OrderOnSheet(
        number=seen.number,
        ordered_on=seen.placed_at.astimezone(zone).date(),
        locale=seen.locale,
        currency=seen.currency,
        seller=seller(issuer) if issuer else Party(place.name),
        to=tuple(_to(seen)),
        way=seen.delivery.label if seen.delivery else "",
        lines=tuple(
            SheetLine(_named(line, seen), line.sku, line.quantity, line.line_total.minor)
            for line in seen.lines
        ),
        items_minor=totals.items.minor,
        discount_minor=totals.discount.minor,
        discounts=tuple((each.name, each.amount.minor) for each in seen.discounts),
        delivery_minor=totals.delivery.minor,
        tax_added_minor=totals.tax.minor,
        tax_included_minor=totals.tax_included.minor,
        total_minor=totals.total.minor,
        paid=tuple(_paid(seen)),
        refunded_minor=seen.refunded.minor,
        message=gift_words(seen.id),
    )


def gift_words(order_id: UUID) -> str:
    """Return what goes with an order that is a gift; empty when it is none. One statement."""
    found = rows("SELECT gift::text FROM ordering_order WHERE id = %s", [order_id])
    return _gift.decode(found[0][0]).on_slip if found and found[0][0] else ""


def _named(line: OrderLineView, seen: OrderView) -> str:
    """Return what a line is called; gift wrap names what is wrapped, so that nobody wraps the wrong article."""
    return f"{line.name} → {seen.lines[line.wraps - 1].name}" if line.wraps else line.name


def _to(seen: OrderView) -> list[str]:
    if seen.delivery and seen.delivery.location:
        return [seen.delivery.location.name, *([seen.contact.name] if seen.contact else [])]
    if seen.address is None or seen.contact is None:
        return []
    there = seen.address
    town = " ".join(filter(None, (there.postcode, there.city, there.region)))
    lines = (seen.contact.name, there.line1, there.line2, town, there.country)
    return [line for line in lines if line]


def _paid(seen: OrderView) -> list[tuple[str, int]]:
    language, _ = words_of(seen.locale)
    parts = [
        (_way(part.method, part.label, language), part.amount.minor)
        for part in seen.tenders
        if part.amount
    ]
    rest = seen.totals.total.minor - seen.due.minor - sum(minor for _, minor in parts)
    if seen.payment and rest:
        parts.append((_way(seen.payment.method, seen.payment.label, language), rest))
    return parts


def _way(method: str, label: str, language: str) -> str:
    return label or way_word(method, language)
