"""An order as it is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from serai.catalog import public as catalog
from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money, UnitPrice
from serai.ordering.domain.ahead import AheadUnits
from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.cart import CartLine, Totals
from serai.ordering.domain.contact import Contact
from serai.ordering.domain.delivery import DeliveryChoice
from serai.ordering.domain.new_order import NewOrder
from serai.ordering.domain.order_state import ORDER_STATES, OrderAction, OrderState
from serai.ordering.domain.paid_by import PaidBy
from serai.ordering.domain.paying import Paying
from serai.ordering.domain.promoted import Applied, LineDiscount
from serai.ordering.domain.regulated.remembered import regulated_in
from serai.ordering.domain.taxes import Taxes, TaxId
from serai.ordering.queries.ahead_view import AheadView, ahead_views, with_later
from serai.ordering.queries.looks import UNKNOWN, PictureView, looks_of_variants
from serai.ordering.queries.promotion_views import DiscountView, discount_views
from serai.ordering.queries.purses import TenderView
from serai.ordering.queries.views import (
    AddressView,
    ContactView,
    DeliveryView,
    TaxIdView,
    TotalsView,
)
from serai.payments import public as payments
from serai.plumbing.db import rows


class OrderNotFound(DomainError):
    """There is no such order, or it is somebody else's."""

    code = "ordering.order_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("There is no such order.")


class OrderLineView(Struct, frozen=True):
    """So many of one article, as it was sold."""

    sku: str
    variant_id: UUID | None
    name: str
    package_size: str
    slug: str
    picture: PictureView
    quantity: int
    unit_price: Money
    """Rounded to the minor unit."""
    items: Money
    """What all units cost before discounts, and before tax that is added."""
    discount: Money
    line_total: Money
    discounts: list[DiscountView]
    gift: bool
    exact_unit_price: str | None = None
    """The price in major units where it is finer: goods by weight, or by the thousand."""
    by_wire: bool = False
    """Whether it is downloaded, or a key."""
    wraps: int | None = None
    """Of gift wrap: the line that is wrapped, counted from 1; 0: all of the order."""


@dataclass(frozen=True)
class ActionView:
    """What the shopper must do before the order is paid."""

    kind: str
    url: str


@dataclass(frozen=True)
class PayingView:
    """How the order is paid, and where that stands."""

    state: str
    method: str
    label: str


@dataclass(frozen=True)
class TransferView:
    """What a shopper needs to make a bank transfer."""

    holder: str
    iban: str
    bic: str
    bank: str
    reference: str
    amount: Money
    due_on: str


class OrderView(Struct, frozen=True):
    """One order."""

    id: UUID
    number: str
    state: str
    placed_at: datetime
    currency: str
    channel_code: str
    locale: str
    customer_id: UUID | None
    email: str
    contact: ContactView | None
    address: AddressView | None
    delivery: DeliveryView | None
    location_id: UUID | None
    lines: list[OrderLineView]
    totals: TotalsView
    tax_id: TaxIdView | None
    discounts: list[DiscountView]
    refunded: Money
    payment: PayingView | None
    action: ActionView | None
    reason: str
    can_cancel: bool
    source: str
    tenders: list[TenderView]
    """What gift cards, credit and points have paid."""
    due: Money
    """What is still to come."""
    transfer: TransferView | None
    """How to make the transfer that is waited for."""
    total_now: Money
    """What it costs after every document in force; lines and totals stay as they were agreed."""
    change_count: int
    """How many documents it has, in force or not."""
    minimum_age: int = 0
    """How old whoever takes it must be; 0: nobody asks."""
    needs_prescription: bool = False
    """Whether a pharmacist releases part of it."""
    ahead: list[AheadView] = field(default_factory=list)
    """What was sold before it was there, with the days as last told."""


def can_cancel(state: OrderState) -> bool:
    """Return whether people may call an order off: not while its payment is under way."""
    return state is not OrderState.PLACING and OrderAction.CANCEL in ORDER_STATES.allowed(state)


_ORDER = """
SELECT id, number, state, placed_at, currency, channel_code, customer_id, email, contact::text,
       delivery::text, location_id, items_minor, delivery_minor, discount_minor, tax_minor,
       total_minor, refunded_minor, payment::text, reason, source, guest_hash, locale, taxes::text,
       tax_id::text, promotions::text, tenders::text,
       total_minor + added_minor - taken_off_minor, change_count, regulated::text, ahead::text
FROM ordering_order WHERE id = %s
"""

_LINES = """
SELECT sku, variant_id, name, quantity, unit_price, items_minor, discount_minor, total_minor,
       discounts::text, gift_of, wraps
FROM ordering_order_line WHERE order_id = %s ORDER BY position
"""

_contact = msgspec.json.Decoder(Contact)
_delivery = msgspec.json.Decoder(DeliveryChoice)
_ahead = msgspec.json.Decoder(tuple[AheadUnits, ...])
_taxes = msgspec.json.Decoder(Taxes)
_tax_id = msgspec.json.Decoder(TaxId)
_applied = msgspec.json.Decoder(tuple[Applied, ...])
_discounts = msgspec.json.Decoder(tuple[LineDiscount, ...])
_paying = msgspec.json.Decoder(Paying)
_tenders = msgspec.json.Decoder(tuple[PaidBy, ...])


