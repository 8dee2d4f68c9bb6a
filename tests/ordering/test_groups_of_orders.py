"""Orders leave in groups: from several places, in parts, and as their money allows."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from factories.inventory import a_location, counts, stocked
from factories.ordering import a_paid_order, ready_to_order, staff

from serai.catalog.public import variants_of_skus
from serai.config.checks import run_checks
from serai.fulfilment.public import (
    GroupState,
    GroupView,
    groups_of_order,
    hand_over,
    miss_units,
)
from serai.kernel import clock
from serai.kernel.states import IllegalTransition
from serai.ordering.events import OrderFulfilled
from serai.ordering.usecases.cancel_lines import CancelLines, cancel_lines
from serai.ordering.usecases.check_money import check_money
from serai.payments.models import PaymentMethod
from serai.payments.public import CARD, CaptureAt, PaymentState, payments_of_order
from serai.payments.queries.methods import forget_methods
from serai.payments.usecases.recover_processing import recover_processing

pytestmark = pytest.mark.django_db
Deliver = Callable[[], int]


@pytest.fixture
def two_places(shop: Any) -> Iterator[Any]:
    """Open the shop with 100 milks in the centre and ten more in a second place."""
    stocked(milk(), a_location("DC2", priority=1), 10)
    return shop


@pytest.fixture
def later(two_places: Any) -> Iterator[Any]:
    """Let the channel take cards' money with the goods."""
    PaymentMethod.objects.create(
        channel_code="web", method=CARD, processor="local", capture_at=CaptureAt.HAND_OVER
    )
    forget_methods()
    yield two_places
    forget_methods()


def milk() -> UUID:
    return variants_of_skus(["MILK"])["MILK"].id


def groups_of(order: dict[str, Any]) -> tuple[GroupView, ...]:
    return groups_of_order(UUID(order["id"]))


def shown(order: dict[str, Any]) -> dict[str, Any]:
    return staff().get(f"/orders/{order['id']}").json()


def payment_of(order: dict[str, Any]) -> Any:
    [only] = payments_of_order(UUID(order["id"]))
    return only


def test_a_cart_that_no_place_has_alone_is_one_order_with_a_group_for_each(
    two_places: Any, deliver: Deliver
) -> None:
    _, order = a_paid_order(MILK=104)
    deliver()

    groups = groups_of(order)

    assert [
        (each.location.code, each.state.value, [(line.position, line.left) for line in each.lines])
        for each in groups
        if each.location
    ] == [("DC1", "open", [(1, 100)]), ("DC2", "open", [(1, 4)])]
    assert {each.order_number for each in groups} == {order["number"]}


def test_an_order_is_fulfilled_with_its_last_group(
    two_places: Any, deliver: Deliver, published: Callable[[], list]
) -> None:
    _, order = a_paid_order(MILK=104)
    deliver()
    first, second = groups_of(order)

    hand_over(second.id, now=clock.now())
    deliver()
    assert shown(order)["state"] == "paid"
    hand_over(first.id, now=clock.now())
    deliver()

    assert shown(order)["state"] == "fulfilled"
    assert [type(each) for each in published()].count(OrderFulfilled) == 1


def test_what_has_partly_left_is_not_cancelled_whole(two_places: Any, deliver: Deliver) -> None:
    shopper, order = a_paid_order(MILK=104)
    deliver()
    hand_over(groups_of(order)[1].id, now=clock.now())
    before = counts(milk())

    refused = shopper.post(f"/orders/{order['id']}/cancellation", {"reason": "late"})

    assert (refused.status_code, refused.json()["code"]) == (409, "state.illegal_transition")
    assert [each.state for each in groups_of(order)] == [GroupState.OPEN, GroupState.SHIPPED]
    assert counts(milk()) == before


def test_a_cancelled_order_has_no_groups_that_go_on(two_places: Any, deliver: Deliver) -> None:
    shopper, order = a_paid_order(MILK=104)
    deliver()

    shopper.post(f"/orders/{order['id']}/cancellation", {"reason": "late"})
    deliver()

    assert {each.state for each in groups_of(order)} == {GroupState.CANCELLED}
    assert counts(milk()) == {"DC1": (100, 0), "DC2": (10, 0)}


def test_an_order_that_is_cancelled_first_gets_no_groups(shop: Any, deliver: Deliver) -> None:
    shopper, order = a_paid_order(MILK=1)

    shopper.post(f"/orders/{order['id']}/cancellation", {"reason": "late"})
    deliver()

    assert groups_of(order) == ()


