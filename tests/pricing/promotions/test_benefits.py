"""What each kind of promotion takes off."""

from dataclasses import replace

import pytest
from pricing.promotions.making import (
    a_cart,
    a_line,
    a_promotion,
    adds_up,
    amount,
    article,
    catalogue,
    eur,
    lines_where,
    off,
    outcomes,
    percent,
    price_of,
    priced,
    verdict_of,
)

from serai.pricing.domain.promotions.benefits import (
    Bundle,
    BundlePart,
    BuyGet,
    DeliveryOff,
    Gift,
    GiftPart,
    LinesOff,
    OrderOff,
    Tier,
    TierBy,
    Tiers,
)
from serai.pricing.domain.promotions.promotion import Minimum

TEA = lines_where(("category", "containsAny", ["tea"]))
CUPS = lines_where(("category", "containsAny", ["cups"]))


@pytest.mark.parametrize(
    ("reduction", "expected"),
    [
        (percent("20"), ["1.20", "0.67"]),
        (percent("12.5"), ["0.75", "0.42"]),
        (percent("100"), ["6.00", "3.33"]),
        (amount("0.50"), ["1.00", "0.50"]),
        (amount("9.99"), ["6.00", "3.33"]),
        (price_of("2.50"), ["1.00", "0.83"]),
        (price_of("3.20"), ["0.00", "0.13"]),
        (price_of("0.00"), ["6.00", "3.33"]),
    ],
)
def test_lines_get_a_percentage_an_amount_a_unit_or_a_price(reduction, expected):
    promotion = a_promotion(LinesOff(reduction))

    cart = priced(a_cart((1, 2), (2, 1)), catalogue("3.00", "3.33"), promotion)

    assert off(cart) == expected
    adds_up(cart)


def test_only_lines_that_qualify_are_reduced():
    promotion = a_promotion(LinesOff(percent("50")), lines=TEA)

    assert off(priced(a_cart((1, 1), (2, 1)), catalogue("4.00", "4.00"), promotion)) == [
        "2.00",
        "0.00",
    ]


def test_at_most_so_many_units_are_reduced_the_dearest_first():
    promotion = a_promotion(LinesOff(percent("50"), most_units=3))

    cart = priced(a_cart((1, 2), (2, 2)), catalogue("1.00", "5.00"), promotion)

    assert off(cart) == ["0.50", "5.00"]
    adds_up(cart)


@pytest.mark.parametrize(
    ("quantities", "expected"),
    [
        ([2, 0, 0], ["0.00"]),
        ([3, 0, 0], ["9.00"]),
        ([1, 1, 1], ["0.00", "0.00", "3.00"]),
        ([2, 2, 1], ["0.00", "0.00", "3.00"]),
        ([2, 2, 2], ["0.00", "0.00", "6.00"]),
        ([1, 2, 3], ["0.00", "0.00", "6.00"]),
    ],
)
def test_of_three_the_cheapest_is_free(quantities, expected):
    promotion = a_promotion(BuyGet(2, 1))
    bought = [(n, quantity) for n, quantity in enumerate(quantities, 1) if quantity]

    cart = priced(a_cart(*bought), catalogue("9.00", "6.00", "3.00"), promotion)

    assert off(cart) == expected
    adds_up(cart)


def test_the_last_set_gives_what_there_is():
    promotion = a_promotion(BuyGet(1, 2))

    assert off(priced(a_cart((1, 5)), catalogue("1.00"), promotion)) == ["3.00"]


def test_sets_are_limited():
    promotion = a_promotion(BuyGet(1, 1, most_sets=2))

    assert off(priced(a_cart((1, 9)), catalogue("1.00"), promotion)) == ["2.00"]


def test_what_is_bought_and_what_is_got_may_be_different_articles():
    promotion = a_promotion(BuyGet(2, 1, percent("50"), get_lines=CUPS), lines=TEA)

    cart = priced(a_cart((1, 5), (2, 3), (4, 1)), catalogue("2.00", "6.00", "1.00", "4.00"),
                  promotion)  # fmt: skip

    assert off(cart) == ["0.00", "3.00", "2.00"]
    adds_up(cart)


def test_what_may_be_bought_and_got_is_not_counted_twice():
    promotion = a_promotion(BuyGet(1, 1, get_lines=lines_where(("sku", "=", "A-1"))))

    cart = priced(a_cart((1, 3), (2, 1)), catalogue("2.00", "9.00"), promotion)

    assert off(cart) == ["4.00", "0.00"]


def test_one_more_is_missing():
    promotion = a_promotion(BuyGet(2, 1))

    verdict = verdict_of(priced(a_cart((1, 2)), catalogue("2.00"), promotion))

    assert (verdict.outcome, verdict.facts) == ("too_few", {"missing_units": 1})


