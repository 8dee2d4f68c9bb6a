"""The next best offer: within the budget, where it pays, to those who allow it."""

from decimal import Decimal

import pytest
from factories.customers import NOW, expect_something_of

from serai.customers.models import Prediction
from serai.customers.public import CustomerRow, Offer, import_customers, plan_offers
from serai.kernel.ids import uuid7

pytestmark = pytest.mark.django_db

COUPON = Offer("five-off", 500, Decimal("0.2"), Decimal("0.05"), Decimal("0.6"))
LETTER = Offer("we-miss-you", 10, Decimal("0.02"), Decimal(0), Decimal(0))


def somebody(*consents, churn="0.6", spend_minor=30_000):
    customer = CustomerRow(uuid7(), f"{uuid7()}@example.org", "", "test", NOW, consents=consents)
    assert not import_customers([customer]).errors
    expect_something_of(customer.id)
    Prediction.objects.filter(pk=customer.id).update(
        churn=churn, spend_minor=spend_minor, spend_high_minor=90_000, spend_low_minor=0
    )
    return customer.id


ALL = ("profiling", "email_marketing")


def plan(*people, budget=10_000, offers=(COUPON, LETTER)):
    return plan_offers(
        people, offers, purpose="email_marketing", margin=Decimal("0.25"), budget_minor=budget
    )


def test_who_may_leave_gets_the_coupon_and_who_stays_anyway_costs_nothing():
    leaving, staying = somebody(*ALL), somebody(*ALL, churn="0.01", spend_minor=2_000)

    found = plan(leaving, staying, offers=[COUPON])

    assert found.offers == {leaving: "five-off"}
    assert found.cost_minor == round(500 * (0.6 * 0.2 + 0.4 * 0.6))
    assert found.gain_minor == round(0.25 * 75_000 * (0.6 * 0.2 + 0.4 * 0.05))


def test_with_less_money_the_cheaper_offer_is_given():
    assert list(plan(somebody(*ALL), budget=20).offers.values()) == ["we-miss-you"]


def test_a_budget_is_never_exceeded_and_its_price_is_told():
    people = [somebody(*ALL, churn=f"0.{tenth}") for tenth in range(2, 8)]

    found = plan(*people, budget=400)

    assert found.cost_minor <= 400
    assert found.price > 1
    assert found.gain_minor <= found.at_most_minor


@pytest.mark.parametrize("consents", [("profiling",), ("email_marketing",), ()])
def test_who_does_not_allow_both_gets_nothing(consents):
    assert plan(somebody(*consents)).offers == {}


def test_what_is_predicted_in_another_currency_is_not_weighed_against_the_budget():
    person = somebody(*ALL)

    def planned(currency):
        return plan_offers(
            [person], [COUPON], purpose="email_marketing", margin=Decimal("0.25"), budget_minor=10_000,
            currency=currency,
        ).offers  # fmt: skip

    assert planned("USD") == {person: "five-off"}
    assert planned("EUR") == {}


def test_it_takes_three_statements(django_assert_num_queries):
    people = [somebody(*ALL) for _ in range(3)]

    with django_assert_num_queries(3):
        plan(*people)
