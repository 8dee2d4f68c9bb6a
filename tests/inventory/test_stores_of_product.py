"""Which stores have a product, as shoppers ask it."""

from typing import Any

import pytest
from django.test import Client
from factories.catalog import a_channel, a_variant, products
from factories.inventory import NOW, a_location, stocked
from factories.ordering import SHOP_KEY

from serai.catalog.public import variants_of_skus, withdraw_product
from serai.inventory.public import LocationRow, LocationView, locations_of_codes, upsert_locations
from serai.plumbing.auth import ensure_api_key
from serai.plumbing.caches import forget_all

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def shop() -> None:
    a_channel("web")
    ensure_api_key(SHOP_KEY, "Storefront", ["shop"], "web")


def a_store(
    code: str, name: str, at: tuple[float, float] | None = None, *, derived: bool = False
) -> LocationView:
    lat, lon = at or (None, None)
    upsert_locations(
        [LocationRow(code=code, name=name, kind="store", country="US", lat=lat, lon=lon, derived=derived)]
    )  # fmt: skip
    return locations_of_codes({code})[code]


def ask(key: str = "MILK", query: str = "") -> Any:
    return Client().get(f"/api/shop/products/{key}/stores{query}", headers={"Serai-Key": SHOP_KEY})


def codes(answer: Any) -> list[str]:
    return [store["code"] for store in answer.json()["items"]]


def test_stores_that_have_it_come_by_name_and_say_how_much(django_assert_num_queries: Any):
    milk = a_variant("MILK").id
    for code, name, units in (
        ("S1", "Walnut Street", 3),
        ("S2", "Elm Street", 9),
        ("S3", "Oak", 0),
    ):
        store = a_store(code, name)
        if units:
            stocked(milk, store, units)
    stocked(milk, a_location("DC"), 50)
    ask("MILK", "?limit=1")

    forget_all()
    ask("OTHER")  # the key is known now
    with django_assert_num_queries(2):
        found = ask()
    with django_assert_num_queries(0):
        again = ask()

    assert found.status_code == 200
    assert [(store["name"], store["availability"]) for store in found.json()["items"]] == [
        ("Elm Street", "in"),
        ("Walnut Street", "low"),
    ]
    assert found.json()["items"][0]["distance_km"] is None
    assert found["Cache-Control"] == "private, no-store"
    assert again.content == found.content


def test_the_nearest_comes_first_and_the_unknown_last():
    milk = a_variant("MILK").id
    for code, at, guessed in (
        ("COLUMBUS", (39.96, -83.0), False),
        ("CINCINNATI", (39.1, -84.51), True),
        ("NOWHERE", None, False),
    ):
        stocked(milk, a_store(code, "Store", at, derived=guessed), 9)

    found = ask("MILK", "?near=39.10,-84.51")
    stores = found.json()["items"]

    assert codes(found) == ["CINCINNATI", "COLUMBUS", "NOWHERE"]
    assert [store["distance_km"] for store in stores] == [0.0, pytest.approx(161, abs=2), None]
    assert [store["distance_is_estimated"] for store in stores] == [True, False, False]


@pytest.mark.parametrize("near", ["", "&near=39.10,-84.51"])
def test_pages_hold_every_store_once(near: str):
    milk = a_variant("MILK").id
    for number in range(7):
        place = (39.0 + number // 2, -84.0) if number < 5 else None
        stocked(milk, a_store(f"S{number}", f"Store {number // 2}", place), 1)

    found, query = [], "?limit=3"
    while True:
        page = ask("MILK", query + near)
        found += codes(page)
        if page.json()["next_cursor"] is None:
            break
        query = f"?limit=3&cursor={page.json()['next_cursor']}"

    assert sorted(found) == [f"S{number}" for number in range(7)]
    assert len(found) == 7


def test_a_slug_means_every_package_and_an_sku_that_package_alone():
    a_channel("web")
    shared = {"product": "milk", "name": "Milk", "channels": ["web"]}
    products({"sku": "MILK-1", "gtin": "4006381333931", **shared}, {"sku": "MILK-2", **shared})
    found = variants_of_skus(["MILK-1", "MILK-2"])
    small, large = found["MILK-1"], found["MILK-2"]
    stocked(small.id, a_store("S1", "One"), 1)
    stocked(large.id, a_store("S2", "Two"), 1)

    assert codes(ask(small.slug)) == codes(ask(str(small.product_id))) == ["S1", "S2"]
    assert codes(ask("MILK-1")) == codes(ask("4006381333931")) == ["S1"]


def test_what_the_channel_does_not_sell_is_not_found():
    gone = a_variant("GONE")
    a_channel("other")
    a_variant("ELSEWHERE", channels=["other"])
    withdraw_product(gone.product_id, reason="recalled", now=NOW)

    for key in ("GONE", "ELSEWHERE", "NOTHING"):
        found = ask(key)
        assert (found.status_code, found.json()["code"]) == (404, "catalog.product_not_found")


@pytest.mark.parametrize(
    "near", ["91,0", "0,181", "39.1", "39.1,-84.5,3", "nan,nan", "1e3,0", "39.1;DROP", ""]
)
def test_a_place_that_is_not_on_earth_is_refused(near: str):
    a_variant("MILK")

    assert ask("MILK", f"?near={near}").status_code == 422
