"""What articles cost, and are called, with the promotions that everyone gets."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from pricing.promotions.making import (
    NOW,
    a_cart,
    a_line,
    a_promotion,
    amount,
    article,
    cart_where,
    catalogue,
    eur,
    lines_where,
    of_web,
    percent,
    price_of,
)
from pricing.promotions.some import MINOR, carts, promotions

from serai.kernel.money import Money, UnitPrice
from serai.pricing.domain.price_cart import price_cart
from serai.pricing.domain.price_view import PriceTier, PriceView
from serai.pricing.domain.promotions.benefits import (
    Bundle,
    BundlePart,
    BuyGet,
    DeliveryOff,
    LinesOff,
    OrderOff,
)
from serai.pricing.domain.promotions.for_everyone import for_everyone
from serai.pricing.domain.promotions.promoted_price import PromotedPrice, Shown, promoted_prices
from serai.pricing.domain.promotions.promotion import Minimum, Promotion, Stacking
from serai.pricing.domain.promotions.schedule import Schedule

TEA = lines_where(("category", "containsAny", ["tea"]))
FACTS = {article(n): a_line(n).facts for n in range(1, 7)}


def shown(
    prices: dict[UUID, PriceView], *chosen: Promotion, limited: Any = ()
) -> dict[UUID, PromotedPrice]:
    rules = of_web(chosen)
    everyone = for_everyone(rules, limited=set(limited), now=NOW)
    articles = Shown(prices, FACTS, "web", "EUR")
    return promoted_prices(articles, everyone, of_web(everyone.priced), now=NOW)


def test_what_comes_off_every_unit_is_the_price_that_is_shown():
    sale = a_promotion(LinesOff(percent("20")), "tea-week", lines=TEA)

    found = shown(catalogue("10.00", "5.00"), sale)

    assert found == {article(1): PromotedPrice((sale.id,), eur("8.00"))}
    before = catalogue("10.00")[article(1)]
    assert found[article(1)].of(before) == structs.replace(
        before, amount=eur("8.00"), compare_at=eur("10.00")
    )
    dearer = structs.replace(before, compare_at=eur("12.00"))
    assert found[article(1)].of(dearer).compare_at == eur("12.00")


def test_several_have_their_turns_as_in_a_cart():
    first = a_promotion(LinesOff(amount("1.00")), "first", stacking=Stacking(priority=1))
    then = a_promotion(LinesOff(percent("50")), "then")

    found = shown(catalogue("5.00"), then, first)

    assert found[article(1)] == PromotedPrice((first.id, then.id), eur("2.00"))


@pytest.mark.parametrize(
    "more",
    [
        {"minimum": Minimum(quantity=3)},
        {"minimum": Minimum(spend=eur("20.00"))},
        {"most": eur("5.00")},
        {"benefit": LinesOff(percent("20"), most_units=1)},
        {"benefit": BuyGet(2, 1)},
        {"benefit": Bundle((BundlePart(2),), price_of("5.00"))},
        {"stacking": Stacking(exclusive=True)},
        {"lines": lines_where(("quantity", ">=", 2))},
        {"benefit": OrderOff(percent("10"))},
    ],
)
def test_what_not_every_unit_gets_is_named_without_a_price(more):
    named = a_promotion(**{"benefit": LinesOff(percent("20")), "lines": TEA, **more})

    found = shown(catalogue("10.00", "5.00"), named)

    if more.get("lines"):
        assert found == {}
    else:
        assert found == {article(1): PromotedPrice((named.id,))}


@pytest.mark.parametrize(
    "more",
    [
        {"conditions": cart_where(("items", ">=", "10.00"))},
        {"conditions": cart_where(("customer.known", "=", True))},
        {"stores": frozenset({"s1"})},
        {"needs_coupon": True},
        {"channels": frozenset({"app"})},
        {"schedule": Schedule(starts_at=NOW + timedelta(hours=1))},
        {"benefit": OrderOff(percent("10"))},
        {"benefit": DeliveryOff()},
    ],
)
def test_what_not_everyone_gets_now_on_the_article_is_not_shown(more):
    closed = a_promotion(**{"benefit": LinesOff(percent("20")), **more})

    assert shown(catalogue("10.00"), closed) == {}


def test_what_may_be_used_up_or_displaced_has_no_price():
    in_group = Stacking(group="g")
    one = a_promotion(LinesOff(percent("20")), "one", stacking=in_group)
    other = a_promotion(LinesOff(percent("10")), "other", lines=TEA, stacking=in_group)

    assert shown(catalogue("10.00"), one)[article(1)].amount == eur("8.00")
    assert shown(catalogue("10.00"), one, limited={one.id})[article(1)].amount is None
    assert shown(catalogue("10.00"), one, other)[article(1)] == PromotedPrice((one.id, other.id))
    code = replace(other, needs_coupon=True)
    assert shown(catalogue("10.00"), one, code)[article(1)].amount is None


def test_what_takes_nothing_off_is_not_named():
    already_less = a_promotion(LinesOff(price_of("12.00")))

    assert shown(catalogue("10.00"), already_less) == {}


def test_prices_by_quantity_are_shown_after_promotions():
    plain = structs.replace(
        catalogue("10.00")[article(1)],
        tiers=(PriceTier(1, eur("10.00")), PriceTier(10, eur("9.00"))),
    )
    sale = a_promotion(LinesOff(percent("10")))

    found = shown({article(1): plain}, sale)[article(1)]

    assert found.tiers == (PriceTier(1, eur("9.00")), PriceTier(10, eur("8.10")))


def test_a_price_finer_than_a_cent_stays_as_it_is():
    screws = structs.replace(catalogue(1)[article(1)], unit=UnitPrice(Decimal("0.0125"), "EUR"))
    sale = a_promotion(LinesOff(percent("50")))

    assert shown({article(1): screws}, sale) == {}


@given(data=st.data(), prices=st.lists(MINOR, min_size=6, max_size=6))
def test_no_cart_costs_more_than_what_is_shown(data, prices):
    chosen = data.draw(promotions())
    cart = data.draw(carts(chosen))
    lines = tuple(structs.replace(line, quantity=1) for line in cart.lines if line.gift_of is None)
    cart = structs.replace(cart, lines=lines, delivery=None)
    views = catalogue(*prices)

    found = shown(views, *chosen, limited=cart.allowances)
    paid = price_cart(cart, views, now=NOW, adjustments=[of_web(chosen)])

    cards = [
        found.get(line.variant_id, PromotedPrice(())).of(views[line.variant_id]) for line in lines
    ]
    assert paid.total <= sum((card.amount for card in cards), Money.zero("EUR"))


@given(data=st.data(), prices=st.lists(MINOR, min_size=6, max_size=6))
def test_one_unit_in_a_cart_costs_what_is_shown_where_nothing_else_comes_off(data, prices):
    chosen = data.draw(promotions())
    everyone = for_everyone(of_web(chosen), limited=(), now=NOW)
    views = catalogue(*prices)

    found = shown(views, *chosen)

    for variant_id, view in views.items():
        number = variant_id.int
        cart = a_cart(a_line(number))
        paid = price_cart(cart, views, now=NOW, adjustments=[of_web(everyone.priced)])
        assert paid.total == found.get(variant_id, PromotedPrice(())).of(view).amount


def test_marks_change_with_what_is_shown():
    sale = a_promotion(LinesOff(percent("20")))
    rules = of_web([sale])

    marks = for_everyone(rules, limited=(), now=NOW).marks
    assert marks == [(str(sale.id), 1, True)]
    assert for_everyone(rules, limited={sale.id}, now=NOW).marks == [(str(sale.id), 1, False)]
