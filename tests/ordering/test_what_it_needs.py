"""What comes by wire asks for no delivery; services are not kept in stock."""

import pytest
from factories.catalog import NOW
from factories.ordering import CONTACT, Shopper, an_article, card

from serai.catalog.public import ArticleTerms, Nature, set_article_terms

pytestmark = pytest.mark.django_db


@pytest.fixture
def song(shop):
    """Sell a song as a file, at 3.00."""
    an_article("SONG", "3.00")
    set_article_terms({"SONG": ArticleTerms(Nature.FILE)}, now=NOW)


def cart_of(**units: int) -> tuple[Shopper, str, dict]:
    shopper = Shopper()
    lines = [{"sku": sku, "quantity": quantity} for sku, quantity in units.items()]
    made = shopper.post("/carts", {"lines": lines}).json()
    shopper.token = made["token"]
    path = f"/carts/{made['id']}"
    return shopper, path, shopper.put(f"{path}/contact", CONTACT).json()


def test_a_cart_that_comes_by_wire_is_ordered_without_delivery(song):
    shopper, path, seen = cart_of(SONG=2)
    assert (seen["needs_delivery"], seen["totals"]["total"]["minor"]) == (False, 600)
    assert shopper.get(f"{path}/delivery-options").json()["items"] == []
    assert shopper.post(f"{path}/payment", {"method": "card"}).status_code == 201

    order = shopper.post(f"{path}/order", {"expected_total_minor": 600, "card": card()})

    assert (order.status_code, order.json()["state"]) == (201, "paid")
    assert order.json()["delivery"] is None


def test_one_thing_to_carry_asks_for_delivery(song):
    shopper, path, seen = cart_of(SONG=1, MILK=1)

    assert seen["needs_delivery"] is True
    refused = shopper.post(f"{path}/payment", {"method": "card"})
    assert (refused.status_code, refused.json()["facts"]["missing"]) == (409, ["delivery"])


def test_delivery_that_was_chosen_goes_with_what_was_to_be_carried(song):
    shopper, path, _ = cart_of(SONG=1, MILK=1)
    chosen = shopper.put(f"{path}/delivery", {"code": "standard", "location": None}).json()
    assert chosen["totals"]["delivery"]["minor"] == 499

    left = shopper.delete(f"{path}/lines/MILK").json()

    assert (left["delivery"], left["totals"]["total"]["minor"]) == (None, 300)


def test_services_are_not_kept_in_stock(shop):
    an_article("WRAP", "2.00", stock=0)
    set_article_terms({"WRAP": ArticleTerms(Nature.SERVICE)}, now=NOW)
    shopper, path, _ = cart_of(MILK=1, WRAP=1)
    shopper.put(f"{path}/delivery", {"code": "standard", "location": None})
    shopper.post(f"{path}/payment", {"method": "card"})

    order = shopper.post(f"{path}/order", {"expected_total_minor": 199 + 200 + 499, "card": card()})

    assert order.status_code == 201, order.content
    assert order.json()["state"] == "paid"
