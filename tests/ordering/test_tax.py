"""Sums with tax: the cart, the order and its lines agree to the cent."""

from decimal import Decimal

import pytest
from factories.ordering import ADDRESS, CONTACT, a_paid_order, an_article, ready_to_order

from serai.plumbing.db import rows
from serai.pricing.public import set_tax_policy

pytestmark = pytest.mark.django_db
SUMS = ("items", "delivery", "discount", "tax", "total")


@pytest.fixture
def taxed(shop) -> None:
    """Charge 7.25 % on top of everything, and 1 % on delivery."""
    rates = {"standard": Decimal("0.0725"), "delivery": Decimal("0.01")}
    set_tax_policy("web", name="Ohio", rates=rates)


def test_tax_is_added_to_each_line_and_to_the_delivery(taxed):
    an_article("TEA", "3.33")

    _, order = a_paid_order(MILK=3, TEA=1)

    totals = {name: order["totals"][name]["minor"] for name in SUMS}
    # 5.97 × 7.25 % = 0.43; 3.33 × 7.25 % = 0.24; 4.99 × 1 % = 0.05
    assert totals == {"items": 930, "delivery": 499, "discount": 0, "tax": 72, "total": 1501}
    assert rows("SELECT tax_minor, total_minor FROM ordering_order_line ORDER BY position") == [
        (43, 640),
        (24, 357),
    ]


def test_a_delivery_that_is_taken_back_takes_its_tax_along(taxed):
    checkout = ready_to_order(MILK=3)
    canada = ADDRESS | {"country": "CA", "region": "ON", "postcode": "K1A 0B1"}

    changed = checkout.shopper.put(f"{checkout.path}/contact", CONTACT | {"address": canada}).json()
    read = checkout.shopper.get(checkout.path).json()

    assert checkout.cart["totals"]["tax"]["minor"] == 48
    assert changed["totals"] == read["totals"]
    assert (read["totals"]["tax"]["minor"], read["totals"]["total"]["minor"]) == (43, 640)