def test_the_money_is_taken_parcel_by_parcel(later: Any, deliver: Deliver) -> None:
    checkout = ready_to_order(MILK=104)
    order = checkout.place().json()
    deliver()
    first, second = groups_of(order)
    total = order["totals"]["total"]["minor"]

    hand_over(second.id, now=clock.now())
    deliver()
    assert payment_of(order).captured.minor == 4 * 199 + order["totals"]["delivery"]["minor"]
    hand_over(first.id, {1: 99}, now=clock.now())
    deliver()
    assert payment_of(order).captured.minor == total - 199
    hand_over(groups_of(order)[-1].id, now=clock.now())
    deliver()

    assert payment_of(order).captured.minor == total
    assert shown(order)["state"] == "fulfilled"
    assert list(run_checks()) == []


def test_what_is_called_off_between_two_parcels_is_never_taken(
    later: Any, deliver: Deliver
) -> None:
    order = ready_to_order(MILK=104).place().json()
    deliver()
    hand_over(groups_of(order)[0].id, now=clock.now())
    deliver()

    cancel_lines(CancelLines(UUID(order["id"]), "key", {1: 4}, "late"), now=clock.now())
    deliver()

    payment = payment_of(order)
    assert payment.captured.minor == order["totals"]["total"]["minor"] - 4 * 199
    assert (payment.state, bool(payment.capturable)) == (PaymentState.CAPTURED, False)
    assert shown(order)["state"] == "fulfilled"
    assert check_money(now=clock.now()).found == 0


def test_what_nobody_finds_is_sent_from_elsewhere_or_paid_back(
    two_places: Any, deliver: Deliver
) -> None:
    _, order = a_paid_order(MILK=5)
    deliver()
    [first] = groups_of(order)
    elsewhere = milk(), a_location("DC2", priority=1)

    miss_units(first.id, {1: 5}, now=clock.now())
    deliver()

    assert [each.location.code for each in groups_of(order)[1:] if each.location] == ["DC2"]
    assert counts(elsewhere[0]) == {"DC1": (0, 0), "DC2": (5, 0)}
    assert shown(order)["refunded"]["minor"] == 0


def test_what_nobody_has_is_called_off_and_paid_back(shop: Any, deliver: Deliver) -> None:
    _, order = a_paid_order(MILK=5)
    deliver()
    [first] = groups_of(order)

    miss_units(first.id, {1: 2}, now=clock.now())
    deliver()
    hand_over(first.id, now=clock.now())
    deliver()

    after = shown(order)
    assert (after["state"], after["refunded"]["minor"]) == ("fulfilled", 2 * 199)
    assert [each.state for each in groups_of(order)] == [GroupState.SHIPPED, GroupState.CANCELLED]
    assert list(run_checks()) == []


def test_what_came_from_elsewhere_goes_back_there_when_the_order_is_cancelled(
    two_places: Any, deliver: Deliver
) -> None:
    shopper, order = a_paid_order(MILK=5)
    deliver()
    miss_units(groups_of(order)[0].id, {1: 2}, now=clock.now())
    deliver()

    shopper.post(f"/orders/{order['id']}/cancellation", {"reason": "late"})
    deliver()

    assert counts(milk()) == {"DC1": (3, 0), "DC2": (10, 0)}


def test_goods_wait_when_what_was_set_aside_is_lost(later: Any, deliver: Deliver) -> None:
    order = ready_to_order(MILK=2).place().json()
    deliver()
    late = clock.now() + timedelta(days=8)
    later.lapse(now=late)
    recover_processing(now=late)
    deliver()

    [held] = groups_of(order)

    assert (held.state, held.hold_reason) == (GroupState.HELD, "What was set aside for it is lost")
    with pytest.raises(IllegalTransition):
        hand_over(held.id, now=clock.now())


def test_the_page_of_an_order_leads_to_its_groups(
    two_places: Any, deliver: Deliver, admin_client: Client
) -> None:
    _, order = a_paid_order(MILK=104)
    deliver()

    page = admin_client.get(f"/admin/ordering/order/{order['id']}/change/").content.decode()

    for group in groups_of(order):
        assert f"/admin/fulfilment/group/{group.id}/change/" in page
    assert "Location DC2 · open" in page