@pytest.mark.parametrize(
    ("buy", "get", "tea", "cups", "missing"),
    [(2, 1, 0, 5, 2), (2, 1, 1, 0, 2), (2, 1, 2, 0, 1), (3, 2, 1, 1, 2)],
)
def test_it_is_told_how_many_are_missing(buy, get, tea, cups, missing):
    lines = [(n, units) for n, units in ((1, tea), (2, cups), (3, 1)) if units]
    one = lines_where(("sku", "=", "A-1"))
    promotion = a_promotion(BuyGet(buy, get, get_lines=CUPS), lines=one)
    cart = priced(a_cart(*lines), catalogue("1.00", "1.00", "1.00"), promotion)
    expected = "no_lines" if not tea else "too_few"

    assert verdict_of(cart).outcome == expected
    if tea:
        assert verdict_of(cart).facts == {"missing_units": missing}


def test_any_three_for_ten():
    promotion = a_promotion(Bundle((BundlePart(3),), price_of("10.00")))

    cart = priced(a_cart((1, 2), (2, 2)), catalogue("5.00", "4.00"), promotion)

    assert off(cart) == ["2.86", "1.14"]
    assert cart.total == eur("14.00")


def test_a_bundle_of_parts_has_a_price():
    bundle = Bundle((BundlePart(1, TEA), BundlePart(2, CUPS)), price_of("10.00"))

    cart = priced(a_cart((1, 3), (2, 2)), catalogue("4.00", "5.00"), a_promotion(bundle))

    assert cart.discount == eur("4.00")
    adds_up(cart)


def test_a_bundle_that_costs_more_than_its_parts_is_not_made():
    promotion = a_promotion(Bundle((BundlePart(2),), price_of("10.00")))

    cart = priced(a_cart((1, 4)), catalogue("4.00"), promotion)

    assert outcomes(cart) == {"p": "nothing_left"}


def test_only_the_sets_are_made_that_save_something():
    promotion = a_promotion(Bundle((BundlePart(2),), price_of("10.00")))

    cart = priced(a_cart((1, 2), (2, 2)), catalogue("8.00", "4.00"), promotion)

    assert off(cart) == ["6.00", "0.00"]


def test_a_unit_that_fits_two_parts_goes_where_more_sets_come_of_it():
    both = lines_where(("sku", "in", ["A-1", "A-2"]))
    one = lines_where(("sku", "=", "A-1"))
    bundle = Bundle((BundlePart(1, both), BundlePart(1, one)), price_of("15.00"))

    cart = priced(a_cart((1, 2), (2, 2)), catalogue("10.00", "9.00"), a_promotion(bundle))

    assert cart.discount == eur("8.00")


def test_a_bundle_may_give_a_percentage_or_an_amount():
    prices = catalogue("5.00", "3.00")

    for reduction, expected in ((percent("10"), "1.60"), (amount("0.75"), "1.50")):
        bundle = Bundle((BundlePart(1, TEA), BundlePart(1, CUPS)), reduction)
        assert priced(a_cart((1, 2), (2, 2)), prices, a_promotion(bundle)).discount == eur(expected)


def test_bundles_are_limited_and_a_unit_is_part_of_one_only():
    pair = Bundle((BundlePart(2),), price_of("6.00"), most_sets=1)
    prices = catalogue("5.00")

    assert off(priced(a_cart((1, 4)), prices, a_promotion(pair))) == ["4.00"]
    both = a_promotion(pair, "a"), a_promotion(pair, "b")
    assert off(priced(a_cart((1, 4)), prices, *both)) == ["8.00"]
    assert outcomes(priced(a_cart((1, 3)), prices, *both)) == {"a": "applied", "b": "too_few"}


def test_an_amount_off_the_order_is_shared_by_what_the_lines_cost():
    promotion = a_promotion(OrderOff(amount("1.00")))

    cart = priced(a_cart((1, 1), (2, 1), (3, 1)), catalogue("1.00", "1.00", "1.00"), promotion)

    assert off(cart) == ["0.34", "0.33", "0.33"]
    adds_up(cart)


def test_a_percentage_of_the_order_is_rounded_once():
    promotion = a_promotion(OrderOff(percent("10")))

    cart = priced(a_cart(*((n, 1) for n in range(1, 6))), catalogue(*["0.15"] * 5), promotion)

    assert (cart.discount, off(cart)) == (eur("0.08"), ["0.02", "0.02", "0.02", "0.01", "0.01"])


SPEND = Tiers((Tier(eur("50.00"), percent("5")), Tier(eur("100.00"), amount("15.00"))))
UNITS = Tiers((Tier(3, percent("10")), Tier(6, percent("20"))), TierBy.QUANTITY)


