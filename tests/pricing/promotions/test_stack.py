"""Which promotions apply together, in which order, and why the others do not."""

from datetime import timedelta
from itertools import permutations

import pytest
from msgspec import structs
from pricing.promotions.making import (
    NOW,
    a_cart,
    a_promotion,
    adds_up,
    amount,
    article,
    cart_where,
    catalogue,
    eur,
    lines_where,
    of_web,
    off,
    outcomes,
    percent,
    price_of,
    priced,
    verdict_of,
)

from serai.kernel.money import CurrencyMismatch, Money
from serai.pricing.domain.cart_to_price import Allowance, Coupon, LineToPrice
from serai.pricing.domain.price_cart import price_cart
from serai.pricing.domain.promotions.benefits import (
    Bundle,
    BundlePart,
    BuyGet,
    DeliveryOff,
    LinesOff,
    OrderOff,
    Tier,
    Tiers,
)
from serai.pricing.domain.promotions.promotion import Minimum, Stacking
from serai.pricing.domain.promotions.schedule import Schedule

TEN = catalogue("10.00", "10.00")


def test_two_promotions_larger_than_the_cart_leave_nothing_and_not_less():
    promotions = [a_promotion(OrderOff(amount("8.00")), code) for code in ("a", "b", "c")]

    cart = priced(a_cart((1, 1), delivery="4.99"), TEN, *promotions)

    assert (cart.discount, cart.total) == (eur("10.00"), eur("4.99"))
    assert [str(each.taken) for each in cart.verdicts] == ["8.00 EUR", "2.00 EUR", "0.00 EUR"]
    assert outcomes(cart) == {"a": "applied", "b": "applied", "c": "nothing_left"}


def test_lines_come_before_the_order_and_the_order_before_delivery():
    promotions = [
        a_promotion(DeliveryOff(), "a", stacking=Stacking(9)),
        a_promotion(OrderOff(percent("10")), "b", stacking=Stacking(5)),
        a_promotion(LinesOff(percent("20")), "c", stacking=Stacking(-5)),
    ]

    cart = priced(a_cart((1, 1), delivery="4.99"), TEN, *promotions)

    assert [(each.code, str(each.taken)) for each in cart.verdicts] == [
        ("c", "2.00 EUR"),
        ("b", "0.80 EUR"),
        ("a", "4.99 EUR"),
    ]
    assert [each.code for each in cart.lines[0].discounts] == ["c", "b"]
    adds_up(cart)


def test_in_one_stage_the_higher_priority_comes_first_then_the_code():
    half = LinesOff(percent("50"))
    promotions = [
        a_promotion(half, "b"),
        a_promotion(half, "a"),
        a_promotion(half, "z", stacking=Stacking(1)),
    ]

    cart = priced(a_cart((1, 1)), TEN, *promotions)

    assert [(each.code, each.taken.minor) for each in cart.verdicts] == [
        ("z", 500),
        ("a", 250),
        ("b", 125),
    ]


def test_the_order_in_which_promotions_are_listed_means_nothing():
    promotions = [
        a_promotion(LinesOff(percent("30")), "a", stacking=Stacking(group="g")),
        a_promotion(OrderOff(amount("3.00")), "b", stacking=Stacking(group="g")),
        a_promotion(BuyGet(1, 1), "c", stacking=Stacking(exclusive=True)),
        a_promotion(OrderOff(percent("5")), "d"),
    ]
    cart = a_cart((1, 1), (2, 1))

    found = {str(priced(cart, TEN, *each).verdicts) for each in permutations(promotions)}
    hashes = {priced(cart, TEN, *each).rules_hash for each in permutations(promotions)}

    assert (len(found), len(hashes)) == (1, 1)


def test_of_a_group_only_the_best_for_the_shopper_applies():
    group = Stacking(group="sale")
    promotions = [
        a_promotion(LinesOff(percent("15")), "a", stacking=group),
        a_promotion(OrderOff(amount("4.00")), "b", stacking=group),
        a_promotion(OrderOff(amount("1.00")), "c"),
    ]

    cart = priced(a_cart((1, 2)), TEN, *promotions)

    assert outcomes(cart) == {"a": "other_of_group", "b": "applied", "c": "applied"}
    assert verdict_of(cart, "a").facts == {"by": "b"}
    assert cart.discount == eur("5.00")


