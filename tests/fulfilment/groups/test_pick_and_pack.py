"""Picking, packing, and following a parcel."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from serai.fulfilment.events import GroupDelivered
from serai.fulfilment.public import (
    GroupKind,
    GroupState,
    GroupView,
    TooManyUnits,
    Tracking,
    cancel_units,
    deliver_parcel,
    group,
    hand_over,
    hold_groups,
    pack_group,
    pick_units,
    release_groups,
    track_parcel,
)
from serai.kernel.states import IllegalTransition

Opened = Callable[..., tuple[GroupView, ...]]


def test_units_are_picked_bit_by_bit_and_packed(opened: Opened, monday: datetime) -> None:
    first, _ = opened()

    begun = pick_units(first.id, {1: 2}, now=monday)
    again = pick_units(first.id, {1: 2}, now=monday + timedelta(minutes=1))
    packed = pack_group(first.id, now=monday + timedelta(minutes=5))

    assert (begun.state, [line.picked for line in begun.lines]) == (GroupState.PICKING, [2, 0])
    assert again == begun
    assert (packed.state, [line.picked for line in packed.lines]) == (GroupState.PACKED, [3, 1])
    assert packed.ready_at == monday + timedelta(minutes=5)


@pytest.mark.parametrize("picked", [{1: 4}, {1: -1}, {9: 1}])
def test_no_more_is_picked_than_is_wanted(
    opened: Opened, monday: datetime, picked: dict[int, int]
) -> None:
    first, _ = opened()

    with pytest.raises(TooManyUnits):
        pick_units(first.id, picked, now=monday)

    assert group(first.id) == first


def test_cancelled_units_are_not_picked(opened: Opened, monday: datetime) -> None:
    first, _ = opened()
    cancel_units(first.order_id, {2: 1}, now=monday)

    assert [line.picked for line in pick_units(first.id, now=monday).lines] == [3, 0]


def test_what_is_picked_stays_picked_while_it_is_held(opened: Opened, monday: datetime) -> None:
    first, _ = opened()
    pick_units(first.id, now=monday)
    hold_groups(first.order_id, reason="Fraud?", now=monday)

    with pytest.raises(IllegalTransition):
        pack_group(first.id, now=monday)
    release_groups(first.order_id, now=monday)

    assert [line.picked for line in group(first.id).lines] == [3, 1]
    assert pack_group(first.id, now=monday).state is GroupState.PACKED


def test_a_pick_up_is_no_parcel(opened: Opened, monday: datetime) -> None:
    first, _ = opened(kind=GroupKind.PICKUP)

    with pytest.raises(IllegalTransition):
        pack_group(first.id, now=monday)


def test_a_parcel_is_followed_to_the_door_once(
    opened: Opened, monday: datetime, published: Callable[[], list]
) -> None:
    first, _ = opened()
    with pytest.raises(IllegalTransition):
        track_parcel(first.id, Tracking("UPS", "1Z"), now=monday)
    hand_over(first.id, now=monday)

    tracked = track_parcel(first.id, Tracking("UPS", "1Z", "https://example.com/1Z"), now=monday)
    there = deliver_parcel(first.id, now=monday + timedelta(days=2))

    assert (tracked.carrier, tracked.tracking_url) == ("UPS", "https://example.com/1Z")
    assert (there.state, there.delivered_at) == (GroupState.DELIVERED, monday + timedelta(days=2))
    assert deliver_parcel(first.id, now=monday + timedelta(days=3)) == there
    assert [type(each) for each in published()].count(GroupDelivered) == 1
