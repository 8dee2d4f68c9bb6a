"""Handing goods over, in whole and in part."""

from collections.abc import Callable
from datetime import datetime

import pytest

from serai.fulfilment.events import GroupHandedOver, GroupOpened
from serai.fulfilment.public import (
    GroupKind,
    GroupState,
    GroupView,
    TooManyUnits,
    Tracking,
    cancel_units,
    group,
    groups_of_order,
    hand_over,
    hand_over_order,
    hold_groups,
)
from serai.kernel.states import IllegalTransition

Opened = Callable[..., tuple[GroupView, ...]]


def test_a_parcel_leaves_with_its_tracking(
    opened: Opened, monday: datetime, published: Callable[[], list]
) -> None:
    first, second = opened()

    left = hand_over(
        first.id, tracking=Tracking("UPS", "1Z9", "https://example.com/1Z9"), now=monday
    )

    assert (left.state, left.carrier, left.tracking_number) == (GroupState.SHIPPED, "UPS", "1Z9")
    assert (left.left_at, [line.handed for line in left.lines]) == (monday, [3, 1])
    assert group(second.id) == second
    [told] = [each for each in published() if isinstance(each, GroupHandedOver)]
    assert (told.positions, told.units, told.tracking_number) == ((1, 2), (3, 1), "1Z9")


def test_to_say_again_that_it_left_changes_nothing(
    opened: Opened, monday: datetime, published: Callable[[], list]
) -> None:
    first, _ = opened()
    left = hand_over(first.id, now=monday)
    told = len(published())

    assert hand_over(first.id, tracking=Tracking("DHL", "2"), now=monday) == left
    assert len(published()) == told


def test_when_part_of_a_group_leaves_the_rest_is_a_group_of_its_own(
    opened: Opened, monday: datetime, published: Callable[[], list]
) -> None:
    first, _ = opened()

    left = hand_over(first.id, {1: 2}, now=monday)

    rest = groups_of_order(first.order_id)[-1]
    assert [(line.position, line.quantity, line.handed) for line in left.lines] == [(1, 2, 2)]
    assert (rest.number, rest.state, rest.location) == (3, GroupState.OPEN, first.location)
    assert [(line.position, line.quantity, line.handed) for line in rest.lines] == [
        (1, 1, 0),
        (2, 1, 0),
    ]
    [*_, opened_rest, told] = published()
    assert isinstance(opened_rest, GroupOpened)
    assert opened_rest.group_id == rest.id
    assert (told.positions, told.units) == ((1,), (2,))


@pytest.mark.parametrize("units", [{1: 4}, {1: -1}, {7: 1}, {1: 0}, {}])
def test_more_than_there_is_or_nothing_cannot_leave(
    opened: Opened, monday: datetime, units: dict[int, int]
) -> None:
    first, _ = opened()

    with pytest.raises(TooManyUnits):
        hand_over(first.id, units, now=monday)

    assert group(first.id) == first


def test_what_is_held_does_not_leave(opened: Opened, monday: datetime) -> None:
    first, _ = opened()
    hold_groups(first.order_id, reason="Fraud?", now=monday)

    with pytest.raises(IllegalTransition):
        hand_over(first.id, now=monday)


def test_cancelled_units_stay_here(opened: Opened, monday: datetime) -> None:
    first, _ = opened()
    cancel_units(first.order_id, {2: 1}, now=monday)

    left = hand_over(first.id, now=monday)

    assert [(line.handed, line.cancelled) for line in left.lines] == [(3, 0), (0, 1)]


def test_a_pick_up_is_handed_over(opened: Opened, monday: datetime) -> None:
    first, _ = opened(kind=GroupKind.PICKUP)

    assert hand_over(first.id, now=monday).state is GroupState.HANDED_OVER


def test_all_that_is_here_of_an_order_leaves_at_once(opened: Opened, monday: datetime) -> None:
    first, second = opened()
    hand_over(first.id, now=monday)

    assert hand_over_order(first.order_id, now=monday) == 1
    assert hand_over_order(first.order_id, now=monday) == 0
    assert group(second.id).state is GroupState.SHIPPED