def order(order_id: UUID, *, looks: bool = True) -> OrderView:
    """
    Return an order, whoever's it is; three statements, two without the looks of its articles.

    Raises:
        OrderNotFound: no such order.
    """
    return _view(_found(order_id), looks=looks)


def order_of(buyer: Buyer, order_id: UUID) -> OrderView:
    """
    Return an order of the buyer; three statements.

    Accounts see what they bought on every channel; a guest sees what was made from their cart.

    Raises:
        OrderNotFound: no such order, or not theirs.
    """
    row = _found(order_id)
    channel = buyer.channel_code if buyer.customer_id is None else row[5]
    asker = replace(buyer, channel_code=channel)
    if not asker.owns(row[5], row[6], None if row[20] is None else bytes(row[20])):
        raise OrderNotFound
    return _view(row)


def _found(order_id: UUID) -> tuple[Any, ...]:
    found = rows(_ORDER, [order_id])
    if not found:
        raise OrderNotFound
    return found[0]


def _view(row: tuple[Any, ...], *, looks: bool = True) -> OrderView:
    state, currency = OrderState(row[2]), row[4]
    contact = _contact.decode(row[8]) if row[8] else None
    paying = _paying.decode(row[17]) if row[17] else None
    totals = Totals(*row[11:16])
    parts = _tenders.decode(row[25]) if row[25] else ()
    due = _due(state, paying, totals, parts, currency)
    asked = regulated_in(row[28])
    ahead = _ahead.decode(row[29]) if row[29] else ()
    lines = _lines_of(row[0], currency, looks=looks)
    names = {line.variant_id: (line.sku, line.name) for line in lines if line.variant_id}
    if due and row[27]:
        due = _due_after_changes(row[0], currency)
    return OrderView(
        id=row[0],
        number=row[1],
        state=state.value,
        placed_at=row[3],
        currency=currency,
        channel_code=row[5],
        locale=row[21],
        customer_id=row[6],
        email=row[7],
        contact=ContactView.of(contact),
        address=None if contact is None else AddressView.of(contact.address),
        delivery=with_later(_delivery_view(row[9], totals, currency, row[3]), ahead),
        location_id=row[10],
        lines=lines,
        totals=TotalsView.of(totals, currency, _taxes.decode(row[22])),
        tax_id=TaxIdView.of(_tax_id.decode(row[23]) if row[23] else None),
        discounts=discount_views(_applied.decode(row[24]), currency),
        refunded=Money(row[16], currency),
        payment=paying_view(paying),
        action=action_view(state, paying),
        reason=row[18],
        can_cancel=can_cancel(state),
        source=row[19],
        tenders=_tender_views(parts, currency),
        due=due,
        transfer=_transfer(row[5], paying, due),
        total_now=Money(row[26], currency),
        change_count=row[27],
        minimum_age=asked.minimum_age,
        needs_prescription=bool(asked.prescribed),
        ahead=ahead_views(ahead, names),
    )


def view_of_new(new: NewOrder, number: str, state: OrderState, paying: Paying | None) -> OrderView:
    """
    Return what `order` returns of an order that has just been written, without reading it.

    Sizes and pictures are left out: they are the catalogue's.
    """
    cart, totals = new.priced.cart, new.priced.cart.totals
    currency, delivery, contact = cart.currency, cart.delivery, cart.contact
    place = delivery.location if delivery else None
    price = Money(totals.delivery_minor, currency)
    due = _due(state, paying, totals, new.tenders, currency)
    pairs = zip(cart.lines, new.priced.lines, strict=True)
    return OrderView(
        id=new.id,
        number=number,
        state=state.value,
        placed_at=new.placed_at,
        currency=currency,
        channel_code=cart.channel_code,
        locale=cart.locale,
        customer_id=cart.customer_id,
        email=contact.email if contact else "",
        contact=ContactView.of(contact),
        address=None if contact is None else AddressView.of(contact.address),
        delivery=with_later(
            DeliveryView.of(delivery, price, new.placed_at.date()) if delivery else None,
            cart.ahead,
        ),
        location_id=place.id if place else None,
        lines=[
            OrderLineView(
                sku=line.sku,
                variant_id=line.variant_id,
                name=line.name,
                package_size=UNKNOWN.package_size,
                slug=line.slug,
                picture=UNKNOWN.picture,
                quantity=line.quantity,
                unit_price=Money(line.unit_minor, currency),
                items=Money(sums.items_minor, currency),
                discount=Money(sums.discount_minor, currency),
                line_total=Money(sums.total_minor, currency),
                discounts=discount_views(cart.promotions.of_line(index), currency),
                gift=line.gift_of is not None,
                exact_unit_price=None if line.unit_exact is None else f"{line.unit_exact:f}",
                by_wire=catalog.article_terms(line.variant_id).is_digital,
                wraps=_place_of_wrapped(line, cart.lines),
            )
            for index, (line, sums) in enumerate(pairs)
        ],
        totals=TotalsView.of(totals, currency, cart.taxes),
        tax_id=TaxIdView.of(cart.tax_id),
        discounts=discount_views(cart.promotions.applied, currency),
        refunded=Money(0, currency),
        payment=paying_view(paying),
        action=action_view(state, paying),
        reason="",
        can_cancel=can_cancel(state),
        source="",
        tenders=_tender_views(new.tenders, currency),
        due=due,
        transfer=_transfer(cart.channel_code, paying, due),
        total_now=Money(totals.total_minor, currency),
        change_count=0,
        minimum_age=new.demands.minimum_age,
        needs_prescription=bool(new.demands.prescribed),
        ahead=ahead_views(
            cart.ahead, {line.variant_id: (line.sku, line.name) for line in cart.lines}
        ),
    )


