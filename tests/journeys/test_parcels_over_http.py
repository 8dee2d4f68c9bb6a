"""An order that no place has alone: sourced, split, picked, missed, sent in parts and followed, over HTTP."""

from collections.abc import Callable
from typing import Any

import pytest
from factories.decisions import a_policy, switched
from factories.inventory import a_location, counts, stocked
from factories.ordering import Shopper, ready_to_order, staff

from serai.catalog.public import variants_of_skus
from serai.fulfilment.queries.network import forget_network
from serai.inventory.public import LocationRow, upsert_locations
from serai.kernel import clock
from serai.ordering.usecases.check_money import check_money

pytestmark = pytest.mark.django_db
Letters = Callable[[], list[Any]]
DAILY = ["00:00-24:00"] * 7
PLACES = {"FAR": (47.6, -122.3), "NEAR": (39.8, -84.2)}
"""Seattle and Dayton; the shopper lives in Dayton."""


@pytest.fixture
def network(merchant: Shopper) -> Shopper:
    """Let two places send parcels, and the slot decide by cost; return the merchant's program."""
    for priority, (code, (lat, lon)) in enumerate(PLACES.items(), 5):
        place = a_location(code, priority=priority)
        region = "OH" if code == "NEAR" else "WA"
        where = {"country": "US", "region": region, "lat": lat, "lon": lon}
        upsert_locations([LocationRow(code=code, name=code, kind="dc", **where)])
        stocked(milk(), place, 5)
    sites = [
        {"location": code, "time_zone": "UTC", "hours": DAILY, "ships": True, "parcel_minor": 400}
        for code in PLACES
    ]
    services = [
        {
            "code": "standard",
            "works": [True] * 7,
            "reaches": [{"km": 20_040.0, "days": 2, "days_at_most": 4}],
            "per_100_km_minor": 20,
            "grams_per_100_km": 300,
        }
    ]
    assert merchant.post("/sites", {"sites": sites}).status_code == 200
    assert merchant.post("/delivery-services", {"services": services}).status_code == 200
    switched(policy=a_policy(), slot="sourcing")
    forget_network()
    return merchant


def milk() -> Any:
    return variants_of_skus(["MILK"])["MILK"].id


def test_the_nearest_place_sends_what_it_has_and_the_rest_comes_from_the_other(
    network: Shopper, deliver: Callable[[], int], letters: Letters
) -> None:
    checkout = ready_to_order(MILK=7)
    order = checkout.place().json()
    deliver()

    queue = staff().get(f"/fulfilment-groups?order_id={order['id']}").json()["items"]
    near = next(each for each in queue if each["location"] == "NEAR")
    far = next(each for each in queue if each["location"] == "FAR")
    assert (near["units"], far["units"], near["due_by"] is not None) == (5, 2, True)

    shown = network.get(f"/fulfilment-groups/{near['id']}").json()
    assert shown["plan"]["strategy"] == "cost"
    assert shown["plan"]["decision"].startswith("sourcing is on in web")
    assert {each["location"] for each in shown["plan"]["parcels"]} == {"NEAR", "FAR"}

    another = _four_of_five_are_found(network, near["id"])
    deliver()
    assert counts(milk())["FAR"] == (2, 0)
    _sent(network, near["id"])
    deliver()

    parts = checkout.shopper.get(f"/orders/{order['id']}/parts").json()["items"]
    assert [(part["state"], part["lines"][0]["quantity"]) for part in parts] == [
        ("shipped", 4),
        ("open", 2),
        ("open", 1),
    ]
    assert parts[0]["tracking_url"] == "https://ups.example/1Z9"
    assert all(part["last_on"] for part in parts)
    assert staff().get(f"/orders/{order['id']}").json()["state"] == "paid"
    assert "Part of your order" in str(letters()[-1]["Subject"])

    for each in (far["id"], another["id"]):
        network.post(f"/fulfilment-groups/{each}/hand-over", {})
    deliver()

    assert staff().get(f"/orders/{order['id']}").json()["state"] == "fulfilled"
    subjects = [str(letter["Subject"]) for letter in letters()]
    assert sum("on its way" in subject for subject in subjects) == 3
    assert check_money(now=clock.now()).found == 0
    ends = [
        network.post(f"/fulfilment-groups/{each}/delivery").json()["state"]
        for each in (near["id"], far["id"], another["id"])
    ]
    assert ends == ["delivered"] * 3


def _four_of_five_are_found(network: Shopper, group_id: str) -> dict[str, Any]:
    """Pick four and miss one, which comes from the other place; return the group that does."""
    picks = {"lines": [{"position": 1, "picked": 4}]}
    assert network.post(f"/fulfilment-groups/{group_id}/picks", picks).status_code == 200
    missing = {"lines": [{"position": 1, "units": 1}]}
    answer = network.post(f"/fulfilment-groups/{group_id}/missing", missing)
    assert answer.status_code == 200, answer.content
    another = answer.json()["items"][-1]
    assert (another["location"]["code"], another["lines"][0]["quantity"]) == ("FAR", 1)
    return dict(another)


def _sent(network: Shopper, group_id: str) -> None:
    parcel = {"carrier": "UPS", "tracking_number": "1Z9", "tracking_url": "https://ups.example/1Z9"}
    assert network.post(f"/fulfilment-groups/{group_id}/packing").status_code == 200
    assert network.post(f"/fulfilment-groups/{group_id}/hand-over", parcel).status_code == 200


def test_a_whole_cart_is_never_refused_while_two_places_have_it_together(
    network: Shopper, deliver: Callable[[], int]
) -> None:
    everything = ready_to_order(MILK=sum(on_hand for on_hand, _ in counts(milk()).values()))

    placed = everything.place()

    assert placed.status_code == 201, placed.content
    deliver()
    groups = network.get(f"/fulfilment-groups?order_id={placed.json()['id']}").json()["items"]
    assert {"NEAR", "FAR"} <= {each["location"] for each in groups}


def test_what_no_place_has_is_paid_back_and_the_rest_is_sent(
    network: Shopper, deliver: Callable[[], int]
) -> None:
    checkout = ready_to_order(MILK=2)
    order = checkout.place().json()
    deliver()
    [group] = network.get(f"/fulfilment-groups?order_id={order['id']}").json()["items"]
    for code, (on_hand, _) in counts(milk()).items():
        if on_hand:
            body = {
                "reason": "adjustment",
                "movements": [
                    {"sku": "MILK", "location": code, "quantity": -on_hand, "note": "Spoilt"}
                ],
            }
            assert network.post("/stock-movements", body).status_code in (200, 201)

    network.post(
        f"/fulfilment-groups/{group['id']}/missing", {"lines": [{"position": 1, "units": 1}]}
    )
    deliver()
    network.post(f"/fulfilment-groups/{group['id']}/hand-over", {})
    deliver()

    after = checkout.shopper.get(f"/orders/{order['id']}").json()
    assert (after["state"], after["refunded"]["minor"]) == ("fulfilled", 199)
    assert [
        part["lines"][0]["quantity"]
        for part in checkout.shopper.get(f"/orders/{order['id']}/parts").json()["items"]
    ] == [1]
