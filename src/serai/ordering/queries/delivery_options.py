"""The ways of delivery for a cart."""

from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from serai.inventory import public as inventory
from serai.kernel.money import Money
from serai.ordering.domain.ahead import AheadUnits, less
from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.cart import Cart
from serai.ordering.domain.cart_lines import units_of
from serai.ordering.domain.delivery import DeliveryChoice, DeliveryKind, PickupPlace, offers
from serai.ordering.queries.ahead_view import with_later
from serai.ordering.queries.promising import all_promised, promised
from serai.ordering.queries.rates import cart_and_rates
from serai.ordering.queries.views import DeliveryView
from serai.ordering.queries.what_it_needs import must_be_delivered, stocked
from serai.ordering.queries.what_waits import ahead_of

MOST_STORES = 10


def delivery_options(buyer: Buyer, cart_id: UUID, *, now: datetime) -> list[DeliveryView]:
    """
    Return how the cart can reach the shopper: to the door, or from a store that has everything.

    Two statements, one when the channel offers no pick-up; one more where sites are set up and what they
    can keep is told of each way; three more where something is sold ahead. At most ten stores are named, those that
    have everything first; any other that has it, or gets it, can be chosen by its code.

    Raises:
        CartNotFound: no such cart, or not theirs.
    """
    cart, rates = cart_and_rates(buyer, cart_id)
    if cart.lines and not must_be_delivered(cart.lines):
        return []
    offered = offers(rates, country=country_of(cart), locale=buyer.locale)
    return views_of_ways(cart, offered, now=now)


def views_of_ways(
    cart: Cart, offered: list[DeliveryChoice], *, now: datetime
) -> list[DeliveryView]:
    """Return ways of delivery with what each can keep, a pick-up for each of at most ten stores."""
    sent = [each for each in offered if each.kind is DeliveryKind.DELIVERY]
    by_code = {each.code: each for each in all_promised(cart, sent, now=now)}
    views: list[DeliveryView] = []
    for offer in offered:
        if offer.kind is DeliveryKind.DELIVERY:
            views.append(_view(cart, by_code[offer.code], (), now))
            continue
        for place, taken in pickup_places(cart, now=now):
            choice = replace(offer, location=place)
            ahead = ahead_of(replace(cart, delivery=choice), taken)
            kept = promised(cart, choice, ahead=ahead, now=now)
            views.append(_view(cart, kept, ahead, now))
    return views


def country_of(cart: Cart) -> str | None:
    """Return the country that the cart goes to, once it is known."""
    return cart.contact.address.country if cart.contact else None


def pickup_places(
    cart: Cart, code: str | None = None, *, now: datetime
) -> list[tuple[PickupPlace, tuple[inventory.AheadUnits, ...]]]:
    """
    Return stores where everything in the cart can be collected, and what of it comes there later.

    Without a `code`, only those where the days of all of it are known. One statement, none for an empty cart;
    three or four where something of it is sold ahead.
    """
    items = stocked(units_of(cart.lines))
    if not items:
        return []
    found = inventory.stores_serving(
        items,
        inventory.sold_ahead(cart.channel_code),
        channel_code=cart.channel_code,
        code=code,
        limit=MOST_STORES,
        now=now,
    )
    return [
        (PickupPlace(each.store.id, each.store.code, each.store.name), each.ahead)
        for each in found
        if code is not None or all(later.window for later in each.ahead)
    ]


def _view(
    cart: Cart, choice: DeliveryChoice, ahead: tuple[AheadUnits, ...], now: datetime
) -> DeliveryView:
    price = Money(choice.price_minor(cart.totals.items_minor), cart.currency)
    told = DeliveryView.of(choice, price, now.date())
    is_any_there = bool(less(stocked(units_of(cart.lines)), ahead))
    return with_later(told, ahead, nothing_is_there=not is_any_there) or told
