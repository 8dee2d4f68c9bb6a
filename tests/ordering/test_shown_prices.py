"""What products are shown with is what carts give."""

import pytest
from factories.ordering import Shopper, a_cart, a_shop, an_article
from factories.promotions import a_promotion

from serai.kernel import clock
from serai.pricing.public import prices_of, promoted_prices_of

FIFTH_OFF = {"kind": "lines_off", "off": {"percent": "20"}}


@pytest.fixture(autouse=True)
def _shop(db: None) -> None:
    a_shop()


@pytest.mark.parametrize(
    ("promotion", "paid"),
    [
        ({"benefit": FIFTH_OFF}, 159),
        ({"benefit": {"kind": "lines_off", "off": {"amount": "0.50"}}}, 149),
        ({"benefit": FIFTH_OFF, "lines": {"rules": [
            {"field": "brand", "operator": "=", "value": "barn"}]}}, 159),
        ({"benefit": FIFTH_OFF, "lines": {"rules": [
            {"field": "reduced", "operator": "=", "value": True}]}}, 199),
        ({"benefit": FIFTH_OFF, "conditions": {"rules": [
            {"field": "units", "operator": ">=", "value": 1}]}}, 199),
    ],
)  # fmt: skip
def test_the_price_that_is_shown_is_what_one_unit_costs_in_a_cart(promotion, paid):
    variant = an_article("MILK", "1.99", brand="Barn")
    a_promotion("sale", **promotion)
    now = clock.now()

    prices = prices_of([variant.id], "web", now)
    promoted = promoted_prices_of(prices, "web", now).get(variant.id)
    shown = (promoted.of(prices[variant.id]) if promoted else prices[variant.id]).amount.minor
    totals = a_cart(MILK=1).cart["totals"]

    assert shown == paid
    if "conditions" not in promotion:
        assert totals["total"]["minor"] == shown


def test_whoever_asks_for_prices_reads_them_after_promotions():
    an_article("MILK", "1.99")
    a_promotion("sale", benefit=FIFTH_OFF)

    [milk] = Shopper().get("/prices?sku=MILK").json()["items"]

    assert (milk["price"]["minor"], milk["compare_at"]["minor"]) == (159, 199)
