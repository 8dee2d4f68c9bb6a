"""What promotions make of an order once a document counts."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

import msgspec

from serai.kernel.money import Money, UnitPrice
from serai.ordering.domain.cart import Cart, CartLine, PaymentChoice
from serai.ordering.domain.changes.standing_lines import (
    DELIVERY,
    ChangeRow,
    StandingLine,
    delivery_line,
    standing_lines,
    summed,
)
from serai.ordering.domain.changes.worked_out import (
    PromotionsAfter,
    WorkedOut,
    all_taken,
    promotion_rows,
)
from serai.ordering.domain.contact import Contact
from serai.ordering.domain.delivery import DeliveryChoice
from serai.ordering.domain.promoted import Applied, EnteredCode, Promoted
from serai.ordering.domain.returns.rules import OUR_FAULT
from serai.ordering.domain.taxes import TaxId
from serai.ordering.queries.changes.standing_order import StandingOrder
from serai.ordering.queries.promoting import NO_FACTS, Promoting, promoting_as_agreed
from serai.ordering.queries.taxed_as import taxed_as
from serai.plumbing.db import rows
from serai.pricing import public as pricing
from serai.pricing.public import SumsOfLine

_ORDER = """
SELECT o.placed_at, o.contact::text, o.delivery::text, o.promotions::text, o.tax_id::text,
  k.promotions::text, o.subscription_id, coalesce((o.taxes ->> 'shown_inclusive')::boolean, false),
  (SELECT jsonb_agg(c.promotions ORDER BY c.in_force_at, c.number)::text FROM ordering_order_change AS c
   WHERE c.order_id = o.id AND c.state = 'in_force' AND c.promotions IS NOT NULL)
