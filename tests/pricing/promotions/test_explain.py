"""Why each promotion applies or does not, in sentences."""

from datetime import timedelta

import pytest
from pricing.promotions.making import (
    NOW,
    a_cart,
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

from serai.pricing.domain.cart_to_price import Allowance
from serai.pricing.domain.price_cart import so_far_of
from serai.pricing.domain.promotions.benefits import (
    BuyGet,
    DeliveryOff,
    Gift,
    GiftPart,
    LinesOff,
    OrderOff,
    Tier,
    Tiers,
)
from serai.pricing.domain.promotions.explain import ENGLISH, explain_promotions
from serai.pricing.domain.promotions.promotion import Minimum, Stacking
from serai.pricing.domain.promotions.schedule import Schedule
from serai.pricing.domain.verdict import Outcome

TEN = OrderOff(percent("10"))
STEPS = Tiers((Tier(eur("15.00"), percent("5")), Tier(eur("30.00"), percent("9"))))


def why(*promotions, **more):
    cart = a_cart((1, 2), **more)
    found = explain_promotions(of_web(promotions), so_far_of(cart, catalogue("10.00")), now=NOW)
    return {each.promotion.code: each.sentence for each in found}


@pytest.mark.parametrize(
    ("promotion", "sentence"),
    [
        (a_promotion(TEN), "It takes 2.00 EUR off."),
        (a_promotion(STEPS), "It takes 1.00 EUR off; 10.00 EUR more and it takes off more."),
        (a_promotion(Gift((GiftPart(article(2)),))), "It gives a gift."),
        (a_promotion(TEN, channels=frozenset({"app"})), "It is for other channels."),
        (a_promotion(TEN, stores=frozenset({"s1"})), "It is for other stores."),
        (a_promotion(TEN, currency="USD"), "It is for carts in USD."),
        (a_promotion(TEN, schedule=Schedule(ends_at=NOW - timedelta(1))),
         "It is not on at this time."),
        (a_promotion(TEN, needs_coupon=True), "It needs a coupon, and none was entered."),
        (a_promotion(TEN, conditions=cart_where(("items", ">=", "50.00"))),
         "It does not match: Cart before discounts is at least 50.00 EUR – but it is 20.00 EUR."),
        (a_promotion(TEN, conditions=cart_where(("customer.segments", "containsAny", ["vip"]))),
         "It does not match: Segments of the customer has any of “vip” – but it is not known."),
        (a_promotion(TEN, lines=lines_where(("category", "containsAny", ["cups"]))),
         "No line of the cart is one of its lines: Category (or above) has any of “cups”."),
        (a_promotion(TEN, minimum=Minimum(eur("25.00"))),
         "5.00 EUR is missing to what it asks for."),
        (a_promotion(TEN, minimum=Minimum(quantity=3)),
         "1 unit(s) is missing to what it asks for."),
        (a_promotion(BuyGet(2, 1)), "1 unit(s) is missing to a set."),
        (a_promotion(DeliveryOff()), "There is no delivery that costs anything."),
        (a_promotion(LinesOff(price_of("12.00"))),
         "Its lines cost no more than it asks for them already."),
    ],
)  # fmt: skip
def test_a_promotion_says_why(promotion, sentence):
    assert why(promotion) == {"p": sentence}


def test_what_is_left_of_it_is_told():
    promotion = a_promotion(TEN)

    assert why(promotion, allowances={promotion.id: Allowance(uses=0)}) == {
        "p": "No use of it is left."
    }
    assert why(promotion, allowances={promotion.id: Allowance(budget=eur("0.00"))}) == {
        "p": "Its budget is spent."
    }


def test_the_other_promotion_is_named():
    assert why(
        a_promotion(TEN, "a", stacking=Stacking(group="g")),
        a_promotion(OrderOff(amount("3.00")), "b", stacking=Stacking(group="g")),
        a_promotion(OrderOff(amount("1.00")), "c", stacking=Stacking(exclusive=True)),
    ) == {
        "a": "Of its group “g” the promotion b takes more off.",
        "b": "It takes 3.00 EUR off.",
        "c": "It goes together with no other, and the others take more off.",
    }
    assert (
        why(
            a_promotion(TEN, "a"),
            a_promotion(OrderOff(amount("9.00")), "c", stacking=Stacking(exclusive=True)),
        )["a"]
        == "c goes together with no other, and takes more off."
    )


def test_the_rules_that_decided_are_pointed_at():
    conditions = cart_where(("units", ">=", 1), ("items", ">=", "50.00"))
    so_far = so_far_of(a_cart((1, 1)), catalogue("10.00"))

    (found,) = explain_promotions(
        of_web([a_promotion(TEN, conditions=conditions)]), so_far, now=NOW
    )

    assert [(each.path, each.actual) for each in found.reasons] == [("/rules/1", eur("10.00"))]


def test_every_outcome_has_a_sentence():
    assert {str(outcome) for outcome in Outcome} <= set(ENGLISH)
