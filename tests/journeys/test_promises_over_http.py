"""A promise from the product's page to the statistics: said, agreed, kept or broken, over HTTP."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from factories.inventory import a_location, stocked
from factories.ordering import CONTACT, Checkout, Shopper, a_cart

from serai.catalog.public import variants_of_skus
from serai.fulfilment.queries.network import forget_network
from serai.inventory.models import Location
from serai.kernel import clock
from serai.plumbing.caches import forget_all

pytestmark = pytest.mark.django_db
DAILY = ["00:00-24:00"] * 7


@pytest.fixture
def network(merchant: Shopper) -> Shopper:
    """Let one place send parcels that take two to four days; return the merchant's program."""
    stocked(variants_of_skus(["MILK"])["MILK"].id, a_location("SENDS", priority=0), 50)
    site = {"location": "SENDS", "time_zone": "UTC", "hours": DAILY, "ships": True}
    service = {
        "code": "standard",
        "works": [True] * 7,
        "reaches": [{"km": 20_040.0, "days": 2, "days_at_most": 4}],
    }
    merchant.post("/stock-movements", {"reason": "adjustment", "movements": [
        {"sku": "MILK", "location": "DC1", "quantity": -100},
        {"sku": "MILK", "location": "STORE-1", "quantity": -5},
    ]})  # fmt: skip
    assert merchant.post("/sites", {"sites": [site]}).status_code == 200
    assert merchant.post("/delivery-services", {"services": [service]}).status_code == 200
    forget_network()
    return merchant


def ordered(deliver: Callable[[], int]) -> tuple[Checkout, dict[str, Any], dict[str, Any]]:
    """Buy a MILK at the day that the cart shows; return the checkout, the order and the cart's delivery."""
    checkout = a_cart(MILK=1)
    for path, body in (("/contact", CONTACT), ("/delivery", {"code": "standard"})):
        checkout.cart = checkout.shopper.put(checkout.path + path, body).json()
    checkout.shopper.post(f"{checkout.path}/payment", {"method": "card"})
    shown = checkout.shopper.get(checkout.path).json()["delivery"]
    placed = checkout.place(expected_by=shown["eta"]["latest"])
    assert placed.status_code == 201, placed.content
    deliver()
    return checkout, placed.json(), shown


def sent(network: Shopper, order: dict[str, Any]) -> str:
    [group] = network.get(f"/fulfilment-groups?order_id={order['id']}").json()["items"]
    for step in ("packing", "hand-over"):
        done = network.post(f"/fulfilment-groups/{group['id']}/{step}", {})
        assert done.status_code == 200, done.content
    return str(group["id"])


def kept(network: Shopper) -> dict[str, Any]:
    answer = network.get("/kept-promises?days=30")
    assert answer.status_code == 200, answer.content
    return dict(next(row for row in answer.json()["locations"] if row["location"] == "SENDS"))


def test_a_promise_is_said_agreed_and_kept(network: Shopper, deliver: Callable[[], int]):
    page = Shopper().get("/products/MILK/promises").json()
    checkout, order, shown = ordered(deliver)
    group_id = sent(network, order)
    deliver()
    with time_machine.travel(clock.now() + timedelta(days=2, hours=12)):
        network.post(f"/fulfilment-groups/{group_id}/delivery")
    with time_machine.travel(clock.now() + timedelta(days=6)):
        seen = kept(network)

    [on_page] = [each for each in page["deliveries"] if each["service"] == "standard"]
    assert on_page["latest"] == shown["eta"]["latest"]
    agreed = checkout.shopper.get(f"/orders/{order['id']}").json()["delivery"]["promise"]
    assert agreed == shown["promise"]
    assert datetime.fromisoformat(agreed["latest"]) > clock.now()
    assert (seen["kept"] + seen["early"], seen["late"], seen["waiting"]) == (1, 0, 0)


def test_a_late_carrier_is_told_as_the_reason(network: Shopper, deliver: Callable[[], int]):
    _, order, _ = ordered(deliver)
    group_id = sent(network, order)

    with time_machine.travel(clock.now() + timedelta(days=9)):
        network.post(f"/fulfilment-groups/{group_id}/delivery")
        seen = kept(network)

    assert (seen["kept"], seen["late"]) == (0, 1)
    assert seen["why_late"]["carrier"] == 1


def test_a_postcode_tells_how_far_it_is(network: Shopper):
    Location.objects.filter(code="SENDS").update(postcode="45202", lat=39.10, lon=-84.51)
    reaches = [
        {"km": 100.0, "days": 1, "days_at_most": 1},
        {"km": 20_040.0, "days": 2, "days_at_most": 9},
    ]
    network.post("/delivery-services", {"services": [
        {"code": "standard", "works": [True] * 7, "reaches": reaches}
    ]})  # fmt: skip
    forget_all()

    def latest(query: str) -> tuple[str, bool]:
        told = Shopper().get(f"/products/MILK/promises?{query}").json()
        assert told["by_place"] is True
        return told["deliveries"][0]["latest"], told["place_known"]

    near, far = latest("country=US&postcode=45219"), latest("country=US&postcode=99501")

    assert near[1] is True
    assert far == (latest("quantity=1")[0], False)
    assert near[0] < far[0]


def test_a_postcode_without_its_country_is_refused(merchant: Shopper):
    refused = Shopper().get("/products/MILK/promises?postcode=45202")

    assert refused.status_code == 422


def test_where_nobody_described_a_location_a_postcode_changes_nothing(merchant: Shopper):
    told = Shopper().get("/products/MILK/promises?country=US&postcode=45202").json()

    assert (told["by_place"], told["place_known"]) == (False, False)