def test_of_equals_in_a_group_the_first_in_the_order_applies():
    promotions = [
        a_promotion(OrderOff(amount("1.00")), code, stacking=Stacking(priority, "g"))
        for code, priority in (("a", 0), ("b", 0), ("c", 2))
    ]

    cart = priced(a_cart((1, 1)), TEN, *promotions)

    assert outcomes(cart) == {"c": "applied", "a": "other_of_group", "b": "other_of_group"}


def test_one_of_a_group_that_cannot_apply_bars_no_other():
    promotions = [
        a_promotion(OrderOff(amount("9.00")), "a", stacking=Stacking(group="g"),
                    minimum=Minimum(eur("99.00"))),
        a_promotion(OrderOff(amount("1.00")), "b", stacking=Stacking(group="g")),
    ]  # fmt: skip

    assert outcomes(priced(a_cart((1, 1)), TEN, *promotions)) == {
        "a": "too_little",
        "b": "applied",
    }


@pytest.mark.parametrize(
    ("alone", "expected", "discount"),
    [
        ("3.00", {"a": "applied", "b": "applied", "x": "stands_alone"}, "3.00"),
        (
            "3.01",
            {"a": "other_stands_alone", "b": "other_stands_alone", "x": "applied"},
            "3.01",
        ),
    ],
)
def test_one_that_stands_alone_takes_the_place_of_all_if_it_takes_more(alone, expected, discount):
    promotions = [
        a_promotion(OrderOff(amount("1.00")), "a"),
        a_promotion(OrderOff(amount("2.00")), "b"),
        a_promotion(OrderOff(amount(alone)), "x", stacking=Stacking(exclusive=True)),
    ]

    cart = priced(a_cart((1, 1)), TEN, *promotions)

    assert (outcomes(cart), cart.discount) == (expected, eur(discount))
    adds_up(cart)


def test_of_several_that_stand_alone_the_best_applies():
    promotions = [
        a_promotion(OrderOff(amount(each)), code, stacking=Stacking(exclusive=True))
        for code, each in (("a", "1.00"), ("b", "2.00"))
    ]

    cart = priced(a_cart((1, 1)), TEN, *promotions)

    assert outcomes(cart) == {"a": "other_stands_alone", "b": "applied"}
    assert verdict_of(cart, "a").facts == {"by": "b"}


def test_a_unit_is_part_of_one_set_only():
    promotions = [
        a_promotion(BuyGet(2, 1), "a", stacking=Stacking(1)),
        a_promotion(Bundle((BundlePart(2),), price_of("15.00")), "b"),
    ]

    cart = priced(a_cart((1, 5)), TEN, *promotions)

    assert [(each.code, str(each.taken)) for each in cart.verdicts] == [
        ("a", "10.00 EUR"),
        ("b", "5.00 EUR"),
    ]
    assert outcomes(priced(a_cart((1, 4)), TEN, *promotions)) == {"a": "applied", "b": "too_few"}


def test_units_that_no_set_needs_are_left_for_others():
    one, two = lines_where(("sku", "=", "A-1")), lines_where(("sku", "=", "A-2"))
    promotions = [
        a_promotion(BuyGet(2, 1, get_lines=two), "a", lines=one, stacking=Stacking(1)),
        a_promotion(Bundle((BundlePart(3),), price_of("25.00")), "b", lines=one),
    ]

    cart = priced(a_cart((1, 5), (2, 1)), TEN, *promotions)

    assert [str(each.taken) for each in cart.verdicts] == ["10.00 EUR", "5.00 EUR"]


def test_what_a_set_loses_is_not_taken_from_other_units():
    promotions = [
        a_promotion(BuyGet(2, 1), "a", stacking=Stacking(1)),
        a_promotion(LinesOff(price_of("9.00")), "b"),
    ]

    assert off(priced(a_cart((1, 4)), TEN, *promotions)) == ["13.00"]


def test_a_percentage_of_a_divided_line_is_rounded_once():
    promotions = [
        a_promotion(BuyGet(2, 1, percent("50")), "a", stacking=Stacking(1)),
        a_promotion(LinesOff(percent("10")), "b"),
    ]

    cart = priced(a_cart((1, 4)), catalogue("3.33"), *promotions)

    assert [(each.code, each.taken.minor) for each in cart.verdicts] == [("a", 167), ("b", 117)]
    adds_up(cart)