FROM ordering_order AS o
JOIN ordering_change_terms AS t ON t.channel_code = o.channel_code
JOIN ordering_cart AS k ON k.id = o.cart_id AND k.draft IS NULL
WHERE o.id = %s AND t.promotions = %s
"""
_REDUCED = "line.reduced"
_contact = msgspec.json.Decoder(Contact)
_delivery = msgspec.json.Decoder(DeliveryChoice)
_applied = msgspec.json.Decoder(tuple[Applied, ...])
_documents = msgspec.json.Decoder(tuple[WorkedOut, ...])
_tax_id = msgspec.json.Decoder(TaxId)
_promoted = msgspec.json.Decoder(Promoted)


@dataclass(frozen=True, slots=True)
class _Agreed:
    """What an order was agreed under."""

    placed_at: datetime
    contact: Contact | None
    delivery: DeliveryChoice | None
    tax_id: TaxId | None
    codes: tuple[EnteredCode, ...]
    subscription_id: UUID | None
    inclusive: bool
    ever: tuple[Applied, ...]
    """Every promotion that the order, or a document of it, has ever earned; as it was earned first."""
    lately: tuple[Applied, ...]
    """Those that count now."""
    counted: tuple[Applied, ...]
    """Those that are lost, and whose uses stay counted."""


def worked_out(
    order: StandingOrder,
    document: Sequence[ChangeRow],
    *,
    now: datetime,
    agreed: Collection[int] = (),
) -> tuple[list[ChangeRow], WorkedOut | None]:
    """
    Return the rows by which promotions change an order that a document changes, and which came or went.

    Nothing where the channel keeps what was agreed, of orders that a till sold or staff drew up, and of those
    whose cart is forgotten by now. An order of which nothing is left earns nothing. One statement, and those that
    promotions ask for.

    Args:
        order: as it stands.
        document: the other rows of the document.
        now: the present instant.
        agreed: positions of new lines whose price is agreed already.
    """
    known = _agreed(order.id)
    if known is None:
        return [], None
    after = standing_lines(order.lines.values(), document)
    left = {position: line for position, line in after.items() if line.quantity}
    if not left:
        return [], WorkedOut()
    cart = _as_cart(order, known, left.values())
    asking = promoting_as_agreed(
        cart, [each.promotion_id for each in known.ever], placed_at=known.placed_at, now=now
    )
    charge = _delivery_after(order, document)
    found = _off(cart, known, asking, left.values(), charge, now)
    off = {
        position: minor
        for (position, line), minor in zip(left.items(), found.minor, strict=True)
        if not line.keeps_price and line.gift_of is None and position not in agreed
    }
    if found.delivery_minor != charge.discount_minor:
        rate = _rate_of_delivery(cart, left.values(), known.placed_at)
        after[DELIVERY] = delivery_line(charge, rate)
        off[DELIVERY] = found.delivery_minor
    most = -sum(row.sums.total_minor for row in document if not row.is_new)
    made = promotion_rows(after, off, most_minor=max(0, most), inclusive=known.inclusive)
    told = _told(known, found.applied, asking.running)
    return made, told if all_taken(after, off, made) else _still_counted(known, told)


def worked_out_back(
    order: StandingOrder, document: Sequence[ChangeRow], reasons: Iterable[str], *, now: datetime
) -> tuple[list[ChangeRow], WorkedOut | None]:
    """
    Return the rows of `worked_out` for goods that come back.

    Nothing where any of them comes back through our own fault and something stays: nobody loses a discount by that.
    What goes out for them costs what it did when it was asked for.
    """
    after = standing_lines(order.lines.values(), document)
    stays = any(line.quantity for line in after.values())
    if stays and any(reason in OUR_FAULT for reason in reasons):
        return [], None
    agreed = [row.position for row in document if row.is_new and row.position is not None]
    return worked_out(order, document, now=now, agreed=agreed)


def _agreed(order_id: UUID) -> _Agreed | None:
    found = rows(_ORDER, [order_id, PromotionsAfter.WORK_OUT_AGAIN])
    if not found:
        return None
    [(placed_at, contact, delivery, promotions, tax_id, entered, *others, documents)] = found
    subscription_id, inclusive = others
    first = _applied.decode(promotions)
    since = _documents.decode(documents) if documents else ()
    ever = [*first, *(each for document in since for each in document.applied)]
    return _Agreed(
        placed_at,
        _contact.decode(contact) if contact else None,
        _delivery.decode(delivery) if delivery else None,
        _tax_id.decode(tax_id) if tax_id else None,
        _promoted.decode(entered).codes,
        subscription_id,
        inclusive,
        tuple({each.promotion_id: each for each in reversed(ever)}.values()),
        since[-1].applied if since else first,
        since[-1].counted if since else (),
    )


def _delivery_after(order: StandingOrder, document: Iterable[ChangeRow]) -> SumsOfLine:
    """Return what delivery comes to once the document counts."""
    return summed([order.delivery, *(row.sums for row in document if row.position is None)])


def _rate_of_delivery(cart: Cart, left: Iterable[StandingLine], now: datetime) -> Decimal:
    """Return the tax rate of a delivery: one that has cost nothing so far says nothing about it itself."""
    worth = [(line.sums.items_minor - line.sums.discount_minor, line.tax_rate) for line in left]
    return pricing.rate_of_delivery(worth, taxed_as(cart, now=now))


def _off(
    cart: Cart,
    known: _Agreed,
    asking: Promoting,
    left: Iterable[StandingLine],
    charge: SumsOfLine,
    now: datetime,
) -> pricing.OffLines:
    """Return what promotions take off each line that is left, and off its delivery."""
    currency = cart.currency
    former = _former(cart, asking, known.placed_at)
    asked = pricing.CartToPrice(
        channel_code=cart.channel_code,
        currency=currency,
        lines=tuple(
            pricing.LineToPrice(
                line.variant_id,
                line.quantity,
                facts=asking.lines.get(line.variant_id, NO_FACTS),
                gift_of=line.gift_of,
            )
            for line in cart.lines
        ),
        country=known.contact.address.country if known.contact else "",
        region=known.contact.address.region if known.contact else "",
        delivery=pricing.DeliveryToPrice("", Money(charge.items_minor, currency)),
        **asking.of_cart,
    )
    return pricing.off_lines(
        asking.running.rules,
        asked,
        [Money(line.sums.items_minor, currency) for line in left],
        [_price(line, currency, former.get(line.variant_id)) for line in cart.lines],
        now=now,
    )


def _as_cart(order: StandingOrder, known: _Agreed, left: Iterable[StandingLine]) -> Cart:
    return Cart(
        id=order.id,
        channel_code=order.channel_code,
        currency=order.currency,
        locale=order.locale,
        customer_id=order.customer_id,
        lines=tuple(
            CartLine(
                sku=line.sku,
                variant_id=line.variant_id or UUID(int=0),
                name=line.name,
                quantity=line.quantity,
                unit_minor=UnitPrice(line.unit_price, order.currency).times_quantity(1).minor,
                gift_of=line.gift_of,
            )
            for line in left
        ),
        contact=known.contact,
        delivery=known.delivery,
        payment=PaymentChoice(order.id, order.payment_method) if order.payment_method else None,
        subscription_id=known.subscription_id,
        tax_id=known.tax_id,
        promotions=Promoted(codes=known.codes),
    )


def _former(cart: Cart, asking: Promoting, placed_at: datetime) -> dict[UUID, Money | None]:
    """Return the former prices of articles as they were shown then; no statement where nobody asks for them."""
    if _REDUCED not in asking.running.asked:
        return {}
    wanted = [line.variant_id for line in cart.lines]
    found = pricing.prices_of(wanted, cart.channel_code, placed_at)
    return {variant_id: price.compare_at for variant_id, price in found.items()}


def _price(line: CartLine, currency: str, former: Money | None) -> pricing.PriceView:
    return pricing.PriceView(
        variant_id=line.variant_id,
        sku=line.sku,
        name=line.name,
        slug="",
        amount=Money(line.unit_minor, currency),
        compare_at=former,
        sellable=True,
        source="",
    )


def _told(
    known: _Agreed, applied: Sequence[pricing.Verdict], running: pricing.RunningPromotions
) -> WorkedOut:
    """Return which promotions count from now on, and which of them came or went; gifts stay."""
    gifts = tuple(each for each in known.ever if running.is_gift(each.promotion_id))
    stays = {each.promotion_id for each in gifts}
    before = {
        each.promotion_id: each.name for each in known.lately if each.promotion_id not in stays
    }
    now = {each.promotion_id: each for each in applied}
    return WorkedOut(
        applied=(
            *gifts,
            *(
                Applied(each.promotion_id, each.code, each.name, each.taken.minor, each.coupon)
                for each in applied
            ),
        ),
        lost=tuple(name for each, name in before.items() if each not in now),
        earned=tuple(each.name for key, each in now.items() if key not in before),
    )


def _still_counted(known: _Agreed, told: WorkedOut) -> WorkedOut:
    """Return the same where part of a lost discount stays with the shopper: what gave it stays used."""
    now = {each.promotion_id for each in told.applied}
    lost = [each for each in (*known.lately, *known.counted) if each.promotion_id not in now]
    return msgspec.structs.replace(told, counted=tuple(lost))
