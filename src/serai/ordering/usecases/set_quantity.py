"""Change how many of an article a cart holds."""

from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.cart import Cart
from serai.ordering.domain.cart_lines import with_quantity
from serai.ordering.queries.cart_view import CartView
from serai.ordering.queries.current_prices import at_list_prices
from serai.ordering.queries.priced_cart import priced
from serai.ordering.usecases.change_cart import change_cart


def set_quantity(
    buyer: Buyer, cart_id: UUID, sku: str, quantity: int, *, now: datetime
) -> CartView:
    """
    Let the line of `sku` hold `quantity`; 0 removes it. Two statements, or three where price lists count.

    Raises:
        CartNotFound: no such cart, or not theirs.
        CartClosed: it was ordered or merged.
        LineNotFound: the cart has no such line.
        BadQuantity: not 0 to 999.
        CartBusy: others change the cart too fast.
    """

    def with_new_quantity(seen: Cart) -> Cart:
        changed = replace(seen, lines=with_quantity(seen.lines, sku, quantity))
        return priced(at_list_prices(changed, now=now), now=now)

    return CartView.of(change_cart(buyer, cart_id, with_new_quantity, now=now), now=now)
