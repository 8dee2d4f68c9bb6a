"""Say what is done when the store does not have something."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.substitutions.wish import Wish, with_wishes
from serai.ordering.queries.cart_view import CartView
from serai.ordering.usecases.change_cart import change_cart


def set_wishes(
    buyer: Buyer, cart_id: UUID, wishes: Mapping[str, Wish], *, now: datetime
) -> CartView:
    """
    Keep what the shopper wants for each article that is named; two statements.

    Raises:
        LineNotFound: an article is not in the cart.
        CartNotFound: no such cart, or not theirs.
        CartClosed: it was ordered or merged.
        CartBusy: others change the cart too fast.
    """
    changed = change_cart(
        buyer,
        cart_id,
        lambda seen: replace(seen, lines=with_wishes(seen.lines, wishes)),
        now=now,
        of_draft=True,
    )
    return CartView.of(changed, now=now)
