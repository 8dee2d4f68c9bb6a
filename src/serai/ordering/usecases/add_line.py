"""Put so many of an article into a cart."""

from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.cart import Cart
from serai.ordering.domain.cart_lines import with_added
from serai.ordering.domain.quantities import checked_quantity
from serai.ordering.queries.cart_view import CartView
from serai.ordering.queries.priced_cart import lines_of_skus, priced
from serai.ordering.usecases.change_cart import change_cart
from serai.plumbing.idempotency import IdempotencyKey


def add_line(
    buyer: Buyer, cart_id: UUID, sku: str, quantity: int, *, now: datetime, key: IdempotencyKey
) -> CartView:
    """
    Add `quantity` of `sku` to its line, or begin one; three statements: cart, price, write.

    Raises:
        CartNotFound: no such cart, or not theirs.
        CartClosed: it was ordered or merged.
        BadQuantity: the line would not hold 1 to 999.
        TooManyLines: it would be the 201st article.
        UnknownSku: the article does not exist.
        NotForSale: it is not sold on this channel now.
        CartBusy: others change the cart too fast.
        KeyReused: the key came back with another body.
    """

    def with_line(seen: Cart) -> Cart:
        checked_quantity(sku, quantity)
        [line] = lines_of_skus({sku: quantity}, channel_code=seen.channel_code, now=now)
        return priced(replace(seen, lines=with_added(seen.lines, line)), now=now)

    return CartView.of(change_cart(buyer, cart_id, with_line, now=now, key=key), now=now)
