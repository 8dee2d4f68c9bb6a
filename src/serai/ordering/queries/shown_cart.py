"""A cart as its shopper reads it: at this moment's prices and availability."""

from datetime import datetime
from uuid import UUID

from serai.inventory import public as inventory
from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.cart import Cart, CartState
from serai.ordering.queries.cart import CartNotFound, cart, open_cart_of
from serai.ordering.queries.cart_view import CartView
from serai.ordering.queries.current_prices import at_current_prices, current_prices
from serai.ordering.queries.looks import looks_of_variants
from serai.ordering.queries.priced_cart import priced
from serai.ordering.queries.purses import tender_views


def shown_cart(buyer: Buyer, cart_id: UUID, *, now: datetime) -> CartView:
    """
    Return a cart of the buyer; four statements, however many lines, and two for each tender.

    An article that is no longer sold stays, as `out`, until it is taken out.

    Raises:
        CartNotFound: no such cart, or not theirs.
    """
    return _shown(cart(buyer, cart_id), now)


def my_cart(buyer: Buyer, *, now: datetime) -> CartView:
    """
    Return the open cart of a shopper with an account; four statements.

    Raises:
        CartNotFound: they have none.
    """
    mine = open_cart_of(buyer)
    if mine is None:
        raise CartNotFound
    return _shown(mine, now)


def _shown(seen: Cart, now: datetime) -> CartView:
    if not seen.lines:
        return CartView.of(seen, now=now, tenders=tender_views(seen, now=now))
    wanted = [line.variant_id for line in seen.lines]
    free = inventory.availability(wanted, seen.channel_code)
    bands = {variant_id: there.band.value for variant_id, there in free.items()}
    if seen.state is CartState.OPEN:
        prices = current_prices(seen, now=now)
        bands |= {
            variant_id: "out"
            for variant_id in wanted
            if variant_id not in prices or not prices[variant_id].sellable
        }
        seen = priced(at_current_prices(seen, prices), now=now)
    looks = looks_of_variants(wanted)
    tenders = tender_views(seen, now=now)
    return CartView.of(seen, now=now, bands=bands, looks=looks, tenders=tenders)
