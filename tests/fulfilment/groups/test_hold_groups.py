"""Stopping groups and letting them go on."""

from collections.abc import Callable
from datetime import datetime

from serai.fulfilment.events import GroupHeld, GroupReleased
from serai.fulfilment.public import (
    GroupState,
    GroupView,
    groups_of_order,
    hand_over,
    hold_groups,
    release_groups,
)

Opened = Callable[..., tuple[GroupView, ...]]


def test_what_is_still_here_is_held_and_released(
    opened: Opened, monday: datetime, published: Callable[[], list]
) -> None:
    first, second = opened()
    hand_over(second.id, now=monday)

    assert hold_groups(first.order_id, reason="Fraud?", now=monday) == 1
    held, gone = groups_of_order(first.order_id)
    assert (held.state, held.hold_reason) == (GroupState.HELD, "Fraud?")
    assert gone.state is GroupState.SHIPPED
    assert hold_groups(first.order_id, reason="Address?", now=monday) == 0
    assert groups_of_order(first.order_id)[0].hold_reason == "Address?"

    assert release_groups(first.order_id, now=monday) == 1
    assert release_groups(first.order_id, now=monday) == 0
    released = groups_of_order(first.order_id)[0]
    assert (released.state, released.hold_reason) == (GroupState.OPEN, "")
    assert [type(each) for each in published()[-2:]] == [GroupHeld, GroupReleased]
