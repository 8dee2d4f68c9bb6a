"""Places follow the groups: freed when nothing is left to do, taken where goods come from after all."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from django.conf import settings
from factories.inventory import a_location, stocked

from serai.fulfilment.models import Booking
from serai.fulfilment.public import (
    DeliveryService,
    GroupKind,
    GroupView,
    Reach,
    SetSite,
    Spot,
    Tracking,
    book_places,
    cancel_units,
    groups_of_order,
    miss_units,
    pickup_code,
    set_delivery_services,
    set_sites,
)
from serai.fulfilment.queries.network import forget_network
from serai.fulfilment.usecases.groups.give_out import PickupCodeNeeded, give_out
from serai.fulfilment.usecases.groups.take_place import take_place
from serai.inventory.public import locations_of_codes

pytestmark = pytest.mark.django_db
WEEK = ("09:00-18:00",) * 7
Opened = Callable[..., tuple[GroupView, ...]]


@pytest.fixture(autouse=True)
def sites(centre: UUID, store: UUID) -> Iterator[None]:
    """Let both locations take two orders a day and send parcels."""
    forget_network()
    set_sites([SetSite(code, "UTC", WEEK, ships=True, daily_orders=2) for code in ("DC1", "S1")])
    set_delivery_services([DeliveryService("standard", (True,) * 7, (Reach(20_040, 2, 3),))])
    yield
    forget_network()


def booked(order_id: UUID) -> list[str]:
    at = Booking.objects.filter(order_id=order_id).order_by("location__code")
    return list(at.values_list("location__code", flat=True))


def promised(opened: Opened, centre: UUID, store: UUID, monday) -> tuple[GroupView, ...]:
    groups = opened()
    book_places(groups[0].order_id, [centre, store], service="standard", now=monday)
    return groups


def test_a_group_of_which_nothing_is_left_gives_its_place_back(
    opened: Opened, centre: UUID, store: UUID, monday
):
    order_id = promised(opened, centre, store, monday)[0].order_id

    cancel_units(order_id, {1: 1}, now=monday)
    before = booked(order_id)
    cancel_units(order_id, {1: 1}, now=monday)

    assert before == ["DC1", "S1"]
    assert booked(order_id) == ["DC1"]


def test_a_place_stays_while_another_group_there_needs_it(
    opened: Opened, tea: UUID, centre: UUID, store: UUID, monday
):
    groups = promised(opened, centre, store, monday)
    order_id = groups[0].order_id
    opened(order_id=order_id, reservation_of=groups[0].id, spots=(Spot(tea, store, 5),))

    cancel_units(order_id, {1: 5}, now=monday)

    assert "S1" in booked(order_id)


def test_what_is_sent_from_elsewhere_takes_a_place_there_and_frees_its_own(
    opened: Opened, tea: UUID, centre: UUID, store: UUID, monday
):
    promised(opened, centre, store, monday)
    groups = opened(spots=(Spot(tea, store, 5),))
    order_id = groups[0].order_id
    stocked(tea, locations_of_codes({"DC1"})["DC1"], 9)
    book_places(order_id, [store], service="standard", now=monday)
    mine = next(each for each in groups if each.location and each.location.code == "S1")

    miss_units(mine.id, {1: 5}, now=monday)
    moved = next(
        each
        for each in groups_of_order(order_id)
        if each.location and each.location.code == "DC1" and each.lines
    )
    first, second = take_place(moved.id, now=monday), take_place(moved.id, now=monday)

    assert (first, second) == (True, False)
    assert booked(order_id) == ["DC1"]


def test_a_full_day_makes_the_promise_later(
    opened: Opened, tea: UUID, centre: UUID, store: UUID, monday
):
    [group, *_] = opened(spots=(Spot(tea, store, 5),))
    before = group.promised_latest
    for _ in range(2):
        promised(opened, centre, store, monday)

    take_place(group.id, now=monday)

    after = next(each for each in groups_of_order(group.order_id) if each.id == group.id)
    assert before is not None
    assert after.promised_latest is not None
    assert after.promised_latest >= before + timedelta(hours=12)


def test_a_location_that_takes_as_many_as_come_books_nothing(opened: Opened, tea: UUID, monday):
    place = a_location("S9", kind="store")
    set_sites([SetSite("S9", "UTC", WEEK, ships=True, daily_orders=None)])
    forget_network()
    [group, *_] = opened(spots=(Spot(tea, place.id, 5),))

    assert take_place(group.id, now=monday) is False
    assert booked(group.order_id) == []


def test_what_is_collected_leaves_only_against_its_code(opened: Opened, tea: UUID, store, monday):
    [group, *_] = opened(kind=GroupKind.PICKUP, service="", spots=(Spot(tea, store, 5),))
    secret = settings.SERAI_SECRET

    for wrong in ("", "000000"):
        with pytest.raises(PickupCodeNeeded):
            give_out(group.id, None, tracking=Tracking(), code=wrong, secret=secret, now=monday)
    code = pickup_code(group.id, secret=secret)
    left = give_out(group.id, None, tracking=Tracking(), code=code, secret=secret, now=monday)
    again = give_out(group.id, None, tracking=Tracking(), code="", secret=secret, now=monday)

    assert (left.state, again.state) == ("handed_over", "handed_over")
