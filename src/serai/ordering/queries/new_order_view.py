"""An order that has just been written, as it is shown."""

from collections.abc import Sequence

from serai.catalog import public as catalog
from serai.kernel.money import Money
from serai.ordering.domain.cart import CartLine
from serai.ordering.domain.new_order import NewOrder
from serai.ordering.domain.order_state import OrderState
from serai.ordering.domain.paying import Paying
from serai.ordering.queries.ahead_view import ahead_views, names_of, with_later
from serai.ordering.queries.looks import UNKNOWN
from serai.ordering.queries.order_money import (
    action_view,
    due_of_order,
    paying_view,
    tenders_of_order,
    transfer_for,
)
from serai.ordering.queries.order_shapes import OrderLineView, OrderView
from serai.ordering.queries.order_view import can_cancel
from serai.ordering.queries.promotion_views import discount_views
from serai.ordering.queries.views import (
    AddressView,
    ContactView,
    DeliveryView,
    TaxIdView,
    TotalsView,
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
    due = due_of_order(state, paying, totals, new.tenders, currency)
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
                parts=line.parts,
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
        tenders=tenders_of_order(new.tenders, currency),
        due=due,
        transfer=transfer_for(cart.channel_code, paying, due),
        total_now=Money(totals.total_minor, currency),
        change_count=0,
        minimum_age=new.demands.minimum_age,
        needs_prescription=bool(new.demands.prescribed),
        ahead=ahead_views(cart.ahead, names_of(cart.lines)),
    )


def _place_of_wrapped(line: CartLine, lines: Sequence[CartLine]) -> int | None:
    if line.wraps is None or not line.wraps.sku:
        return None if line.wraps is None else 0
    return next(
        place
        for place, each in enumerate(lines, 1)
        if each.sku == line.wraps.sku and each.gift_of is None and each.wraps is None
    )
