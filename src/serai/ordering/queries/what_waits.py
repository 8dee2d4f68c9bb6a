"""What of a cart would come later, if it were ordered now."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from serai.inventory import public as inventory
from serai.ordering.domain.ahead import AheadUnits, less
from serai.ordering.domain.cart import Cart
from serai.ordering.domain.cart_lines import units_of
from serai.ordering.queries.what_it_needs import stocked


def sold_ahead(cart: Cart) -> tuple[dict[UUID, int], Mapping[UUID, inventory.AheadTerms]]:
    """Return the units of a cart that are sold ahead, and on which terms; hardly ever a statement."""
    terms = inventory.sold_ahead(cart.channel_code)
    if not terms:
        return {}, {}
    units = stocked(units_of(cart.lines))
    mine = {variant_id: count for variant_id, count in units.items() if variant_id in terms}
    return mine, terms


def expected_ahead(cart: Cart, *, now: datetime) -> tuple[AheadUnits, ...]:
    """
    Return what of a cart would come later; no statement where nothing of it is sold ahead, else four at most.

    What is collected in a store waits for what comes there. What there is no room for is left out: it is out of
    stock.
    """
    mine, terms = sold_ahead(cart)
    if not mine:
        return ()
    queues = inventory.demands_at(store_of(cart), mine, cart.channel_code, now=now)
    return ahead_of(cart, inventory.split_ahead(mine, terms, queues, now=now).ahead)


def ahead_of(cart: Cart, taken: Iterable[inventory.AheadUnits]) -> tuple[AheadUnits, ...]:
    """Return what stock calls places in a queue as a cart or an order keeps it."""
    choice = cart.delivery
    days = (choice.earliest_days, choice.latest_days) if choice else (0, 0)
    return tuple(
        AheadUnits(
            variant_id=each.variant_id,
            units=each.units,
            kind=each.terms.kind.value,
            first_on=each.window.first_on if each.window else None,
            last_on=each.window.last_on if each.window else None,
            release_on=each.terms.release_on,
            days=days,
            pays_with_goods=each.terms.pay is inventory.PayAhead.WITH_GOODS,
        )
        for each in taken
    )


def store_of(cart: Cart) -> UUID | None:
    """Return the store in which a cart is collected; `None`: it is sent."""
    place = cart.delivery.location if cart.delivery else None
    return place.id if place else None


def is_any_there(cart: Cart) -> bool:
    """Return whether any of the goods of a cart is there, or none of them comes later."""
    return not cart.ahead or bool(less(stocked(units_of(cart.lines)), cart.ahead))
