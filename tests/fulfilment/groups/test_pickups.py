"""What waits in a store: put aside, collected, or given up when nobody comes."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.fulfilment.domain.collect_by import collect_by
from serai.fulfilment.events import GroupNotCollected, GroupReady
from serai.fulfilment.public import (
    GroupKind,
    GroupState,
    GroupView,
    OpeningHours,
    SetSite,
    Spot,
    cancel_units,
    collect_group,
    groups_of_order,
    is_pickup_code,
    pickup_code,
    put_aside,
    set_sites,
    uncollected,
)
from serai.kernel.ids import uuid7
from serai.kernel.states import IllegalTransition

Opened = Callable[..., tuple[GroupView, ...]]
WEEK = OpeningHours.parse(["09:00-18:00"] * 5 + ["10:00-14:00", ""])
YEAR_BEGINS = datetime(2026, 1, 1)  # noqa: DTZ001 - hypothesis adds the time zone


@pytest.fixture
def pickup(opened: Opened, tea: UUID, cup: UUID, store: UUID) -> GroupView:
    """Return a group of all of an order that is collected in the store."""
    spots = (Spot(tea, store, 5), Spot(cup, store, 1))
    [group] = opened(kind=GroupKind.PICKUP, service="pickup", spots=spots)
    return group


def test_what_is_put_aside_waits_until_the_shop_closes_and_the_shopper_is_told_once(
    pickup: GroupView, monday: datetime, published: Callable[[], list]
) -> None:
    hours = ("09:00-18:00",) * 6 + ("",)
    set_sites([SetSite("S1", "UTC", hours=hours, hold_days=5)])

    ready = put_aside(pickup.id, now=monday)
    again = put_aside(pickup.id, now=monday + timedelta(hours=1))

    assert (ready.state, ready.ready_at) == (GroupState.READY, monday)
    assert ready.collect_by == datetime(2026, 11, 28, 18, tzinfo=UTC)
    assert again == ready
    assert len([each for each in published() if isinstance(each, GroupReady)]) == 1


def test_a_parcel_is_not_put_aside(opened: Opened, monday: datetime) -> None:
    parcel, _ = opened()

    with pytest.raises(IllegalTransition):
        put_aside(parcel.id, now=monday)
    with pytest.raises(IllegalTransition):
        collect_group(parcel.id, collected_by="Ann", now=monday)


def test_what_is_collected_is_noted_with_who_came_and_once(
    pickup: GroupView, monday: datetime
) -> None:
    put_aside(pickup.id, now=monday)

    first = collect_group(pickup.id, collected_by="Ann's brother", now=monday)
    again = collect_group(pickup.id, collected_by="Somebody else", now=monday)

    assert (first.state, first.collected_by) == (GroupState.HANDED_OVER, "Ann's brother")
    assert again == first


def test_nobody_came(pickup: GroupView, monday: datetime, published: Callable[[], list]) -> None:
    set_sites([SetSite("S1", "UTC", hours=("09:00-18:00",) * 7, hold_days=1)])
    ready = put_aside(pickup.id, now=monday)
    assert ready.collect_by is not None
    over = ready.collect_by

    in_time, late = uncollected(over - timedelta(minutes=1), limit=9), uncollected(over, limit=9)
    cancel_units(pickup.order_id, now=over)

    assert (in_time, late) == ([], [pickup.id])
    [ended] = groups_of_order(pickup.order_id)
    assert (ended.state, ended.ended_at) == (GroupState.NO_SHOW, over)
    [told] = [each for each in published() if isinstance(each, GroupNotCollected)]
    assert (told.positions, told.units) == ((1, 2), (5, 1))
    assert uncollected(over, limit=9) == []


def test_what_is_called_off_in_time_is_no_no_show(pickup: GroupView, monday: datetime) -> None:
    set_sites([SetSite("S1", "UTC", hours=("09:00-18:00",) * 7)])
    put_aside(pickup.id, now=monday)

    cancel_units(pickup.order_id, now=monday)

    [ended] = groups_of_order(pickup.order_id)
    assert ended.state is GroupState.CANCELLED


@given(
    st.datetimes(YEAR_BEGINS, YEAR_BEGINS + timedelta(365), timezones=st.just(UTC)),
    st.integers(1, 14),
)
def test_goods_wait_as_many_days_as_was_said_and_end_when_the_place_closes(ready_at, days):
    until = collect_by(
        WEEK, [], time_zone="Europe/Berlin", hold_days=days, ready_at=ready_at
    ).astimezone(ready_at.tzinfo)

    assert timedelta(days=days - 1) < until - ready_at < timedelta(days=days + 3)


def test_a_place_that_rests_keeps_the_goods_until_it_opens():
    friday = datetime(2026, 11, 20, 15, tzinfo=UTC)
    monday = friday.date() + timedelta(days=3)

    until = collect_by(WEEK, [monday], time_zone="UTC", hold_days=2, ready_at=friday)

    assert until == datetime(2026, 11, 24, 18, tzinfo=UTC)


def test_a_code_is_of_one_group_and_one_installation():
    group_id, secret = uuid7(), b"secret"
    code = pickup_code(group_id, secret=secret)

    assert len(code) == 6
    assert is_pickup_code(f" {code[:3]}-{code[3:]} ", group_id, secret=secret)
    assert not is_pickup_code(code, uuid7(), secret=b"another")
    assert not is_pickup_code("", group_id, secret=secret)
