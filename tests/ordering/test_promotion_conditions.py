"""Every condition that staff are offered can be true of a real cart."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from factories.catalog import categories
from factories.ordering import LONG_AGO, Shopper, a_cart, a_customer_id, an_article, ready_to_order
from factories.pricing import priced as priced_at
from factories.promotions import a_promotion

from serai.customers.public import (
    WriteSegment,
    set_buying_terms,
    write_customer_group,
    write_segment,
)
from serai.kernel import clock
from serai.plumbing.auth import issue_shopper_token
from serai.pricing.domain.promotions.fields import cart_fields, line_fields

pytestmark = pytest.mark.django_db
HALF = {"kind": "lines_off", "off": {"percent": "50"}}


def rule(field: str, operator: str, value: object = None) -> dict:
    return {"rules": [{"field": field, "operator": operator, "value": value}]}


@pytest.fixture
def known_shopper(shop) -> Shopper:
    """A customer of a group and a segment who has bought before."""
    customer_id = a_customer_id()
    write_customer_group("trade", "Trade", now=LONG_AGO)
    set_buying_terms(customer_id, group="trade", company_id=None)
    everybody = {"combinator": "and", "rules": []}
    write_segment(
        WriteSegment(code="all", name="All", purpose="essential", conditions=everybody),
        now=LONG_AGO,
    )
    categories({"slug": "dairy", "name": "Dairy"})
    an_article("YOG", "1.00", category="dairy", brand="Alp")
    return Shopper(token=issue_shopper_token(customer_id, clock.now()))


@pytest.mark.parametrize("field", sorted(cart_fields("USD")))
def test_what_conditions_may_ask_of_carts_is_known_of_one(known_shopper, field):
    assert ready_to_order(known_shopper, YOG=1).place().status_code == 201
    a_promotion("asks", conditions=rule(field, "notNull"))

    checkout = ready_to_order(known_shopper, YOG=1)

    cart = checkout.shopper.get(checkout.path).json()
    assert cart["totals"]["discount"]["minor"] == 10
    assert checkout.place(expected=90 + 499).status_code == 201


@pytest.mark.parametrize("field", sorted(line_fields("USD")))
def test_what_conditions_may_ask_of_lines_is_known_of_one(known_shopper, field):
    a_promotion("asks", lines=rule(field, "notNull"), benefit=HALF)

    cart = a_cart(known_shopper, YOG=1).cart

    assert cart["totals"]["discount"]["minor"] == 50


def test_a_way_of_paying_that_is_promoted_changes_the_price_when_it_is_chosen(shop):
    a_promotion("card", conditions=rule("payment_method", "=", "card"))
    checkout = ready_to_order(MILK=1)

    chosen = checkout.shopper.post(f"{checkout.path}/payment", {"method": "card"}).json()

    assert chosen["amount"]["minor"] == 199 - 20 + 499
    assert checkout.place(expected=199 - 20 + 499).status_code == 201


def test_an_article_is_reduced_while_a_former_price_is_shown_beside_it(shop):
    reduced = an_article("SALE", "4.00")
    priced_at(reduced.id, "3.00", "4.00", now=clock.now())
    a_promotion("not-twice", lines=rule("reduced", "=", False), benefit=HALF)

    checkout = ready_to_order(SALE=1, BREAD=1)

    assert [line["discount"]["minor"] for line in checkout.cart["lines"]] == [0, 125]
    order = checkout.place().json()
    assert [line["discount"]["minor"] for line in order["lines"]] == [0, 125]


def test_a_reduction_that_begins_meanwhile_changes_the_price(shop):
    sale = an_article("SALE", "4.00")
    a_promotion("sale", lines=rule("reduced", "=", True), benefit=HALF)
    checkout = ready_to_order(SALE=1)
    assert checkout.cart["totals"]["discount"]["minor"] == 0
    priced_at(sale.id, "4.00", "5.00", now=clock.now())

    response = checkout.place()

    assert response.json()["code"] == "ordering.price_changed"
    shown = checkout.shopper.get(checkout.path).json()
    assert shown["totals"]["discount"]["minor"] == 200


def test_whether_an_article_is_reduced_costs_no_statement(shop):
    checkout = ready_to_order(MILK=1)
    with CaptureQueriesContext(connection) as plain:
        checkout.shopper.patch(f"{checkout.path}/lines/MILK", {"quantity": 2})
    a_promotion("not-twice", lines=rule("reduced", "=", False), benefit=HALF)
    checkout.shopper.patch(f"{checkout.path}/lines/MILK", {"quantity": 1})

    with CaptureQueriesContext(connection) as asked:
        checkout.shopper.patch(f"{checkout.path}/lines/MILK", {"quantity": 2})

    assert len(asked) == len(plain)


def test_the_choice_of_a_payment_told_twice_costs_the_same_twice(shop):
    a_promotion("card", conditions=rule("payment_method", "=", "card"))
    checkout = ready_to_order(MILK=1)

    first, again = (
        checkout.shopper.post(f"{checkout.path}/payment", {"method": "card"}, key="a-key-of-mine")
        for _ in range(2)
    )

    assert first.json()["payment_id"] == again.json()["payment_id"]
    assert first.json()["amount"] == again.json()["amount"]
