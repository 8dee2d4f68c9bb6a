"""Articles that come to an agreed order, at the prices and taxes of this moment."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

import msgspec

from serai.catalog import public as catalog
from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.ordering.domain.cart import Cart, CartLine
from serai.ordering.domain.changes.change_state import LineKind
from serai.ordering.domain.changes.standing_lines import ChangeRow
from serai.ordering.domain.contact import Contact
from serai.ordering.domain.delivery import DeliveryChoice
from serai.ordering.domain.taxes import TaxId
from serai.ordering.queries.changes.standing_order import StandingOrder
from serai.ordering.queries.current_prices import terms_of
from serai.ordering.queries.priced_cart import lines_of_skus, to_price
from serai.ordering.queries.promoting import Promoting, promoting
from serai.ordering.queries.taxed_as import taxed_as
from serai.plumbing.db import rows
from serai.pricing import public as pricing
from serai.pricing.public import SumsOfLine

_TERMS = """
SELECT contact::text, delivery::text, tax_id::text FROM ordering_order WHERE id = %s
"""
_contact = msgspec.json.Decoder(Contact)
_delivery = msgspec.json.Decoder(DeliveryChoice)
_tax_id = msgspec.json.Decoder(TaxId)


class OrderItAnew(DomainError):
    """What not everybody may have is asked for at the checkout, and comes to no agreed order."""

    code = "ordering.order_it_anew"
    kind = Kind.CONFLICT

    def __init__(self, sku: str) -> None:
        self.sku = sku
        super().__init__(f"{sku} is not for everybody: order it on its own.")


class SetNotAdded(DomainError):
    """A set is ordered at the checkout, and comes to no agreed order."""

    code = "ordering.set_not_added"
    kind = Kind.CONFLICT

    def __init__(self, sku: str) -> None:
        self.sku = sku
        super().__init__(f"{sku} is a set: order it on its own.")


def added_rows(
    order: StandingOrder, wanted: Mapping[str, int], *, now: datetime
) -> list[ChangeRow]:
    """
    Return the rows by which so many of each SKU come to an order: on its buyer's terms, taxed where it goes.

    What comes earns the promotions of this moment that it meets by itself, save those that are limited or need a
    code; what was agreed, and delivery, stay as they are. Two statements beside the buyer's terms, and those
    that conditions of promotions ask for; none for no SKUs.

    Raises:
        BadQuantity: not 1 to 999 of an article.
        UnknownSku: an article does not exist.
        NotForSale: an article is not sold on this channel now, or has no price.
        SetNotAdded: an article is a set.
        OrderItAnew: not everybody may have an article; its age or prescription is asked at the checkout.
    """
    if not wanted:
        return []
    lines = lines_of_skus(
        wanted,
        channel_code=order.channel_code,
        now=now,
        buyer=terms_of(order.channel_code, order.customer_id),
    )
    _must_be_plain(lines)
    cart = _as_cart(order, lines)
    tax = taxed_as(cart, now=now)
    known = _promoting(cart, now)
    priced = pricing.price_cart(
        *to_price(_without_delivery(cart), known),
        now=now,
        adjustments=known.adjustments if known else (),
        tax=tax,
    )
    return [
        ChangeRow(
            LineKind.GOODS,
            position,
            SumsOfLine(
                sums.items.minor,
                sums.discount.minor,
                sums.tax.minor,
                sums.total.minor,
                sums.tax_included.minor,
            ),
            line.quantity,
            line.variant_id,
            line.sku,
            line.name,
            _unit_price(line, order.currency),
            sums.tax_rate,
            is_new=True,
        )
        for position, (line, sums) in enumerate(
            zip(lines, priced.lines, strict=True), order.next_position
        )
    ]


def _promoting(cart: Cart, now: datetime) -> Promoting | None:
    """Return what promotions need to know, with those closed whose uses are counted when an order is placed."""
    known = promoting(cart, now=now)
    if known is None:
        return None
    closed = dict.fromkeys(known.running.limited, pricing.Allowance(uses=0))
    return replace(known, of_cart={**known.of_cart, "allowances": closed})


def _must_be_plain(lines: tuple[CartLine, ...]) -> None:
    for line in lines:
        if catalog.article_terms(line.variant_id).is_regulated:
            raise OrderItAnew(line.sku)
        if line.parts:
            raise SetNotAdded(line.sku)


def _as_cart(order: StandingOrder, lines: tuple[CartLine, ...]) -> Cart:
    [(contact, delivery, tax_id)] = rows(_TERMS, [order.id])
    return Cart(
        id=uuid7(),
        channel_code=order.channel_code,
        currency=order.currency,
        locale=order.locale,
        customer_id=order.customer_id,
        lines=lines,
        contact=_decoded(_contact, contact),
        delivery=_decoded(_delivery, delivery),
        tax_id=_decoded(_tax_id, tax_id),
    )


def _decoded(decoder: "msgspec.json.Decoder[Any]", text: str | None) -> Any:
    return decoder.decode(text) if text else None


def _without_delivery(cart: Cart) -> Cart:
    return msgspec.structs.replace(cart, delivery=None)


def _unit_price(line: CartLine, currency: str) -> Decimal:
    if line.unit_exact is not None:
        return line.unit_exact
    return Money(line.unit_minor, currency).as_decimal()
