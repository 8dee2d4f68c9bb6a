"""What can be promised of a cart, from what fulfilment knows."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from serai.fulfilment import public as fulfilment
from serai.ordering.domain.ahead import AheadUnits, less
from serai.ordering.domain.cart import Cart
from serai.ordering.domain.cart_lines import units_of
from serai.ordering.domain.delivery import DeliveryChoice, DeliveryKind
from serai.ordering.domain.promised import Promise, PromisedParcel
from serai.ordering.queries.what_it_needs import stocked
from serai.ordering.queries.what_waits import expected_ahead

Point = tuple[float, float]
"""Latitude and longitude, in degrees."""


def promised(
    cart: Cart,
    choice: DeliveryChoice,
    *,
    ahead: tuple[AheadUnits, ...] | None = None,
    now: datetime,
) -> DeliveryChoice:
    """
    Return a way of delivery with what can be promised of it for a cart.

    No statement where one place sends, or keeps the goods; one where several may. Nothing is promised of what
    is not there yet: `ahead`, where the caller knows it.
    """
    if choice.location is not None:
        there = _there(replace(cart, delivery=choice), ahead, now)
        is_kept = there or not cart.lines
        plan = fulfilment.plan_from([choice.location.id], service=None, now=now) if is_kept else ()
    elif choice.kind is DeliveryKind.DELIVERY and cart.lines:
        wanted = _wanted(cart, now)
        plan = fulfilment.delivery_plan(wanted, choice.code, now=now) if wanted.items else ()
    else:
        plan = ()
    return replace(choice, promise=promise_of(plan))


def all_promised(
    cart: Cart, choices: Sequence[DeliveryChoice], *, now: datetime
) -> list[DeliveryChoice]:
    """Return ways to the door with what can be promised from free stock; one statement, none without sites."""
    plans = fulfilment.delivery_plans(_wanted(cart, now), [each.code for each in choices], now=now)
    return [replace(each, promise=promise_of(plans.get(each.code, ()))) for each in choices]


def promise_of(plan: Collection[fulfilment.ParcelPromise]) -> Promise | None:
    """Return when all parcels of a plan are there; nothing is promised without one."""
    if not plan:
        return None
    return Promise(
        earliest=max(each.earliest for each in plan),
        latest=max(each.latest for each in plan),
        first_on=max(each.first_on for each in plan),
        last_on=max(each.last_on for each in plan),
        parcels=tuple(
            PromisedParcel(each.location_id, each.due_by, each.earliest, each.latest)
            for each in plan
        ),
    )


def near_of(cart: Cart, *, now: datetime) -> Point | None:
    """Return about where the goods of a cart go; `None`: nobody knows, and the farthest is promised."""
    if cart.contact is None:
        return None
    address = cart.contact.address
    return fulfilment.near_postcode(address.country, address.postcode, now=now)


def _wanted(cart: Cart, now: datetime) -> fulfilment.Wanted:
    units = _there(cart, None, now)
    return fulfilment.Wanted(units, cart.channel_code, near_of(cart, now=now))


def _there(cart: Cart, ahead: tuple[AheadUnits, ...] | None, now: datetime) -> dict[UUID, int]:
    """Return the units of a cart that do not come later."""
    later = (cart.ahead or expected_ahead(cart, now=now)) if ahead is None else ahead
    return less(stocked(units_of(cart.lines)), later)
