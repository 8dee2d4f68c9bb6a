"""Opening the groups of an order."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.db import connection

from serai.fulfilment.events import GroupHeld, GroupOpened
from serai.fulfilment.public import (
    GroupKind,
    GroupState,
    GroupView,
    OrderedUnits,
    Spot,
    groups_of_order,
)
from serai.kernel.ids import uuid7

Opened = Callable[..., tuple[GroupView, ...]]


def test_an_order_is_one_group_for_each_location(
    opened: Opened, centre: UUID, store: UUID, published: Callable[[], list]
) -> None:
    first, second = opened()

    assert (first.number, first.state, first.location.id) == (1, GroupState.OPEN, centre)
    assert [(line.sku, line.quantity) for line in first.lines] == [("TEA", 3), ("CUP", 1)]
    assert (second.number, second.location.id) == (2, store)
    assert [(line.sku, line.quantity) for line in second.lines] == [("TEA", 2)]
    assert [(type(each), each.group_id) for each in published()] == [
        (GroupOpened, first.id),
        (GroupOpened, second.id),
    ]


def test_opened_again_nothing_changes(opened: Opened, published: Callable[[], list]) -> None:
    order_id = uuid7()
    before = opened(order_id=order_id)

    after = opened(order_id=order_id)

    assert after == before
    assert len(published()) == len(before)


def test_units_that_a_document_adds_are_further_groups(
    opened: Opened, cup: UUID, centre: UUID
) -> None:
    order_id, document = uuid7(), uuid7()
    opened(order_id=order_id)
    added = {
        "order_id": order_id,
        "reservation_of": document,
        "lines": (OrderedUnits(3, cup, "CUP", "Cup", 2),),
        "spots": (Spot(cup, centre, 2),),
    }

    groups = opened(**added)

    assert [(each.number, each.reservation_of) for each in groups] == [
        (1, order_id),
        (2, order_id),
        (3, document),
    ]
    assert opened(**added) == groups


def test_digital_lines_are_a_group_without_a_location(opened: Opened, tea: UUID) -> None:
    [group] = opened(lines=(OrderedUnits(1, tea, "KEY", "Key", 1, digital=True),), spots=())

    assert (group.kind, group.location, group.service) == (GroupKind.DIGITAL, None, "")


def test_a_held_order_opens_held(opened: Opened, published: Callable[[], list]) -> None:
    first, second = opened(hold_reason="Address looks odd")

    assert (first.state, second.state) == (GroupState.HELD, GroupState.HELD)
    assert first.hold_reason == "Address looks odd"
    assert [type(each) for each in published()] == [GroupOpened, GroupHeld] * 2


def test_the_groups_of_an_order_are_read_with_one_statement(
    opened: Opened, django_assert_num_queries: Callable[[int], object]
) -> None:
    order_id = opened()[0].order_id

    with django_assert_num_queries(1):
        groups_of_order(order_id)


@pytest.mark.django_db(transaction=True)
def test_two_openers_at_once_open_an_order_once(opened: Opened) -> None:
    order_id = uuid7()

    def act(_: int) -> tuple[GroupView, ...]:
        try:
            return opened(order_id=order_id)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(act, range(4)))

    assert answers == [groups_of_order(order_id)] * 4
    assert [each.number for each in answers[0]] == [1, 2]