def test_an_order_discount_is_shared_between_the_parts_of_a_divided_line():
    promotions = [
        a_promotion(BuyGet(2, 1), "a"),
        a_promotion(OrderOff(amount("1.00")), "b"),
    ]

    assert off(priced(a_cart((1, 4), (2, 1)), catalogue("2.00", "9.00"), *promotions)) == [
        "2.40",
        "0.60",
    ]


def test_a_minimum_looks_at_what_is_left_or_at_what_was_asked():
    sale = a_promotion(LinesOff(percent("50")), "a")
    for before, expected in ((False, "too_little"), (True, "applied")):
        minimum = Minimum(eur("15.00"), before_discounts=before)
        free = a_promotion(DeliveryOff(), "b", minimum=minimum)

        cart = priced(a_cart((1, 2), delivery="4.00"), TEN, sale, free)

        assert outcomes(cart) == {"a": "applied", "b": expected}


def test_tiers_are_measured_as_a_minimum_is():
    sale = a_promotion(LinesOff(percent("50")), "a")
    steps = Tiers((Tier(eur("15.00"), amount("1.00")),))
    for before, expected in ((False, "too_little"), (True, "applied")):
        tiers = a_promotion(steps, "b", minimum=Minimum(before_discounts=before))

        assert outcomes(priced(a_cart((1, 2)), TEN, sale, tiers))["b"] == expected


def test_a_minimum_counts_the_promotion_s_own_lines():
    one = lines_where(("sku", "=", "A-1"))
    promotion = a_promotion(OrderOff(percent("10")), lines=one, minimum=Minimum(quantity=3))

    cart = priced(a_cart((1, 2), (2, 9)), TEN, promotion)

    assert verdict_of(cart).facts == {"missing_units": 1}


def test_a_coupon_opens_its_promotion():
    promotion = a_promotion(OrderOff(percent("10")), needs_coupon=True)
    coupon = Coupon("WELCOME", promotion.id)

    without = priced(a_cart((1, 1)), TEN, promotion)
    entered = priced(a_cart((1, 1), coupons=(coupon, coupon)), TEN, promotion)

    assert (without.verdicts, without.discount) == ((), eur("0.00"))
    assert (verdict_of(entered).coupon, entered.discount) == ("WELCOME", eur("1.00"))
    assert "Off Article 1: 1.00 EUR, P (code WELCOME)" in entered.explanation


@pytest.mark.parametrize(
    ("allowance", "outcome", "taken"),
    [
        (Allowance(uses=0), "used_up", "0.00"),
        (Allowance(uses=1), "applied", "2.00"),
        (Allowance(budget=eur("0.00")), "budget_spent", "0.00"),
        (Allowance(budget=eur("-1.00")), "budget_spent", "0.00"),
        (Allowance(budget=eur("0.75")), "applied", "0.75"),
        (Allowance(1, eur("99.00")), "applied", "2.00"),
    ],
)
def test_what_is_left_of_uses_and_budget_is_kept_to(allowance, outcome, taken):
    promotion = a_promotion(OrderOff(percent("20")))

    cart = priced(a_cart((1, 1), allowances={promotion.id: allowance}), TEN, promotion)

    assert (verdict_of(cart).outcome, verdict_of(cart).taken) == (outcome, eur(taken))


def test_a_budget_in_another_currency_is_a_bug():
    promotion = a_promotion(OrderOff(percent("20")))
    cart = a_cart((1, 1), allowances={promotion.id: Allowance(budget=Money(1, "USD"))})

    with pytest.raises(CurrencyMismatch):
        priced(cart, TEN, promotion)


def test_a_promotion_is_for_its_channels_stores_and_currency():
    everywhere = a_promotion(OrderOff(percent("1")), "a", currency="")
    app = a_promotion(OrderOff(percent("2")), "b", channels=frozenset({"app"}))
    dollars = a_promotion(OrderOff(percent("4")), "c", currency="USD")
    store = a_promotion(OrderOff(percent("8")), "d", stores=frozenset({"s1"}))

    cart = priced(a_cart((1, 1)), TEN, everywhere, app, dollars, store)

    assert outcomes(cart) == {"a": "applied", "d": "other_store"}
    assert outcomes(priced(a_cart((1, 1), store="s1"), TEN, store)) == {"d": "applied"}
    assert not of_web([app, dollars])


