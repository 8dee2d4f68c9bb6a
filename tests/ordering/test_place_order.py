"""Placing orders over HTTP."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from factories.inventory import counts
from factories.ordering import (
    CONTACT,
    LONG_AGO,
    Shopper,
    a_cart,
    a_paid_order,
    an_article,
    card,
    counted,
    ready_to_order,
    states,
    written,
)
from factories.pricing import priced
from payments.makers import charges_of

from serai.catalog.public import variants_of_skus
from serai.ordering.domain.order_number import is_order_number
from serai.ordering.events import OrderPlaced
from serai.plumbing.db import rows

pytestmark = pytest.mark.django_db
SUMS = ("items", "delivery", "discount", "tax", "total")


def milk() -> object:
    return variants_of_skus(["MILK"])["MILK"].id


def test_a_guest_buys_something(shop, published):
    checkout = ready_to_order(MILK=2)

    response = checkout.place()

    assert response.status_code == 201, response.content
    order = response.json()
    assert order["state"] == "paid"
    assert is_order_number(order["number"])
    assert order["email"] == "ann@example.org"
    assert order["address"]["city"] == "Dayton"
    assert order["delivery"]["label"] == "Standard"
    assert order["payment"] == {
        "state": "captured",
        "method": "card",
        "label": "Visa •••• 4242",
    }
    assert {name: order["totals"][name]["minor"] for name in SUMS} == {
        "items": 398,
        "delivery": 499,
        "discount": 0,
        "tax": 0,
        "total": 897,
    }
    [line] = order["lines"]
    assert (line["name"], line["sku"], line["quantity"]) == ("Product MILK", "MILK", 2)
    assert (line["unit_price"]["minor"], line["line_total"]["minor"]) == (199, 398)
    assert (order["action"], order["can_cancel"]) == (None, True)
    assert counts(milk()) == {"DC1": (98, 0)}
    assert [status for _, status, *_ in charges_of(shop)] == ["captured"]
    [placed] = [event for event in published() if isinstance(event, OrderPlaced)]
    assert (placed.number, placed.total_minor, placed.quantities) == (order["number"], 897, (2,))


def test_the_order_that_is_answered_is_the_order_that_is_read(shop):
    shopper, order = a_paid_order(MILK=2, BREAD=1)

    read = shopper.get(f"/orders/{order['id']}").json()

    for line in read["lines"]:
        assert line.pop("picture")["src"].startswith("/pictures/")
        assert line.pop("package_size") == ""
    for line in order["lines"]:
        del line["picture"], line["package_size"]
    assert read == order


def test_the_whole_guest_checkout_spends_at_most_14_statements_and_two_transactions(shop):
    a_paid_order(MILK=1)  # keys, channels and policies are looked up once in a while

    with CaptureQueriesContext(connection) as all_of_it, counted() as statements:
        checkout = ready_to_order(MILK=1)
        before = len(all_of_it)
        response = checkout.place()

    assert response.status_code == 201
    assert len(statements) <= 14, "\n".join(statements)
    begun = [query for query in list(all_of_it)[before:] if query["sql"].startswith("SAVEPOINT")]
    assert len(begun) == 2


def test_each_call_spends_what_the_guide_says(shop):
    a_paid_order(MILK=1)
    shopper, counts_of_calls = Shopper(), []

    def call(method: str, path: str, body: dict) -> dict:
        with counted() as statements:
            response = getattr(shopper, method)(path, body)
        assert response.status_code in (200, 201)
        counts_of_calls.append(len(statements))
        return response.json()

    cart = call("post", "/carts", {"lines": [{"sku": "MILK", "quantity": 1}]})
    shopper.token, path = cart["token"], f"/carts/{cart['id']}"
    call("put", f"{path}/contact", CONTACT)
    call("put", f"{path}/delivery", {"code": "standard"})
    call("post", f"{path}/payment", {"method": "card"})
    call("post", f"{path}/order", {"expected_total_minor": 698, "card": card()})

    assert counts_of_calls == [2, 1, 2, 1, 8]


def test_a_large_order_spends_as_few(shop):
    for i in range(40):
        an_article(f"ARTICLE-{i}")
    a_paid_order(MILK=1)

    with counted() as statements:
        a_paid_order(**{f"ARTICLE-{i}": 2 for i in range(40)})

    assert len(statements) <= 14


def test_a_plain_order_leaves_two_jobs(shop, deliver):
    checkout = ready_to_order(MILK=1)
    checkout.place()

    waiting = rows("SELECT task_name, args ->> 'subscription' FROM procrastinate_jobs ORDER BY 1")

    assert waiting == [
        ("ordering.send_confirmation", None),
        ("plumbing.deliver", "ordering.open_order_groups"),
    ]
    assert rows("SELECT count(*) FROM procrastinate_events") == [(0,)]


def test_the_cart_is_ordered_and_cannot_change(shop):
    checkout = ready_to_order(MILK=1)
    order = checkout.place().json()

    shown = checkout.shopper.get(checkout.path).json()
    added = checkout.shopper.post(f"{checkout.path}/lines", {"sku": "MILK", "quantity": 1})
    contacted = checkout.shopper.put(f"{checkout.path}/contact", CONTACT)
    again = checkout.place()

    assert (shown["state"], shown["order_id"]) == ("ordered", order["id"])
    for response in (added, contacted, again):
        assert (response.status_code, response.json()["code"]) == (409, "ordering.cart_closed")
        assert response.json()["facts"]["order_id"] == order["id"]
    assert states() == ["paid"]


@pytest.mark.parametrize(
    ("steps", "missing"),
    [
        ([], ["contact", "delivery"]),
        (["contact"], ["delivery"]),
        (["delivery"], ["contact"]),
        (["contact", "delivery"], ["payment"]),
    ],
)
def test_every_step_must_be_done(shop, steps: list[str], missing: list[str]):
    checkout = a_cart(MILK=1)
    for step in steps:
        body = CONTACT if step == "contact" else {"code": "standard"}
        checkout.cart = checkout.shopper.put(f"{checkout.path}/{step}", body).json()
    before = written()

    response = checkout.place()

    assert (response.status_code, response.json()["code"]) == (409, "ordering.cart_incomplete")
    assert response.json()["facts"]["missing"] == missing
    assert written() == before


def test_an_empty_cart_cannot_be_ordered(shop):
    checkout = ready_to_order(MILK=1)
    checkout.shopper.delete(f"{checkout.path}/lines/MILK")

    response = checkout.place()

    assert response.json()["facts"]["missing"] == ["lines"]


def test_another_price_is_told_before_anything_is_ordered(shop):
    checkout = ready_to_order(MILK=1)
    priced(milk(), "2.49", now=LONG_AGO.replace(year=2021))

    response = checkout.place()

    assert (response.status_code, response.json()["code"]) == (409, "ordering.price_changed")
    assert response.json()["facts"]["totals"]["total"] == {
        "amount": "7.48",
        "minor": 748,
        "currency": "USD",
    }
    assert states() == []
    assert counts(milk()) == {"DC1": (100, 0)}
    assert charges_of(shop) == []
    assert rows("SELECT total_minor, state FROM ordering_cart") == [(748, "open")]
    assert checkout.place(expected=748).status_code == 201


@pytest.mark.parametrize("expected", [0, 697, 699, 2**62])
def test_a_total_that_nobody_was_shown_is_refused(shop, expected: int):
    checkout = ready_to_order(MILK=1)

    assert checkout.place(expected=expected).json()["code"] == "ordering.price_changed"
    assert states() == []


@pytest.mark.parametrize("total", [-1, 1.5, "698", None, 10**30, True])
def test_a_total_that_is_no_amount_is_refused(shop, total: object):
    checkout = ready_to_order(MILK=1)

    response = checkout.shopper.post(
        f"{checkout.path}/order", {"expected_total_minor": total, "card": card()}
    )

    assert (response.status_code, response.json()["code"]) == (422, "request.invalid")


def test_too_little_stock_is_a_clear_refusal_that_writes_nothing(shop):
    an_article("RARE", "1.00", stock=3)
    checkout = ready_to_order(RARE=4, MILK=1)
    before = written()

    response = checkout.place()

    assert (response.status_code, response.json()["code"]) == (409, "inventory.out_of_stock")
    facts = response.json()["facts"]
    assert (facts["sku"], facts["asked"], facts["free"]) == ("RARE", 4, 3)
    assert written() == before
    assert charges_of(shop) == []


def test_an_article_withdrawn_meanwhile_is_refused(shop):
    from factories.catalog import products

    checkout = ready_to_order(MILK=1)
    products({"sku": "MILK", "name": "Product MILK", "channels": [], "active": False})

    assert checkout.place().json()["code"] == "ordering.not_for_sale"
    assert states() == []


def test_without_a_card_nothing_is_ordered(shop):
    checkout = ready_to_order(MILK=1)

    response = checkout.shopper.post(f"{checkout.path}/order", {"expected_total_minor": 698})

    assert (response.status_code, response.json()["code"]) == (422, "ordering.card_needed")
    assert states() == []


def test_what_is_no_card_is_refused(shop):
    checkout = ready_to_order(MILK=1)

    response = checkout.place("1234")

    assert (response.status_code, response.json()["code"]) == (422, "payments.card_refused")
    assert states() == []


def test_a_token_of_the_processor_does_as_well(shop):
    from payments.makers import a_card

    from serai.kernel import clock

    checkout = ready_to_order(MILK=1)
    token = shop.tokenise(a_card(), now=clock.now()).token

    response = checkout.shopper.post(
        f"{checkout.path}/order", {"expected_total_minor": 698, "token": token}
    )

    assert response.status_code == 201


def test_what_costs_nothing_needs_no_payment(shop, published):
    an_article("GIFT", "0.00", stock=1)
    checkout = a_cart(GIFT=1)
    checkout.shopper.put(f"{checkout.path}/contact", CONTACT)
    from serai.ordering.public import DeliveryKind, Rate, set_delivery_rates

    set_delivery_rates("web", [Rate("free", DeliveryKind.DELIVERY, {"en": "Free"}, 0, 0, 1, 2)])
    checkout.shopper.put(f"{checkout.path}/delivery", {"code": "free"})

    response = checkout.shopper.post(f"{checkout.path}/order", {"expected_total_minor": 0})

    assert (response.status_code, response.json()["state"]) == (201, "paid")
    assert response.json()["payment"] is None
    assert charges_of(shop) == []
    assert [type(event) for event in published()].count(OrderPlaced) == 1
