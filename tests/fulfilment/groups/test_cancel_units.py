"""Cancelling units that have not left."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import pytest

from serai.fulfilment.events import UnitsCancelled
from serai.fulfilment.public import (
    GroupState,
    GroupView,
    TooManyUnits,
    cancel_units,
    groups_of_order,
    hand_over,
)

Opened = Callable[..., tuple[GroupView, ...]]


def test_units_are_cancelled_in_the_last_group_first_and_it_is_said_where_they_lie(
    opened: Opened, monday: datetime, store: UUID, centre: UUID, published: Callable[[], list]
) -> None:
    first, _ = opened()

    freed = cancel_units(first.order_id, {1: 3}, now=monday)

    assert {(each.location_id, each.units) for each in freed} == {(store, 2), (centre, 1)}
    here, there = groups_of_order(first.order_id)
    assert (here.state, [line.left for line in here.lines]) == (GroupState.OPEN, [2, 1])
    assert (there.state, there.ended_at) == (GroupState.CANCELLED, monday)
    told = [each for each in published() if isinstance(each, UnitsCancelled)]
    assert sum(sum(each.units) for each in told) == 3


def test_all_that_has_not_left_is_cancelled(opened: Opened, monday: datetime) -> None:
    first, second = opened()
    hand_over(second.id, now=monday)

    freed = cancel_units(first.order_id, now=monday)

    assert [(each.position, each.units) for each in freed] == [(1, 3), (2, 1)]
    assert [each.state for each in groups_of_order(first.order_id)] == [
        GroupState.CANCELLED,
        GroupState.SHIPPED,
    ]
    assert cancel_units(first.order_id, now=monday) == ()


def test_what_has_left_is_not_cancelled(opened: Opened, monday: datetime) -> None:
    first, second = opened()
    hand_over(second.id, now=monday)
    before = groups_of_order(first.order_id)

    with pytest.raises(TooManyUnits) as refusal:
        cancel_units(first.order_id, {1: 4}, now=monday)

    assert (refusal.value.asked, refusal.value.left) == (4, 3)
    assert groups_of_order(first.order_id) == before
