"""What promotions may ask about the customer of a cart."""

import pytest
from factories.ordering import LONG_AGO, a_cart, a_customer_id
from factories.promotions import a_promotion

from serai.customers.public import WriteSegment, customer, write_segment
from serai.kernel.clock import now
from serai.ordering.queries.facts_of_customer import SEGMENTS, SINCE, facts_of_customer

pytestmark = pytest.mark.django_db
EVERYBODY = {"combinator": "and", "rules": []}
NOBODY = {"combinator": "and", "not": True, "rules": []}


def a_segment(code: str, conditions: dict, purpose: str = "essential") -> None:
    command = WriteSegment(code=code, name=code, purpose=purpose, conditions=conditions)
    write_segment(command, now=LONG_AGO)


def test_segments_are_those_to_which_the_customer_belongs_and_whose_purpose_they_allow():
    a_segment("all", EVERYBODY)
    a_segment("none", NOBODY)
    a_segment("letters", EVERYBODY, purpose="email_marketing")
    customer_id = a_customer_id()

    facts = facts_of_customer(customer_id, {SEGMENTS, SINCE}, now=now())

    assert facts == {SEGMENTS: {"all"}, SINCE: customer(customer_id).created_at}


def test_what_no_condition_is_about_costs_no_statement(django_assert_num_queries):
    customer_id = a_customer_id()

    with django_assert_num_queries(0):
        assert facts_of_customer(customer_id, {"units"}, now=now()) == {}
        assert facts_of_customer(None, {SEGMENTS, SINCE}, now=now()) == {}


def test_a_promotion_for_a_segment_is_for_its_members_alone(shop, an_account):
    a_segment("all", EVERYBODY)
    rule = {"field": SEGMENTS, "operator": "containsAny", "value": ["all"]}
    a_promotion("members", conditions={"rules": [rule]})

    member, guest = a_cart(an_account(), MILK=1), a_cart(MILK=1)

    assert member.cart["totals"]["discount"]["minor"] == 20
    assert guest.cart["totals"]["discount"]["minor"] == 0
