"""The cart that a subscription orders, at the prices of this moment."""

from datetime import datetime
from uuid import UUID

import msgspec
from msgspec.structs import replace

from serai.kernel.ids import uuid7
from serai.ordering.domain.cart import Cart, PaymentChoice
from serai.ordering.domain.contact import Contact
from serai.ordering.domain.delivery import DeliveryChoice, DeliveryKind, chosen, offers
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
        payment=PaymentChoice(session_id=uuid7(), method=payments.CARD),
        subscription_id=row.pk,
    )
    if must_be_delivered(lines):
        way = chosen(door_ways(cart), row.delivery_code)
        cart = replace(cart, delivery=promised(cart, way, now=now))
    return priced(cart, now=now)


def door_ways(cart: Cart) -> list[DeliveryChoice]:
    """Return how a cart can be brought to its door; one statement."""
    country = cart.contact.address.country if cart.contact else None
    found = offers(delivery_rates(cart.channel_code), country=country, locale=cart.locale)
    return [way for way in found if way.kind is DeliveryKind.DELIVERY]
