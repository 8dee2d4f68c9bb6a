"""Units that cannot be found: another location sends them, or the shopper is told."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from factories.catalog import a_variant
from factories.inventory import a_location, counts, stocked

from serai.fulfilment.events import UnitsMissing
from serai.fulfilment.public import (
    GroupKind,
    GroupState,
    GroupView,
    OpenGroups,
    OrderedUnits,
    Spot,
    TooManyUnits,
    groups_of_order,
    hand_over,
    hand_over_order,
    miss_units,
    open_groups,
    pick_units,
)
from serai.inventory.public import LocationView, fulfil_reservation, reserve, stock_disagreements
from serai.kernel.ids import uuid7
from serai.kernel.states import IllegalTransition

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 3, 15, 9, 0, tzinfo=UTC)


@pytest.fixture
def tea() -> UUID:
    return a_variant("TEA").id


@pytest.fixture
def centre(tea: UUID) -> LocationView:
    """Return the location from which the order is sent: it believes that it has five teas."""
    place = a_location("DC1", priority=0)
    stocked(tea, place, 5)
    return place


@pytest.fixture
def store(tea: UUID) -> LocationView:
    """Return a store that has one tea."""
    place = a_location("S1", kind="store", priority=1)
    stocked(tea, place, 1)
    return place


def an_order(tea: UUID, units: int = 3, kind: GroupKind = GroupKind.SHIP) -> GroupView:
    order_id = uuid7()
    reserve(
        {tea: units},
        reservation_of=order_id,
        channel_code="web",
        expires_at=NOW + timedelta(hours=1),
        now=NOW,
    )
    lines = fulfil_reservation(order_id, now=NOW).lines
    [only] = open_groups(
        OpenGroups(
            order_id=order_id,
            order_number="1-1",
            channel_code="web",
            kind=kind,
            service="standard",
            lines=(OrderedUnits(1, tea, "TEA", "Tea", units),),
            spots=tuple(Spot(each.variant_id, each.location_id, each.quantity) for each in lines),
        ),
        now=NOW,
    )
    return only


def standing(groups: tuple[GroupView, ...]) -> list[tuple[str, str, int]]:
    return [
        (each.location.code if each.location else "", each.state.value, line.quantity)
        for each in groups
        for line in each.lines
    ]


def test_another_location_sends_what_is_missing_and_the_rest_is_told(
    tea: UUID, centre: LocationView, store: LocationView, published: Callable[[], list]
) -> None:
    order = an_order(tea)
    pick_units(order.id, {1: 1}, now=NOW)

    groups = miss_units(order.id, {1: 2}, now=NOW)

    assert standing(groups) == [("DC1", "picking", 1), ("S1", "open", 1), ("", "open", 1)]
    assert [each.split_from for each in groups] == [None, 1, 1]
    [told] = [each for each in published() if isinstance(each, UnitsMissing)]
    assert (told.group_id, told.positions, told.units) == (groups[2].id, (1,), (1,))
    assert groups[1].reservation_of not in (order.order_id, groups[0].reservation_of)


def test_the_shelf_counts_as_empty_and_the_books_stay_right(
    tea: UUID, centre: LocationView, store: LocationView
) -> None:
    order = an_order(tea)
    assert counts(tea) == {"DC1": (2, 0), "S1": (1, 0)}

    miss_units(order.id, {1: 2}, now=NOW)

    assert counts(tea) == {"DC1": (0, 0), "S1": (0, 0)}
    assert stock_disagreements() == []


def test_what_others_have_reserved_there_is_not_written_off(
    tea: UUID, centre: LocationView
) -> None:
    order = an_order(tea)
    reserve(
        {tea: 1},
        reservation_of=uuid7(),
        channel_code="web",
        expires_at=NOW + timedelta(hours=1),
        now=NOW,
    )

    miss_units(order.id, {1: 1}, now=NOW)

    assert counts(tea) == {"DC1": (1, 1)}


def test_a_location_that_sends_part_of_the_order_anyway_is_asked_first(
    tea: UUID, centre: LocationView, store: LocationView
) -> None:
    third = a_location("A-FIRST", priority=0)
    order = an_order(tea, units=5)
    stocked(tea, third, 5)
    groups = miss_units(order.id, {1: 1}, now=NOW)
    assert standing(groups)[1:] in ([("S1", "open", 1)], [("A-FIRST", "open", 1)])
    place = groups[1].location
    assert place is not None
    stocked(tea, store, 5)

    after = miss_units(order.id, {1: 2}, now=NOW)

    assert after[-1].location == place


def test_when_nothing_is_found_the_group_is_over(tea: UUID, centre: LocationView) -> None:
    order = an_order(tea)

    groups = miss_units(order.id, {1: 3}, now=NOW)

    assert [(each.number, each.state) for each in groups] == [
        (1, GroupState.CANCELLED),
        (2, GroupState.OPEN),
    ]
    assert standing(groups) == [("", "open", 3)]


def test_a_pick_up_is_not_sent_for_elsewhere(
    tea: UUID, centre: LocationView, store: LocationView
) -> None:
    order = an_order(tea, kind=GroupKind.PICKUP)

    assert standing(miss_units(order.id, {1: 1}, now=NOW)) == [("DC1", "open", 2), ("", "open", 1)]


def test_what_has_left_cannot_be_missed(tea: UUID, centre: LocationView) -> None:
    order = an_order(tea)
    with pytest.raises(TooManyUnits):
        miss_units(order.id, {1: 4}, now=NOW)
    hand_over(order.id, now=NOW)
    before = groups_of_order(order.order_id)

    with pytest.raises(IllegalTransition):
        miss_units(order.id, {1: 1}, now=NOW)

    assert groups_of_order(order.order_id) == before


def test_what_nobody_has_cannot_leave(tea: UUID, centre: LocationView) -> None:
    only = an_order(tea)
    *_, nobodys = miss_units(only.id, {1: 2}, now=NOW)
    assert nobodys.location is None

    with pytest.raises(IllegalTransition):
        hand_over(nobodys.id, now=NOW)
    with pytest.raises(IllegalTransition):
        hand_over_order(only.order_id, now=NOW)

    assert hand_over(only.id, now=NOW).state is GroupState.SHIPPED
    assert stock_disagreements() == []
