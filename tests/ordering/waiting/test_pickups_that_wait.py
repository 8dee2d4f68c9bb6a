"""What is not in a store yet is ordered to be collected there: told truthfully, kept, given up without loss."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from factories.ahead import back_ordered, expected, in_days, queue_of
from factories.inventory import a_location, counts, stocked
from factories.ordering import CONTACT, Checkout, a_cart, an_article, counted, staff

from serai.fulfilment.public import SetSite, groups_of_order, set_sites
from serai.inventory.public import Arrived, allot_units, receive_deliveries, stock_disagreements
from serai.kernel import clock
from serai.ordering.queries.money_disagreements import check_orders
from serai.ordering.usecases.pickups.release_uncollected import release_uncollected
from serai.ordering.usecases.pickups.send_ready_letter import send_ready_letter
from serai.payments.public import payments_of_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def tea(shop: Any) -> UUID:
    """Return an article of which the warehouse has two, and the store at the harbour none."""
    variant_id: UUID = an_article("TEA", "3.00", stock=2).id
    a_location("HARBOUR", kind="store", channel=None)
    a_location("VALLEY", kind="store", channel=None)
    sites = [
        SetSite(code, "America/New_York", ("09:00-18:00",) * 7, hold_days=5)
        for code in ("HARBOUR", "VALLEY")
    ]
    set_sites(sites)
    back_ordered("TEA")
    return variant_id


def chosen(units: int, *, store: str = "HARBOUR", **others: int) -> tuple[Checkout, Any]:
    """Return a checkout of so much TEA, and the answer to the wish to collect it."""
    checkout = a_cart(TEA=units, **others)
    shopper = checkout.shopper
    shopper.put(f"{checkout.path}/contact", CONTACT)
    answer = shopper.put(f"{checkout.path}/delivery", {"code": "pickup", "location": store})
    return checkout, answer


def bought(units: int) -> tuple[Checkout, dict[str, Any]]:
    """Order so much TEA to be collected at the harbour."""
    checkout, answer = chosen(units)
    assert answer.status_code == 200, answer.content
    checkout.cart = answer.json()
    checkout.shopper.post(f"{checkout.path}/payment", {"method": "card"})
    placed = checkout.place(accepts_waiting=True)
    assert placed.status_code == 201, placed.content
    return checkout, placed.json()


def shape(order: dict[str, Any]) -> list[tuple[str, str, str, int]]:
    return [
        (
            each.kind.value,
            each.state.value,
            each.location.code if each.location else "",
            sum(line.left for line in each.lines),
        )
        for each in groups_of_order(UUID(order["id"]))
        if any(line.left for line in each.lines)
    ]


def money_adds_up() -> bool:
    now = clock.now()
    day = timedelta(days=1)
    return not check_orders(now - day, now + timedelta(days=30) + day).differences


def test_only_stores_that_have_it_or_get_it_are_offered_with_the_days(tea: UUID):
    expected("TEA", 4, 8, 9, at="HARBOUR")
    checkout = a_cart(TEA=2)
    checkout.shopper.put(f"{checkout.path}/contact", CONTACT)

    options = checkout.shopper.get(f"{checkout.path}/delivery-options").json()["items"]

    stores = {each["location"]["code"]: each for each in options if each["location"]}
    assert list(stores) == ["HARBOUR"]
    assert stores["HARBOUR"]["eta"]["earliest"] >= in_days(8).isoformat()
    assert stores["HARBOUR"]["eta"]["latest"] >= in_days(9).isoformat()
    assert stores["HARBOUR"]["waits"]


def test_a_store_to_which_nothing_comes_is_refused(tea: UUID):
    expected("TEA", 9, 3, 4)

    _, answer = chosen(1, store="VALLEY")

    assert (answer.status_code, answer.json()["code"]) == (409, "ordering.pickup_not_possible")


def test_what_lies_in_the_warehouse_is_not_in_the_store(tea: UUID):
    expected("TEA", 4, 8, 9, at="HARBOUR")

    checkout, _ = chosen(2)

    seen = checkout.shopper.get(checkout.path).json()
    [later] = seen["ahead"]
    assert (later["units"], seen["delivery"]["promise"]) == (2, None)
    refused = checkout.place()
    assert refused.status_code == 409


def test_nobody_waits_in_a_store_who_has_not_agreed_to(tea: UUID):
    expected("TEA", 4, 8, 9, at="HARBOUR")
    checkout, answer = chosen(2)
    checkout.cart = answer.json()
    checkout.shopper.post(f"{checkout.path}/payment", {"method": "card"})

    refused = checkout.place()

    assert (refused.status_code, refused.json()["code"]) == (409, "ordering.must_wait")
    assert queue_of(tea) == []


def test_it_waits_comes_is_put_aside_and_told_once_and_collected(
    tea: UUID, deliver: Callable[[], int], outbox: Callable[[], list[Any]]
):
    there = expected("TEA", 4, 8, 9, at="HARBOUR")
    checkout, order = bought(3)
    deliver()
    assert shape(order) == [("pickup", "waiting", "", 3)]
    assert counts(tea) == {"DC1": (2, 0)}

    receive_deliveries([Arrived(there, 4)], now=clock.now())
    deliver()
    assert shape(order) == [("pickup", "open", "HARBOUR", 3)]
    [group] = groups_of_order(UUID(order["id"]))
    clerk = staff()
    assert clerk.post(f"/fulfilment-groups/{group.id}/readiness").status_code == 200
    deliver()
    send_ready_letter(group.id)
    [pickup] = checkout.shopper.get(f"/orders/{order['id']}/pickups").json()["pickups"]
    handed = clerk.post(f"/fulfilment-groups/{group.id}/collection", {"code": pickup["code"]})
    deliver()

    assert (pickup["state"], len(pickup["code"])) == ("ready", 6)
    assert pickup["collect_by"] is not None
    shown = f"{pickup['code'][:3]} {pickup['code'][3:]}"
    assert sum(shown in each.text for each in outbox()) == 1
    assert handed.json()["state"] == "handed_over"
    assert counts(tea) == {"DC1": (2, 0), "HARBOUR": (1, 0)}
    assert stock_disagreements() == []


def test_what_is_in_the_store_is_ready_at_once_and_the_rest_waits(
    tea: UUID, deliver: Callable[[], int]
):
    stocked(tea, a_location("HARBOUR", kind="store", channel=None), 1)
    expected("TEA", 4, 8, 9, at="HARBOUR")

    _, order = bought(3)
    deliver()

    assert shape(order) == [("pickup", "open", "HARBOUR", 1), ("pickup", "waiting", "", 2)]


def test_what_nobody_collects_is_back_in_the_store_and_goes_to_the_next_who_waits(
    tea: UUID, deliver: Callable[[], int]
):
    there = expected("TEA", 4, 8, 9, at="HARBOUR")
    _, first = bought(3)
    deliver()
    receive_deliveries([Arrived(there, 3)], now=clock.now())
    _, second = bought(1)
    deliver()
    [group] = groups_of_order(UUID(first["id"]))
    staff().post(f"/fulfilment-groups/{group.id}/readiness")
    deliver()

    assert release_uncollected(now=clock.now() + timedelta(days=8)) == 1
    deliver()
    allot_units(now=clock.now())  # what the clock does every minute
    deliver()

    [payment] = payments_of_order(UUID(first["id"]))
    assert payment.refunded == payment.captured
    assert shape(second) == [("pickup", "open", "HARBOUR", 1)]
    assert counts(tea) == {"DC1": (2, 0), "HARBOUR": (2, 0)}
    assert stock_disagreements() == []
    assert money_adds_up()


def test_who_calls_it_off_frees_the_place_in_that_store(tea: UUID, deliver: Callable[[], int]):
    expected("TEA", 3, 8, 9, at="HARBOUR")
    _, order = bought(3)
    deliver()
    assert chosen(1)[1].status_code == 409

    gone = staff().post(f"/orders/{order['id']}/cancellation", {"reason": "too late"})
    deliver()

    assert gone.status_code == 200
    assert chosen(1)[1].status_code == 200
    assert money_adds_up()


def test_a_plain_pickup_asks_no_queue(shop: Any):
    milk = a_location("HARBOUR", kind="store", channel=None)
    stocked(an_article("JAM", "2.00", stock=1).id, milk, 5)
    checkout = a_cart(JAM=1)
    checkout.shopper.put(f"{checkout.path}/contact", CONTACT)

    with counted() as statements:
        answer = checkout.shopper.put(
            f"{checkout.path}/delivery", {"code": "pickup", "location": "HARBOUR"}
        )

    assert answer.status_code == 200, answer.content
    assert not [each for each in statements if "waiting" in each or "expected_delivery" in each]
