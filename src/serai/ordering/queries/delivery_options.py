"""The ways of delivery for a cart."""

from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from serai.inventory import public as inventory
from serai.kernel.money import Money
from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.cart import Cart
from serai.ordering.domain.delivery import DeliveryChoice, DeliveryKind, PickupPlace, offers
from serai.ordering.queries.promising import all_promised
from serai.ordering.queries.rates import cart_and_rates
from serai.ordering.queries.views import DeliveryView
from serai.ordering.queries.what_it_needs import must_be_delivered

MOST_STORES = 10


def delivery_options(buyer: Buyer, cart_id: UUID, *, now: datetime) -> list[DeliveryView]:
    """
    Return how the cart can reach the shopper: to the door, or from a store that has everything.

    Two statements, one when the channel offers no pick-up; one more where sites are set up and what they
    can keep is told of each way. At most ten stores are named; any other that
    has everything can be chosen by its code.

    Raises:
        CartNotFound: no such cart, or not theirs.
    """
    cart, rates = cart_and_rates(buyer, cart_id)
    options: list[DeliveryChoice] = []
    if cart.lines and not must_be_delivered(cart.lines):
        return []
    for offer in offers(rates, country=country_of(cart), locale=buyer.locale):
        if offer.kind is DeliveryKind.PICKUP:
            options += [replace(offer, location=place) for place in stores_for(cart)]
        else:
            options.append(offer)
    items = cart.totals.items_minor
    return [
        DeliveryView.of(option, Money(option.price_minor(items), cart.currency), now.date())
        for option in all_promised(cart, options, now=now)
    ]


def country_of(cart: Cart) -> str | None:
    """Return the country that the cart goes to, once it is known."""
    return cart.contact.address.country if cart.contact else None


def stores_for(cart: Cart, code: str | None = None) -> list[PickupPlace]:
    """Return stores that have everything in the cart; one statement, none for an empty cart."""
    items = {line.variant_id: line.quantity for line in cart.lines}
    if not items:
        return []
    found = inventory.stores_holding(items, code=code, limit=MOST_STORES)
    return [PickupPlace(store.id, store.code, store.name) for store in found]
