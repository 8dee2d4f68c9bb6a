"""What was sold ahead waits in a group without a place until its goods come, all of it or in parts."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import pytest

from serai.fulfilment.events import GroupOpened
from serai.fulfilment.public import (
    ArriveUnits,
    GroupKind,
    GroupState,
    OpenGroups,
    OrderedUnits,
    Spot,
    arrive_units,
    cancel_units,
    groups_of_order,
    hand_over_order,
    hold_groups,
    open_groups,
)
from serai.kernel.ids import uuid7
from serai.kernel.states import IllegalTransition

pytestmark = pytest.mark.django_db


@pytest.fixture
def order_id(tea: UUID, cup: UUID, centre: UUID, monday: datetime) -> UUID:
    """Return an order of five teas, of which one is there, and two cups, of which none is."""
    order_id = uuid7()
    lines = (
        OrderedUnits(1, tea, "TEA", "Tea", 5),
        OrderedUnits(2, cup, "CUP", "Cup", 2),
    )
    command = OpenGroups(
        order_id, "24-1", "web", GroupKind.SHIP, "", lines, (Spot(tea, centre, 1),), waits=True
    )
    open_groups(command, now=monday)
    return order_id


def shape(order_id: UUID) -> list[tuple[int, str, str, dict[str, int]]]:
    return [
        (
            each.number,
            each.state.value,
            each.location.code if each.location else "",
            {line.sku: line.left for line in each.lines if line.left},
        )
        for each in groups_of_order(order_id)
    ]


def test_what_is_there_can_be_picked_and_the_rest_waits(
    published: Callable[[], list], order_id: UUID
):
    assert shape(order_id) == [
        (1, "open", "DC1", {"TEA": 1}),
        (2, "waiting", "", {"TEA": 4, "CUP": 2}),
    ]
    assert [each.number for each in published() if isinstance(each, GroupOpened)] == [1]


def test_what_comes_sooner_leaves_the_group_that_waits(
    published: Callable[[], list], order_id: UUID, tea: UUID, centre: UUID, monday: datetime
):
    arrived = ArriveUnits(order_id, uuid7(), (Spot(tea, centre, 3),))

    assert arrive_units(arrived, now=monday) == ()
    assert arrive_units(arrived, now=monday) == ()

    assert shape(order_id)[1:] == [
        (2, "waiting", "", {"TEA": 1, "CUP": 2}),
        (3, "open", "DC1", {"TEA": 3}),
    ]
    assert [each.number for each in published() if isinstance(each, GroupOpened)] == [1, 3]


def test_the_last_that_comes_makes_the_group_one_of_its_place(
    order_id: UUID, tea: UUID, cup: UUID, centre: UUID, monday: datetime
):
    goods = (Spot(tea, centre, 4), Spot(cup, centre, 2))

    arrive_units(ArriveUnits(order_id, uuid7(), goods), now=monday)

    assert shape(order_id)[1:] == [(2, "open", "DC1", {"TEA": 4, "CUP": 2})]


def test_goods_at_two_places_are_two_groups_and_nothing_waits_any_more(
    order_id: UUID, tea: UUID, cup: UUID, centre: UUID, store: UUID, monday: datetime
):
    goods = (Spot(tea, centre, 4), Spot(cup, store, 2))

    arrive_units(ArriveUnits(order_id, uuid7(), goods), now=monday)

    assert shape(order_id)[1:] == [
        (2, "cancelled", "", {}),
        (3, "open", "DC1", {"TEA": 4}),
        (4, "open", "S1", {"CUP": 2}),
    ]


def test_goods_that_nobody_waits_for_any_more_are_returned(
    order_id: UUID, tea: UUID, centre: UUID, monday: datetime
):
    cancel_units(order_id, {1: 3}, now=monday)

    back = arrive_units(ArriveUnits(order_id, uuid7(), (Spot(tea, centre, 4),)), now=monday)

    assert back == (Spot(tea, centre, 3),)


def test_what_waits_does_not_leave_and_is_not_held_but_what_came_is(
    order_id: UUID, tea: UUID, centre: UUID, monday: datetime
):
    with pytest.raises(IllegalTransition):
        hand_over_order(order_id, now=monday)
    assert hold_groups(order_id, reason="fraud", now=monday) == 1

    goods = (Spot(tea, centre, 4),)
    arrive_units(ArriveUnits(order_id, uuid7(), goods, hold_reason="fraud"), now=monday)

    assert [each.state for each in groups_of_order(order_id)] == [
        GroupState.HELD,
        GroupState.WAITING,
        GroupState.HELD,
    ]