def _place_of_wrapped(line: CartLine, lines: Sequence[CartLine]) -> int | None:
    if line.wraps is None or not line.wraps.sku:
        return None if line.wraps is None else 0
    return next(
        place
        for place, each in enumerate(lines, 1)
        if each.sku == line.wraps.sku and each.gift_of is None and each.wraps is None
    )


def paying_view(paying: Paying | None) -> PayingView | None:
    """Return how an order is paid."""
    return None if paying is None else PayingView(paying.state, paying.method, paying.label)


def action_view(state: OrderState, paying: Paying | None) -> ActionView | None:
    """Return what the shopper must do, while there is something to do."""
    if state is not OrderState.PLACING or paying is None or not paying.action_url:
        return None
    return ActionView("redirect", paying.action_url)


def _tender_views(parts: tuple[PaidBy, ...], currency: str) -> list[TenderView]:
    return [
        TenderView(part.method, part.source, part.label, Money(part.amount_minor, currency))
        for part in parts
    ]


def _due(
    state: OrderState,
    paying: Paying | None,
    totals: Totals,
    parts: tuple[PaidBy, ...],
    currency: str,
) -> Money:
    if paying is not None and paying.state == payments.PaymentState.AUTHORISED:
        return Money(0, currency)  # it is set aside, and taken with the goods
    waits = state in (OrderState.PLACING, OrderState.ACCEPTED)
    late = state is OrderState.FULFILLED and paying is not None and paying.state == "pending"
    left = totals.total_minor - sum(part.amount_minor for part in parts) if waits or late else 0
    return Money(left, currency)


def _due_after_changes(order_id: UUID, currency: str) -> Money:
    """Return what an order with documents still waits for: they may have made that less, or more."""
    paid = payments.payments_of_order(order_id)
    pending = (each for each in paid if each.state is payments.PaymentState.PENDING)
    return Money(sum(each.amount.minor for each in pending), currency)


def _transfer(channel_code: str, paying: Paying | None, due: Money) -> TransferView | None:
    if paying is None or not paying.reference or not due:
        return None
    account = payments.bank_account(channel_code)
    if account is None:
        return None
    return TransferView(
        holder=account.holder,
        iban=account.iban,
        bic=account.bic,
        bank=account.bank,
        reference=paying.reference,
        amount=due,
        due_on=paying.due_on,
    )


def _delivery_view(
    text: str | None, totals: Totals, currency: str, placed_at: datetime
) -> DeliveryView | None:
    if not text:
        return None
    price = Money(totals.delivery_minor, currency)
    return DeliveryView.of(_delivery.decode(text), price, placed_at.date())


def _lines_of(order_id: UUID, currency: str, *, looks: bool) -> list[OrderLineView]:
    found = rows(_LINES, [order_id])
    known = [row[1] for row in found if looks and row[1] is not None]
    look_of = looks_of_variants(known) if known else {}
    return [
        OrderLineView(
            sku=sku,
            variant_id=variant_id,
            name=name,
            package_size=look.package_size,
            slug=look.slug,
            picture=look.picture,
            quantity=quantity,
            unit_price=UnitPrice(unit_price, currency).times_quantity(1),
            items=Money(items, currency),
            discount=Money(discount, currency),
            line_total=Money(total, currency),
            discounts=discount_views(_discounts.decode(discounts), currency),
            gift=gift_of is not None,
            exact_unit_price=_finer(unit_price, currency),
            by_wire=variant_id is not None and catalog.article_terms(variant_id).is_digital,
            wraps=wraps,
        )
        for (
            sku,
            variant_id,
            name,
            quantity,
            unit_price,
            items,
            discount,
            total,
            discounts,
            gift_of,
            wraps,
        ) in found
        for look in [look_of.get(variant_id, UNKNOWN)]
    ]


def _finer(unit_price: Decimal, currency: str) -> str | None:
    """Return a price as text where it is finer than a minor unit."""
    plain = unit_price.normalize()
    return (
        f"{plain:f}" if plain != UnitPrice(plain, currency).times_quantity(1).as_decimal() else None
    )
