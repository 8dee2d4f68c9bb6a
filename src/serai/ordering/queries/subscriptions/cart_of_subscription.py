"""The cart that a subscription orders, at the prices of this moment."""

from datetime import datetime
from uuid import UUID

import msgspec
from msgspec.structs import replace

from serai.inventory import public as inventory
from serai.kernel.ids import uuid7
from serai.ordering.domain.cart import Cart, PaymentChoice, TenderChoice
from serai.ordering.domain.contact import Contact
from serai.ordering.domain.delivery import (
    DeliveryChoice,
    DeliveryKind,
    DeliveryNotOffered,
    PickupPlace,
    chosen,
    offers,
)
from serai.ordering.domain.subscriptions.subscribed import Subscribed
from serai.ordering.models import Subscription
from serai.ordering.queries.current_prices import terms_of
from serai.ordering.queries.priced_cart import lines_of_skus, priced
from serai.ordering.queries.promising import promised
from serai.ordering.queries.rates import delivery_rates
from serai.ordering.queries.what_it_needs import must_be_delivered
from serai.payments import public as payments


def subscribed_lines(row: Subscription) -> tuple[Subscribed, ...]:
    """Return what a subscription orders."""
    return msgspec.convert(row.lines, tuple[Subscribed, ...])


def chosen_tenders(row: Subscription) -> tuple[TenderChoice, ...]:
    """Return the gift cards and credit that pay before the card does."""
    return msgspec.convert(row.tenders or [], tuple[TenderChoice, ...])


def cart_of_subscription(row: Subscription, *, cart_id: UUID | None = None, now: datetime) -> Cart:
    """
    Return what a subscription would order now, priced; in no table.

    Raises:
        UnknownSku, NotForSale: an article is no longer sold.
        DeliveryNotOffered: it is not brought like this any more.
    """
    wanted = {line.sku: line.quantity for line in subscribed_lines(row)}
    lines = lines_of_skus(
        wanted,
        channel_code=row.channel_code,
        now=now,
        buyer=terms_of(row.channel_code, row.customer_id),
    )
    cart = Cart(
        id=cart_id or uuid7(),
        channel_code=row.channel_code,
        currency=row.currency,
        locale=row.locale,
        customer_id=row.customer_id,
        lines=lines,
        contact=msgspec.convert(row.contact, Contact),
        payment=PaymentChoice(uuid7(), payments.CARD, chosen_tenders(row)),
        subscription_id=row.pk,
    )
    if must_be_delivered(lines):
        way = chosen(ways_of(cart), row.delivery_code)
        if way.kind is DeliveryKind.PICKUP:
            way = replace(way, location=_place(row.location_code, way))
        cart = replace(cart, delivery=promised(cart, way, now=now))
    return priced(cart, now=now)


def ways_of(cart: Cart) -> list[DeliveryChoice]:
    """Return how a cart can reach its subscriber, stores not named; one statement."""
    country = cart.contact.address.country if cart.contact else None
    return offers(delivery_rates(cart.channel_code), country=country, locale=cart.locale)


def _place(code: str, way: DeliveryChoice) -> PickupPlace:
    """Return the store of a pick-up; one that is closed for good offers it no more."""
    found = inventory.locations_of_codes({code}).get(code)
    if found is None or found.kind != "store":
        raise DeliveryNotOffered(way.code, [])
    return PickupPlace(found.id, found.code, found.name)