def test_a_promotion_is_on_within_its_schedule():
    until = a_promotion(OrderOff(percent("10")), schedule=Schedule(ends_at=NOW))

    assert outcomes(priced(a_cart((1, 1)), TEN, until)) == {"p": "not_now"}
    before = NOW - timedelta(microseconds=1)
    assert outcomes(priced(a_cart((1, 1)), TEN, until, now=before)) == {"p": "applied"}


@pytest.mark.parametrize(
    ("condition", "cart", "holds"),
    [
        (("items", ">=", "20.00"), {}, True),
        (("items", ">", "20.00"), {}, False),
        (("units", "=", 2), {}, True),
        (("articles", ">=", 2), {}, False),
        (("skus", "containsAny", ["A-1"]), {}, True),
        (("categories", "containsNone", ["tea"]), {}, False),
        (("brands", "containsAll", ["Brand 1"]), {}, True),
        (("country", "in", ["DE", "AT"]), {"country": "AT"}, True),
        (("country", "in", ["DE", "AT"]), {}, False),
        (("customer_group", "=", "club"), {"customer_group": "club"}, True),
        (("for_company", "=", True), {}, False),
        (("customer.segments", "containsAny", ["vip"]),
         {"facts": {"customer.segments": ["vip"]}}, True),
        (("customer.orders", "=", 0), {"facts": {"customer.orders": 0}}, True),
        (("customer.orders", "=", 0), {}, False),
        (("customer.since", "withinLast", 30),
         {"facts": {"customer.since": NOW - timedelta(days=30)}}, True),
        (("customer.since", "withinLast", 30),
         {"facts": {"customer.since": NOW - timedelta(days=31)}}, False),
        (("payment_method", "=", "transfer"), {"facts": {"payment_method": "transfer"}}, True),
    ],
)  # fmt: skip
def test_conditions_ask_about_the_cart_the_buyer_and_the_place(condition, cart, holds):
    promotion = a_promotion(OrderOff(percent("10")), conditions=cart_where(condition))

    found = priced(a_cart((1, 2), **cart), TEN, promotion)

    assert outcomes(found) == {"p": "applied" if holds else "conditions"}


def test_facts_that_are_handed_in_do_not_hide_what_the_cart_is():
    promotion = a_promotion(
        OrderOff(percent("10")), conditions=cart_where(("items", ">=", "1000.00"))
    )

    found = priced(a_cart((1, 1), facts={"items": eur("5000.00")}), TEN, promotion)

    assert outcomes(found) == {"p": "conditions"}


def test_without_promotions_a_cart_is_priced_as_ever():
    cart = a_cart((1, 1))

    assert price_cart(cart, TEN, now=NOW, adjustments=[of_web([])]).verdicts == ()


@pytest.mark.parametrize(("currency", "taken"), [("JPY", 101), ("KWD", 101)])
def test_currencies_without_and_with_three_decimals_are_whole_units_too(currency, taken):
    promotion = a_promotion(LinesOff(percent("10")), currency="")
    cart = structs.replace(a_cart((1, 1)), currency=currency)
    price = structs.replace(TEN[article(1)], amount=Money(1005, currency))
    rules = of_web([promotion], currency=currency)

    found = price_cart(cart, {article(1): price}, now=NOW, adjustments=[rules])

    assert found.discount == Money(taken, currency)
    adds_up(found)


def test_the_largest_cart_takes_no_longer_for_its_quantities():
    sets = [
        a_promotion(Bundle((BundlePart(2), BundlePart(3)), price_of("20.00")), "a"),
        a_promotion(BuyGet(2, 1), "b"),
    ]
    cart = a_cart(*((n, 999) for n in range(1, 201)))

    found = priced(cart, catalogue(*range(1, 201)), *sets)

    assert outcomes(found) == {"a": "nothing_left", "b": "applied"}
    assert found.discount.minor == sum(range(1, 67)) * 999 + 67 * 666


def test_a_line_of_which_nothing_is_known_is_not_what_is_asked_for():
    promotion = a_promotion(
        OrderOff(percent("10")), lines=lines_where(("category", "containsAny", ["tea"]))
    )
    plain = LineToPrice(article(1), 1)

    assert outcomes(priced(a_cart(plain), TEN, promotion)) == {"p": "no_lines"}
