"""A cart as its shopper reads it: at this moment's prices and availability."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from serai.inventory import public as inventory
from serai.ordering.domain.ahead import less
from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.cart import Cart, CartState
from serai.ordering.domain.cart_lines import units_of
from serai.ordering.domain.delivery import DeliveryChoice
from serai.ordering.queries.cart import CartNotFound, cart, open_cart_of
from serai.ordering.queries.cart_view import CartView
from serai.ordering.queries.current_prices import at_current_prices, current_prices
from serai.ordering.queries.looks import looks_of_variants
from serai.ordering.queries.priced_cart import priced
from serai.ordering.queries.promising import promised
from serai.ordering.queries.purses import tender_views
from serai.ordering.queries.what_it_needs import stocked
from serai.ordering.queries.what_waits import expected_ahead


def shown_cart(buyer: Buyer, cart_id: UUID, *, now: datetime) -> CartView:
    """
    Return a cart of the buyer; four statements, however many lines, and two for each tender; four more where
    something of it is sold ahead.

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


def _with_promise(seen: Cart, free: Mapping[UUID, int], now: datetime) -> Cart:
    """Return the cart with what can be promised by now: nothing of what is not there."""
    choice = seen.delivery
    if choice is None:
        return seen
    now_promised = promised(seen, choice, now=now)
    if now_promised.promise is not None and not _is_there(seen, choice, free):
        now_promised = replace(choice, promise=None)
    return replace(seen, delivery=now_promised)


def _is_there(seen: Cart, choice: DeliveryChoice, free: Mapping[UUID, int]) -> bool:
    """Return whether everything is; one statement when it is to be collected."""
    wanted = less(stocked(units_of(seen.lines)), seen.ahead)
    if choice.location is not None:
        return bool(inventory.stores_holding(wanted, code=choice.location.code))
    return all(free.get(each, 0) >= units for each, units in wanted.items())


def _shown(seen: Cart, now: datetime) -> CartView:
    if not seen.lines:
        return CartView.of(seen, now=now, tenders=tender_views(seen, now=now))
    wanted = [line.variant_id for line in seen.lines]
    taken = units_of(seen.lines)
    free = inventory.availability({*wanted, *taken}, seen.channel_code)
    kept = {*stocked(taken), *(line.variant_id for line in seen.lines if line.parts)}
    bands = dict.fromkeys(wanted, "in") | dict.fromkeys(kept, "out")
    bands |= {each: there.band.value for each, there in free.items() if each in kept}
    if seen.state is CartState.OPEN:
        prices = current_prices(seen, now=now)
        bands |= {
            variant_id: "out"
            for variant_id in wanted
            if variant_id not in prices or not prices[variant_id].sellable
        }
        seen = priced(at_current_prices(seen, prices), now=now)
        seen = replace(seen, ahead=expected_ahead(seen, now=now))
        later = {each.variant_id: each.kind for each in seen.ahead}
        bands |= later | {
            line.variant_id: later[part.variant_id]
            for line in seen.lines
            for part in line.parts
            if part.variant_id in later
        }
        seen = _with_promise(seen, {each: there.free for each, there in free.items()}, now)
    looks = looks_of_variants(wanted)
    tenders = tender_views(seen, now=now)
    return CartView.of(seen, now=now, bands=bands, looks=looks, tenders=tenders)
