"""Why promotions apply to a cart, and what one would have given: over the staff API."""

from datetime import timedelta

import pytest
from factories.ordering import STAFF_KEY, Shopper, a_cart, ready_to_order, staff
from factories.promotions import a_draft, a_promotion

from serai.kernel import clock
from serai.ordering.public import record_sales

FIVE_UNITS = {"combinator": "and", "rules": [{"field": "units", "operator": ">=", "value": 5}]}
pytestmark = pytest.mark.django_db


def test_staff_read_why_each_promotion_applies_or_does_not(shop):
    a_promotion("big", minimum={"spend": "50.00"})
    a_promotion("by-code", needs_coupon=True)
    a_promotion("ten-off")
    cart = a_cart(MILK=1).cart

    reasons = staff().get(f"/carts/{cart['id']}/promotions").json()["items"]

    assert {each["code"]: each["outcome"] for each in reasons} == {
        "big": "too_little",
        "by-code": "needs_coupon",
        "ten-off": "applied",
    }
    assert "48.01" in next(each["sentence"] for each in reasons if each["code"] == "big")


def test_why_a_promotion_does_not_apply_is_told_in_the_language_of_the_request(shop):
    a_promotion("big", minimum={"spend": "50.00"})
    a_promotion("many", conditions=FIVE_UNITS)
    path = f"/carts/{a_cart(MILK=1).cart['id']}/promotions"

    in_russian, in_french = (
        Shopper(key=STAFF_KEY, area="staff", language=language).get(path).json()["items"]
        for language in ("ru", "fr")
    )

    told = {each["code"]: (each["outcome"], each["sentence"]) for each in in_russian}
    assert told == {
        "big": ("too_little", "Не хватает 48,01\xa0$ до нужного."),
        "many": ("conditions", "Не подходит: Единиц в корзине не меньше 5, а на деле 1."),
    }
    assert [each["sentence"] for each in in_french] == [
        "48.01 USD is missing to what it asks for.",
        "It does not match: Units in the cart is at least 5 – but it is 1.",
    ]


def test_what_a_draft_would_have_given_is_counted_over_the_facts(shop, settings, a_folder):
    settings.SERAI_VAR = a_folder
    for quantities in ({"MILK": 3}, {"MILK": 1}, {"BREAD": 4}):
        ready_to_order(**quantities).place()
    record_sales(now=clock.now())
    draft = a_draft("half", minimum={"spend": "5.00"})
    today = clock.now().date()

    answer = staff().get(
        f"/promotions/{draft.id}/simulation?channel=web&since={today - timedelta(days=1)}"
        f"&until={today + timedelta(days=1)}&margin=0.5"
    )

    told = answer.json()
    assert (told["orders"], told["reached"]) == (3, 2)
    assert (told["taken"]["minor"], told["cost"]["minor"]) == (160, 160)
    assert told["sales"]["minor"] == 597 + 199 + 1000
    assert [(day["orders"], day["cost"]["minor"]) for day in told["days"]] == [(3, 160)]
    assert told["uplift"] == "25.1"


def test_a_period_must_end_after_it_begins(shop):
    draft = a_draft()

    response = staff().get(
        f"/promotions/{draft.id}/simulation?channel=web&since=2026-11-01&until=2026-10-01"
    )

    assert (response.status_code, response.json()["code"]) == (422, "ordering.bad_period")