@pytest.mark.parametrize(
    ("tiers", "quantity", "taken", "facts"),
    [
        (SPEND, 4, None, {"missing_minor": 1000}),
        (SPEND, 5, "2.50", {"missing_minor": 5000}),
        (SPEND, 10, "15.00", {}),
        (UNITS, 2, None, {"missing_units": 1}),
        (UNITS, 3, "3.00", {"missing_units": 3}),
        (UNITS, 7, "14.00", {}),
    ],
)
def test_the_more_is_spent_or_bought_the_more_is_off(tiers, quantity, taken, facts):
    cart = priced(a_cart((1, quantity)), catalogue("10.00"), a_promotion(tiers))

    verdict = verdict_of(cart)
    assert verdict.outcome == ("applied" if taken else "too_little")
    assert (verdict.taken, verdict.facts) == (eur(taken or "0.00"), facts)


@pytest.mark.parametrize(
    ("benefit", "taken"),
    [
        (DeliveryOff(), "4.99"),
        (DeliveryOff(percent("50")), "2.50"),
        (DeliveryOff(amount("2.00")), "2.00"),
        (DeliveryOff(amount("20.00")), "4.99"),
        (DeliveryOff(price_of("1.99")), "3.00"),
    ],
)
def test_delivery_costs_less(benefit, taken):
    cart = priced(a_cart((1, 1), delivery="4.99"), catalogue("10.00"), a_promotion(benefit))

    assert (cart.delivery_line.discount, off(cart)) == (eur(taken), ["0.00"])
    adds_up(cart)


def test_without_a_delivery_there_is_nothing_to_take_off_it():
    cart = priced(a_cart((1, 1)), catalogue("10.00"), a_promotion(DeliveryOff()))

    assert outcomes(cart) == {"p": "no_delivery"}


def test_free_delivery_may_ask_for_certain_lines():
    promotion = a_promotion(DeliveryOff(), lines=CUPS)

    assert priced(a_cart((1, 1), delivery="4.99"), catalogue("9.00"), promotion).total == eur(
        "13.99"
    )
    cups = a_cart((2, 1), delivery="4.99")
    assert priced(cups, catalogue("9.00", "9.00"), promotion).total == eur("9.00")


GIFT = a_promotion(Gift((GiftPart(article(2), 2),)), "mug", minimum=Minimum(eur("20.00")))


def test_a_gift_is_earned_before_it_is_in_the_cart():
    cart = priced(a_cart((1, 2)), catalogue("10.00", "7.00"), GIFT)

    assert [(gift.code, gift.variant_id, gift.quantity) for gift in cart.gifts] == [
        ("mug", article(2), 2)
    ]
    assert (outcomes(cart), cart.total) == ({"mug": "applied"}, eur("20.00"))


def test_a_gift_line_costs_nothing_up_to_what_is_given():
    gift = a_line(2, 3, gift_of=GIFT.id)

    cart = priced(a_cart((1, 2), gift), catalogue("10.00", "7.00"), GIFT)

    assert off(cart) == ["0.00", "14.00"]
    adds_up(cart)


def test_a_gift_does_not_earn_itself():
    gift = a_line(2, 2, gift_of=GIFT.id)

    cart = priced(a_cart((1, 1), gift), catalogue("10.00", "7.00"), GIFT)

    assert (cart.gifts, cart.discount) == ((), eur("0.00"))
    assert verdict_of(cart, "mug").facts == {"missing_minor": 1000}


def test_a_gift_counts_for_no_other_promotion():
    gift = a_line(2, 2, gift_of=GIFT.id)
    others = [a_promotion(BuyGet(2, 1), "three"), a_promotion(OrderOff(percent("10")), "ten")]

    cart = priced(a_cart((1, 2), gift), catalogue("10.00", "7.00"), GIFT, *others)

    assert off(cart) == ["2.00", "14.00"]
    assert outcomes(cart) == {"mug": "applied", "three": "too_few", "ten": "applied"}


def test_another_promotion_s_gift_line_is_not_free():
    other = replace(GIFT, id=article(99), code="other")
    gift = a_line(2, 2, gift_of=other.id)

    assert priced(a_cart((1, 2), gift), catalogue("10.00", "7.00"), GIFT).total == eur("34.00")


@pytest.mark.parametrize(
    ("most", "expected"), [("1.00", ["0.67", "0.33"]), ("3.00", ["2.00", "1.00"])]
)
def test_a_cap_is_never_exceeded_and_shared(most, expected):
    promotion = a_promotion(LinesOff(percent("50")), most=eur(most))

    cart = priced(a_cart((1, 2), (2, 1)), catalogue("2.00", "2.00"), promotion)

    assert off(cart) == expected
    adds_up(cart)


def test_a_cap_limits_what_comes_off_the_delivery():
    promotion = a_promotion(DeliveryOff(), most=eur("3.00"))

    cart = priced(a_cart((1, 1), delivery="4.99"), catalogue("10.00"), promotion)

    assert cart.delivery_line.total == eur("1.99")
