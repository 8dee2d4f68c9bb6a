"""Carts and orders at the prices of price lists."""

from decimal import Decimal
from uuid import UUID

import pytest
from factories.ordering import (
    LONG_AGO,
    Shopper,
    a_cart,
    a_customer_id,
    counted,
    ready_to_order,
)
from factories.pricing import listed

from serai.catalog.public import variants_of_skus
from serai.customers.public import set_buying_terms, write_customer_group
from serai.kernel import clock
from serai.plumbing.auth import issue_shopper_token
from serai.plumbing.db import rows
from serai.pricing.public import ListKind, OpenPriceList, open_price_list

pytestmark = pytest.mark.usefixtures("shop")
COMPANY = UUID("0199e7a2-6a4e-7c1f-8d64-1f4be0a1c701")


def a_list(code: str, **fields) -> None:
    open_price_list(OpenPriceList(code, code, "web", **fields), now=LONG_AGO)


def on_list(code: str, amount: str, min_quantity: int = 1, sku: str = "MILK") -> None:
    variant_id = variants_of_skus([sku])[sku].id
    listed(code, variant_id, amount, min_quantity=min_quantity, now=LONG_AGO)


def a_member(*, group: str | None = None, company_id: UUID | None = None) -> Shopper:
    customer_id = a_customer_id()
    set_buying_terms(customer_id, group=group, company_id=company_id)
    return Shopper(token=issue_shopper_token(customer_id, clock.now()))


def line(cart: dict, sku: str = "MILK") -> tuple[str, str, str | None]:
    [found] = [each for each in cart["lines"] if each["sku"] == sku]
    return found["unit_price"]["amount"], found["line_total"]["amount"], found["price_list"]


@pytest.fixture
def breaks(shop) -> None:
    a_list("breaks")
    on_list("breaks", "1.90", 10)
    on_list("breaks", "1.8125", 50)


def test_a_quantity_reached_lowers_the_price_and_one_left_raises_it(breaks):
    checkout = a_cart(MILK=9)
    path = f"{checkout.path}/lines/MILK"

    found = [line(checkout.cart)]
    found += [
        line(checkout.shopper.patch(path, {"quantity": quantity}).json())
        for quantity in (10, 50, 9)
    ]

    assert found == [
        ("1.99", "17.91", ""),
        ("1.90", "19.00", "breaks"),
        ("1.81", "90.63", "breaks"),
        ("1.99", "17.91", ""),
    ]


def test_adding_counts_what_the_cart_holds_already(breaks):
    checkout = a_cart(MILK=9)

    cart = checkout.shopper.post(f"{checkout.path}/lines", {"sku": "MILK", "quantity": 1}).json()

    assert line(cart) == ("1.90", "19.00", "breaks")


def test_an_order_is_placed_at_the_break_and_rounds_its_line_once(breaks):
    checkout = ready_to_order(MILK=50, BREAD=1)

    order = checkout.place().json()

    milk = order["lines"][0]
    assert (milk["unit_price"]["amount"], milk["exact_unit_price"]) == ("1.81", "1.8125")
    assert milk["line_total"]["amount"] == "90.63"
    assert rows("SELECT unit_price, items_minor FROM ordering_order_line ORDER BY position") == [
        (Decimal("1.812500"), 9063),
        (Decimal("2.500000"), 250),
    ]
    again = checkout.shopper.get(f"/orders/{order['id']}").json()
    assert again["lines"][0]["exact_unit_price"] == "1.8125"
    assert again["lines"][1]["exact_unit_price"] is None


def test_a_member_of_a_group_pays_the_groups_price_and_a_guest_does_not(shop):
    write_customer_group("trade", "Trade", now=LONG_AGO)
    a_list("trade", customer_group="trade")
    on_list("trade", "1.50")

    assert line(a_cart(a_member(group="trade")).cart) == ("1.50", "1.50", "trade")
    assert line(a_cart(a_member()).cart) == ("1.99", "1.99", "")
    assert line(a_cart().cart) == ("1.99", "1.99", "")


def test_a_companys_contract_counts_for_whoever_buys_for_it(shop):
    a_list("acme", company_id=COMPANY, kind=ListKind.FIXED)
    on_list("acme", "2.05")
    member = a_member(company_id=COMPANY)

    order = ready_to_order(member).place().json()

    assert order["totals"]["items"]["amount"] == "2.05"


def test_who_logs_in_pays_their_own_price_for_what_they_chose_as_a_guest(shop):
    write_customer_group("trade", "Trade", now=LONG_AGO)
    a_list("trade", customer_group="trade")
    on_list("trade", "1.50")
    guest = a_cart()
    member = a_member(group="trade")

    claimed = member.post(f"{guest.path}/claim", {"cart_token": guest.shopper.token})

    assert claimed.status_code == 200, claimed.content
    assert line(claimed.json()) == ("1.50", "1.50", "trade")


def test_who_leaves_the_group_is_told_that_the_price_has_changed(shop):
    write_customer_group("trade", "Trade", now=LONG_AGO)
    a_list("trade", customer_group="trade")
    on_list("trade", "1.50")
    customer_id = a_customer_id()
    set_buying_terms(customer_id, group="trade", company_id=None)
    checkout = ready_to_order(Shopper(token=issue_shopper_token(customer_id, clock.now())))
    set_buying_terms(customer_id, group=None, company_id=None)

    refused = checkout.place()

    assert (refused.status_code, refused.json()["code"]) == (409, "ordering.price_changed")


def test_price_lists_cost_a_guests_cart_one_statement_at_most(breaks):
    checkout = a_cart(MILK=2)
    path = f"{checkout.path}/lines/MILK"

    with counted() as statements:
        checkout.shopper.patch(path, {"quantity": 10})

    assert len([each for each in statements if "pricing_price_list_entry" in each]) == 1


def test_without_price_lists_a_quantity_costs_no_question_about_prices(shop):
    checkout = a_cart(MILK=2)

    with counted() as statements:
        checkout.shopper.patch(f"{checkout.path}/lines/MILK", {"quantity": 10})

    assert [each for each in statements if "pricing_" in each] == []


def test_a_cart_that_is_read_tells_the_price_of_a_litre(shop):
    from factories.ordering import an_article

    an_article("JUICE", "3.99", package_size="750 ml")
    checkout = a_cart(JUICE=2)

    [seen] = checkout.shopper.get(checkout.path).json()["lines"]

    assert seen["shelf_price"]["per"] == "l"
    assert seen["shelf_price"]["price"]["amount"] == "5.32"
