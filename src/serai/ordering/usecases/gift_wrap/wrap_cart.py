"""Have an article of a cart wrapped, or all of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from serai.catalog import public as catalog
from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.cart import Cart, CartLine
from serai.ordering.domain.gift_wrap import CannotBeWrapped, WrapOption, without_wrap
from serai.ordering.domain.quantities import MOST_LINES, TooManyLines
from serai.ordering.domain.wrapping import WrapPer, Wrapping
from serai.ordering.queries.cart_view import CartView
from serai.ordering.queries.current_prices import terms_of
from serai.ordering.queries.gift_wraps import wrap_options
from serai.ordering.queries.priced_cart import lines_of_skus, priced
from serai.ordering.usecases.change_cart import change_cart


@dataclass(frozen=True, slots=True)
class WrapCart:
    """What is wrapped, and in what."""

    sku: str
    """The article that is wrapped; empty: all of the cart."""
    wrap: str
    """The SKU of the wrapping; empty: none any more."""


def wrap_cart(buyer: Buyer, cart_id: UUID, command: WrapCart, *, now: datetime) -> CartView:
    """
    Wrap an article, or everything, or nothing any more; three statements: cart, price, write.

    It is a line of its own, with its own price and tax, that comes and goes with what is wrapped.

    Raises:
        CartNotFound: no such cart, or not theirs.
        CartClosed: it was ordered or merged.
        CartIsDraft: the shop made it up.
        CannotBeWrapped: the channel does not wrap so, or not this article.
        NotForSale: the wrapping has no price at present.
        TooManyLines: it would be the 201st line.
        CartBusy: others change the cart too fast.
    """

    def wrapped(seen: Cart) -> Cart:
        lines = without_wrap(seen.lines, command.sku)
        if command.wrap:
            option = _option(seen, command)
            if len(lines) >= MOST_LINES:
                raise TooManyLines
            [line] = lines_of_skus(
                {option.sku: 1},
                channel_code=seen.channel_code,
                now=now,
                buyer=terms_of(seen.channel_code, seen.customer_id),
            )
            lines = (*lines, replace(line, wraps=Wrapping(command.sku, option.per)))
        return priced(replace(seen, lines=lines), now=now)

    return CartView.of(change_cart(buyer, cart_id, wrapped, now=now), now=now)


def _option(seen: Cart, command: WrapCart) -> WrapOption:
    """Return the way of wrapping, when what is named can be wrapped like that."""
    options = {each.sku: each for each in wrap_options(seen.channel_code)}
    option = options.get(command.wrap)
    if option is None:
        raise CannotBeWrapped(command.wrap, "is not offered.")
    if (option.per is WrapPer.ORDER) != (not command.sku):
        raise CannotBeWrapped(command.wrap, "is for another way of wrapping.")
    named = [line for line in seen.lines if not command.sku or line.sku == command.sku]
    goods = [line for line in named if _is_wrappable(line)]
    if not goods:
        raise CannotBeWrapped(command.sku or command.wrap, "There is nothing to wrap.")
    if barred := [line.sku for line in goods if line.sku in option.excluded_skus]:
        raise CannotBeWrapped(barred[0], "cannot be wrapped like this.")
    return option


def _is_wrappable(line: CartLine) -> bool:
    return line.wraps is None and catalog.article_terms(line.variant_id).is_carried
