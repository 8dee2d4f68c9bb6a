"""A cart as its shopper reads it: at this moment's prices and availability."""

from datetime import datetime
from uuid import UUID

from serai.inventory import public as inventory
from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.cart import Cart
from serai.ordering.queries.cart import CartNotFound, cart, open_cart_of
from serai.ordering.queries.cart_view import CartView


def shown_cart(buyer: Buyer, cart_id: UUID, *, now: datetime) -> CartView:
    """
    Return a cart of the buyer.

    Raises:
        CartNotFound: no such cart, or not theirs.
    """
    return _shown(cart(buyer, cart_id), now)


def my_cart(buyer: Buyer, *, now: datetime) -> CartView:
    """
    Return the open cart of a shopper with an account.

    Raises:
        CartNotFound: they have none.
    """
    mine = open_cart_of(buyer)
    if mine is None:
        raise CartNotFound
    return _shown(mine, now)


def _shown(seen: Cart, now: datetime) -> CartView:
    wanted = [line.variant_id for line in seen.lines]
    free = inventory.availability(wanted, seen.channel_code) if wanted else {}
    bands = {variant_id: there.band.value for variant_id, there in free.items()}
    return CartView.of(seen, now=now, bands=bands)
