"""An order as it is shown."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec
from msgspec.structs import replace

from serai.catalog import public as catalog
from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money, UnitPrice
from serai.ordering.domain.ahead import AheadUnits
from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.cart import Totals
from serai.ordering.domain.contact import Contact
from serai.ordering.domain.delivery import DeliveryChoice
from serai.ordering.domain.order_state import ORDER_STATES, OrderAction, OrderState
from serai.ordering.domain.paid_by import PaidBy
from serai.ordering.domain.paying import Paying
from serai.ordering.domain.promoted import Applied, LineDiscount
from serai.ordering.domain.regulated.remembered import regulated_in
from serai.ordering.domain.set_parts import parts_in
from serai.ordering.domain.taxes import Taxes, TaxId
from serai.ordering.queries.ahead_view import ahead_views, names_of, with_later
from serai.ordering.queries.looks import UNKNOWN, Looks, looks_of_variants
from serai.ordering.queries.order_money import (
    action_view,
    due_after_changes,
    due_of_order,
    paying_view,
    tenders_of_order,
    transfer_for,
)
from serai.ordering.queries.order_shapes import OrderLineView, OrderView
from serai.ordering.queries.promotion_views import discount_views
from serai.ordering.queries.views import (
    AddressView,
    ContactView,
    DeliveryView,
    TaxIdView,
    TotalsView,
)
from serai.plumbing.db import rows


class OrderNotFound(DomainError):
    """There is no such order, or it is somebody else's."""

    code = "ordering.order_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("There is no such order.")


def can_cancel(state: OrderState) -> bool:
    """Return whether people may call an order off: not while its payment is under way."""
    return state is not OrderState.PLACING and OrderAction.CANCEL in ORDER_STATES.allowed(state)


_ORDER = """
SELECT id, number, state, placed_at, currency, channel_code, customer_id, email, contact::text,
       delivery::text, location_id, items_minor, delivery_minor, discount_minor, tax_minor,
       total_minor, refunded_minor, payment::text, reason, source, guest_hash, locale, taxes::text,
       tax_id::text, promotions::text, tenders::text,
       total_minor + added_minor - taken_off_minor, change_count, regulated::text, ahead::text
FROM ordering_order WHERE id = ANY(%s)
"""

_LINES = """
SELECT order_id, sku, variant_id, name, quantity, unit_price, items_minor, discount_minor, total_minor,
       discounts::text, gift_of, wraps, parts::text
FROM ordering_order_line WHERE order_id = ANY(%s) ORDER BY position
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
    row = _found(order_id)
    lines = _lines_of([order_id])[order_id]
    return _view(row, lines, _looks(lines) if looks else {})


def orders_of_ids(order_ids: Collection[UUID]) -> dict[UUID, OrderView]:
    """Return orders, whoever's they are, without the looks of their articles; two statements for plain ones."""
    found, lines = rows(_ORDER, [list(order_ids)]), _lines_of(order_ids)
    return {row[0]: _view(row, lines[row[0]], {}) for row in found}


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
    lines = _lines_of([order_id])[order_id]
    return _view(row, lines, _looks(lines))


def _found(order_id: UUID) -> tuple[Any, ...]:
    found = rows(_ORDER, [[order_id]])
    if not found:
        raise OrderNotFound
    return found[0]


def _view(
    row: tuple[Any, ...],
    its_lines: Sequence[tuple[Any, ...]],
    look_of: Mapping[UUID, Looks],
) -> OrderView:
    state, currency = OrderState(row[2]), row[4]
    contact = _contact.decode(row[8]) if row[8] else None
    paying = _paying.decode(row[17]) if row[17] else None
    totals = Totals(*row[11:16])
    parts = _tenders.decode(row[25]) if row[25] else ()
    due = due_of_order(state, paying, totals, parts, currency)
    asked = regulated_in(row[28])
    ahead = _ahead.decode(row[29]) if row[29] else ()
    lines = [_line(line, currency, look_of.get(line[1], UNKNOWN)) for line in its_lines]
    names = names_of(lines)
    if due and row[27]:
        due = due_after_changes(row[0], currency)
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
        tenders=tenders_of_order(parts, currency),
        due=due,
        transfer=transfer_for(row[5], paying, due),
        total_now=Money(row[26], currency),
        change_count=row[27],
        minimum_age=asked.minimum_age,
        needs_prescription=bool(asked.prescribed),
        ahead=ahead_views(ahead, names),
    )


def _delivery_view(
    text: str | None, totals: Totals, currency: str, placed_at: datetime
) -> DeliveryView | None:
    if not text:
        return None
    price = Money(totals.delivery_minor, currency)
    return DeliveryView.of(_delivery.decode(text), price, placed_at.date())


def _lines_of(order_ids: Collection[UUID]) -> Mapping[UUID, list[tuple[Any, ...]]]:
    lines = defaultdict(list)
    for order_id, *line in rows(_LINES, [list(order_ids)]):
        lines[order_id].append(tuple(line))
    return lines


def _looks(lines: Sequence[tuple[Any, ...]]) -> Mapping[UUID, Looks]:
    known = [line[1] for line in lines if line[1] is not None]
    return looks_of_variants(known) if known else {}


def _line(line: tuple[Any, ...], currency: str, look: Looks) -> OrderLineView:
    (sku, variant_id, name, quantity), (unit_price, *sums), (discounts, gift_of, wraps, parts) = (
        line[:4],
        line[4:8],
        line[8:],
    )
    items, discount, total = (Money(amount, currency) for amount in sums)
    return OrderLineView(
        sku=sku,
        variant_id=variant_id,
        name=name,
        package_size=look.package_size,
        slug=look.slug,
        picture=look.picture,
        quantity=quantity,
        unit_price=UnitPrice(unit_price, currency).times_quantity(1),
        items=items,
        discount=discount,
        line_total=total,
        discounts=discount_views(_discounts.decode(discounts), currency),
        gift=gift_of is not None,
        exact_unit_price=_finer(unit_price, currency),
        by_wire=variant_id is not None and catalog.article_terms(variant_id).is_digital,
        wraps=wraps,
        parts=parts_in(parts),
    )


def _finer(unit_price: Decimal, currency: str) -> str | None:
    """Return a price as text where it is finer than a minor unit."""
    plain = unit_price.normalize()
    return (
        f"{plain:f}" if plain != UnitPrice(plain, currency).times_quantity(1).as_decimal() else None
    )
