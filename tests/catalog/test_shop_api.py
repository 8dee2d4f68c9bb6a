"""The storefront's routes."""

import pytest
from django.test import Client
from factories.catalog import a_channel, categories

from serai.plumbing.auth import ensure_api_key

pytestmark = pytest.mark.django_db
KEY = "pk_test_catalog"


@pytest.fixture
def a_shop():
    a_channel("web", currency="USD", locales=("he", "pt"))
    ensure_api_key(KEY, "tests", ["shop"], "web")
    client = Client()
    return lambda path, **headers: client.get(
        "/api/shop" + path, headers={"Serai-Key": KEY, **headers}
    )


def test_a_storefront_learns_where_it_sells(a_shop):
    assert a_shop("/channel").json() == {
        "code": "web",
        "name": "Web shop",
        "currency": "USD",
        "locale": "en",
        "locales": ["en", "he", "pt"],
        "country": "US",
        "time_zone": "America/New_York",
        "prices_include_tax": False,
    }


def test_categories_are_in_the_shoppers_language(a_shop):
    categories(
        {"slug": "dairy", "name": "Dairy", "translations": {"he": {"name": "מחלבה"}}},
        {"slug": "milk", "name": "Milk", "parent": "dairy"},
    )

    def names(language):
        answer = a_shop("/categories", **{"Accept-Language": language})
        return [(item["name"], item["path"]) for item in answer.json()["items"]]

    assert names("en") == [("Dairy", ["dairy"]), ("Milk", ["dairy", "milk"])]
    assert names("he-IL,he;q=0.9") == [("מחלבה", ["dairy"]), ("Milk", ["dairy", "milk"])]


def test_the_tree_is_prepared_once_in_a_while(a_shop, django_assert_num_queries):
    categories({"slug": "dairy", "name": "Dairy"})
    a_shop("/categories")

    with django_assert_num_queries(0):
        assert len(a_shop("/categories").json()["items"]) == 1


@pytest.mark.parametrize("path", ["/channel", "/categories"])
def test_nothing_is_read_without_a_key(a_shop, path):
    assert a_shop(path, **{"Serai-Key": "pk_wrong"}).status_code == 401
