"""Send a cart as a gift, with words on its packing slip."""

from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.gift import checked_gift
from serai.ordering.queries.cart_view import CartView
from serai.ordering.usecases.change_cart import change_cart


def set_gift(buyer: Buyer, cart_id: UUID, message: str, sender: str, *, now: datetime) -> CartView:
    """
    Let words go with the goods; two statements.

    Raises:
        GiftRefused: they cannot be printed so.
        CartNotFound: no such cart, or not theirs.
        CartClosed: it was ordered or merged.
        CartBusy: others change the cart too fast.
    """
    gift = checked_gift(message, sender)
    changed = change_cart(
        buyer, cart_id, lambda seen: replace(seen, gift=gift), now=now, of_draft=True
    )
    return CartView.of(changed, now=now)


def remove_gift(buyer: Buyer, cart_id: UUID, *, now: datetime) -> CartView:
    """
    Send a cart without words again.

    Raises:
        CartNotFound: no such cart, or not theirs.
        CartClosed: it was ordered or merged.
        CartBusy: others change the cart too fast.
    """
    changed = change_cart(
        buyer, cart_id, lambda seen: replace(seen, gift=None), now=now, of_draft=True
    )
    return CartView.of(changed, now=now)
