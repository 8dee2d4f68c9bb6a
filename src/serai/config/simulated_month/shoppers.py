"""Shoppers: when they order what, and where they live."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import numpy as np
from django.conf import settings

from serai.config.complete_journey.store_places import TOWNS
from serai.config.complete_journey.stores import WEB
from serai.config.simulated_month.world import Article
from serai.inventory.public import stores_holding
from serai.kernel.ids import digest, uuid7
from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.contact import Address, Contact
from serai.ordering.domain.placing_key import PlacingKey
from serai.ordering.queries.order_shapes import OrderView
from serai.ordering.usecases.choose_delivery import choose_delivery
from serai.ordering.usecases.choose_payment import choose_payment
from serai.ordering.usecases.create_cart import create_cart
from serai.ordering.usecases.place_order import PlaceOrder, place_order
from serai.ordering.usecases.set_contact import set_contact
from serai.payments.public import CARD, Card
from serai.plumbing.idempotency import IdempotencyKey

_WAYS, _SHARES = ("standard", "express", "pickup"), (0.7, 0.15, 0.15)
_CARD = Card(number="4242424242424242", expiry="12/33", cvc="123")


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants, when, where and how."""

    at: datetime
    units: dict[str, int]
    way: str
    town: int
    changes_mind: bool
    """Whether they call it off within the hour."""


def wishes(
    articles: list[Article],
    *,
    since: datetime,
    days: int,
    orders_a_day: int,
    rng: np.random.Generator,
) -> Iterator[Wish]:
    """Yield wishes in the order of time: more in the evening, on Mondays half as many again."""
    for day in range(days):
        midnight = since + timedelta(days=day)
        busy = 1.5 if midnight.weekday() == 0 else 1.0
        hours = np.sort(rng.triangular(6, 20, 24, rng.poisson(orders_a_day * busy)))
        for hour in hours.tolist():
            lines = rng.choice(len(articles), size=rng.integers(1, 6), replace=False)
            yield Wish(
                at=midnight + timedelta(hours=hour),
                units={articles[line].sku: int(rng.integers(1, 4)) for line in lines},
                way=str(rng.choice(_WAYS, p=_SHARES)),
                town=int(rng.integers(len(TOWNS))),
                changes_mind=bool(rng.random() < 0.03),
            )


def order(wish: Wish, articles: dict[str, UUID]) -> OrderView | None:
    """Let the shopper fill a cart, look, and order; `None` when no store has what they would collect."""
    now, key = wish.at, str(uuid7())
    guest = Buyer(WEB)
    made = create_cart(
        guest,
        wish.units,
        secret=settings.SERAI_SECRET,
        now=now,
        key=IdempotencyKey.of(scope="simulation", key=key, body=b""),
    )
    buyer = Buyer(WEB, guest_hash=digest(made.token or ""))
    city, region, postcode, *_ = TOWNS[wish.town]
    address = Address(f"{1 + wish.town} Oak Street", city, "US", region=region, postcode=postcode)
    set_contact(buyer, made.id, Contact("ann@example.org", "Ann Example", address), now=now)
    place = None
    if wish.way == "pickup":
        items = {articles[sku]: units for sku, units in wish.units.items()}
        stores = [store.code for store in stores_holding(items, limit=400)]
        place = stores[wish.at.minute % len(stores)] if stores else None
        if place is None:
            return None
    cart = choose_delivery(buyer, made.id, wish.way, place, now=now)
    choose_payment(
        buyer, made.id, CARD, now=now, key=IdempotencyKey.of(scope="pay", key=key, body=b"")
    )
    return place_order(
        buyer,
        PlaceOrder(
            cart_id=made.id,
            expected_total_minor=cart.totals.total.minor,
            return_url="https://shop.example/orders/{order_id}",
            card=_CARD,
        ),
        placing_key=PlacingKey.of(
            scope="simulation", key=key, body_digest=os.urandom(32), secret=settings.SERAI_SECRET
        ),
        now=now,
    )
