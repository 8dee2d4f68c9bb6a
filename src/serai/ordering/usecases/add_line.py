"""Put so many of an article into a cart."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.cart import Cart
from serai.ordering.domain.cart_lines import with_added
from serai.ordering.domain.quantities import checked_quantity
from serai.ordering.queries.cart_view import CartView
from serai.ordering.queries.current_prices import terms_of
from serai.ordering.queries.priced_cart import lines_of_skus, priced
from serai.ordering.usecases.change_cart import change_cart
from serai.ordering.usecases.credit_decisions import credit_lines
from serai.plumbing.idempotency import IdempotencyKey


@dataclass(frozen=True, slots=True)
class WantedLine:
    """So many of an article; the token is of the suggestion or result from which it was taken."""

    sku: str
    quantity: int
    decision_token: str = ""


def add_line(
    buyer: Buyer, cart_id: UUID, wanted: WantedLine, *, now: datetime, key: IdempotencyKey
) -> CartView:
    """
    Add to an article's line, or begin one; three statements: cart, price, write.

    With a token two more: the decision that showed the article is credited.

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
        checked_quantity(wanted.sku, wanted.quantity)
        [line] = lines_of_skus(
            {wanted.sku: wanted.quantity},
            channel_code=seen.channel_code,
            now=now,
            buyer=terms_of(seen.channel_code, seen.customer_id),
            already={line.sku: line.quantity for line in seen.lines},
        )
        line = replace(line, decision_token=wanted.decision_token)
        return priced(replace(seen, lines=with_added(seen.lines, line)), now=now)

    changed = change_cart(buyer, cart_id, with_line, now=now, key=key)
    if wanted.decision_token:
        credit_lines([line for line in changed.lines if line.sku == wanted.sku], now=now)
    return CartView.of(changed, now=now)
