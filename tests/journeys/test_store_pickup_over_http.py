"""Bought online, collected in a store: put aside, told, handed out to the right one, or given up."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from factories.inventory import a_location, counts, stocked
from factories.ordering import CONTACT, Checkout, a_cart, staff

from serai.catalog.public import variants_of_skus
from serai.fulfilment.public import SetSite, groups_of_order, set_sites
from serai.kernel import clock
from serai.ordering.usecases.pickups.release_uncollected import release_uncollected
from serai.payments.public import payments_of_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def store(merchant: Any) -> str:
    """Return a store that is open every day, hands goods out, and holds them for five days."""
    place = a_location("STORE-7", kind="store", priority=5)
    stocked(variants_of_skus(["MILK"])["MILK"].id, place, 10)
    set_sites([SetSite("STORE-7", "America/New_York", ("09:00-18:00",) * 7, hold_days=5)])
    return "STORE-7"


def bought(store: str) -> tuple[Checkout, dict[str, Any]]:
    """Buy two MILK to be collected in the store."""
    checkout = a_cart(MILK=2)
    shopper = checkout.shopper
    options = None
    for path, body in (("/contact", CONTACT), ("/delivery", {"code": "pickup", "location": store})):
        options = shopper.put(checkout.path + path, body)
        assert options.status_code == 200, options.content
        checkout.cart = options.json()
    shopper.post(f"{checkout.path}/payment", {"method": "card"})
    placed = checkout.place()
    assert placed.status_code == 201, placed.content
    return checkout, placed.json()


def in_store() -> tuple[int, int]:
    return counts(variants_of_skus(["MILK"])["MILK"].id)["STORE-7"]


def seen(checkout: Checkout, order: dict[str, Any]) -> dict[str, Any]:
    [pickup] = checkout.shopper.get(f"/orders/{order['id']}/pickups").json()["pickups"]
    return dict(pickup)


def group_of(order: dict[str, Any]) -> UUID:
    [group] = groups_of_order(UUID(order["id"]))
    return group.id


def test_it_is_put_aside_and_told_and_handed_out_to_whoever_knows_the_code(
    store: str, deliver: Callable[[], int], letters: Callable[[], list[Any]]
):
    checkout, order = bought(store)
    deliver()
    before = seen(checkout, order)
    clerk = staff()

    queue = clerk.get("/fulfilment-groups?kind=pickup").json()
    ready = clerk.post(f"/fulfilment-groups/{group_of(order)}/readiness")
    deliver()
    waits = seen(checkout, order)
    wrong = clerk.post(
        f"/fulfilment-groups/{group_of(order)}/collection", {"code": "000000", "name": "Eve"}
    )
    handed = clerk.post(f"/fulfilment-groups/{group_of(order)}/collection", {"code": waits["code"]})
    again = clerk.post(f"/fulfilment-groups/{group_of(order)}/collection", {"code": waits["code"]})
    deliver()

    assert (before["state"], before["code"]) == ("open", "")
    assert before["place"]["name"] == "Location STORE-7"
    assert before["place"]["hours"] == ["09:00-18:00"] * 7
    assert [each["order_number"] for each in queue["items"]] == [order["number"]]
    assert ready.status_code == 200, ready.content
    assert (waits["state"], len(waits["code"])) == ("ready", 6)
    assert waits["collect_by"] is not None
    [letter] = [each for each in letters() if "ready to be collected" in str(each["Subject"])]
    spoken = f"{waits['code'][:3]} {waits['code'][3:]}"
    assert spoken in letter.get_body(("plain",)).get_content()
    assert (wrong.status_code, wrong.json()["code"]) == (422, "ordering.pickup_not_theirs")
    assert (handed.status_code, again.status_code) == (200, 200)
    assert handed.json()["collected_by"] == "Ann Example"
    assert seen(checkout, order)["code"] == ""
    assert checkout.shopper.get(f"/orders/{order['id']}").json()["state"] == "fulfilled"
    assert in_store() == (8, 0)


def test_the_name_on_the_order_is_enough_and_who_came_is_noted(
    store: str, deliver: Callable[[], int]
):
    _, order = bought(store)
    deliver()
    clerk = staff()
    clerk.post(f"/fulfilment-groups/{group_of(order)}/readiness")

    handed = clerk.post(
        f"/fulfilment-groups/{group_of(order)}/collection",
        {"name": "ann  EXAMPLE", "collected_by": "Her neighbour"},
    )

    assert handed.status_code == 200, handed.content
    assert handed.json()["collected_by"] == "Her neighbour"


def test_what_nobody_collects_is_back_on_the_shelf_and_paid_back_once(
    store: str, deliver: Callable[[], int]
):
    checkout, order = bought(store)
    deliver()
    staff().post(f"/fulfilment-groups/{group_of(order)}/readiness")
    in_time = clock.now() + timedelta(days=4)
    over = clock.now() + timedelta(days=7)

    early = release_uncollected(now=in_time)
    first, second = release_uncollected(now=over), release_uncollected(now=over)
    deliver()

    assert (early, first, second) == (0, 1, 0)
    assert seen(checkout, order)["state"] == "no_show"
    assert in_store() == (10, 0)
    shown = checkout.shopper.get(f"/orders/{order['id']}").json()
    assert (shown["state"], shown["reason"]) == ("cancelled", "Not collected in time")
    [payment] = payments_of_order(UUID(order["id"]))
    assert payment.refunded == payment.captured == payment.amount


def test_a_parcel_has_no_code_and_strangers_see_nothing(store: str, deliver: Callable[[], int]):
    checkout, order = bought(store)
    stranger, _ = bought(store)
    deliver()

    refused = stranger.shopper.get(f"/orders/{order['id']}/pickups")

    assert refused.status_code == 404
    assert checkout.shopper.get(f"/orders/{order['id']}/pickups").status_code == 200
