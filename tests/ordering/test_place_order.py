"""Placing orders over HTTP."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from factories.inventory import counts
from factories.ordering import (
    CHALLENGE,
    CONTACT,
    DECLINED,
    LONG_AGO,
    TIME_OUT,
    Shopper,
    a_cart,
    a_paid_order,
    an_article,
    approve,
    card,
    counted,
    ready_to_order,
    send_webhooks,
    states,
    written,
)
from factories.pricing import priced
from payments.makers import charges_of

from serai.catalog.public import variants_of_skus
from serai.ordering.domain.order_number import is_order_number
from serai.ordering.events import OrderFailed, OrderPlaced
from serai.plumbing.db import rows

pytestmark = pytest.mark.django_db


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
    assert {name: money["minor"] for name, money in order["totals"].items()} == {
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


def test_the_whole_guest_checkout_spends_at_most_15_statements_and_two_transactions(shop):
    a_paid_order(MILK=1)  # keys, channels and policies are looked up once in a while

    with CaptureQueriesContext(connection) as all_of_it, counted() as statements:
        checkout = ready_to_order(MILK=1)
        before = len(all_of_it)
        response = checkout.place()

    assert response.status_code == 201
    assert len(statements) <= 15, "\n".join(statements)
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

    assert counts_of_calls == [2, 1, 2, 1, 9]


def test_a_large_order_spends_as_few(shop):
    for i in range(40):
        an_article(f"ARTICLE-{i}")
    a_paid_order(MILK=1)

    with counted() as statements:
        a_paid_order(**{f"ARTICLE-{i}": 2 for i in range(40)})

    assert len(statements) <= 15


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


# --- declined ---------------------------------------------------------------------------------


def test_a_declined_card_fails_the_order_and_opens_the_cart(shop, published):
    checkout = ready_to_order(MILK=2)

    response = checkout.place(DECLINED)

    assert (response.status_code, response.json()["code"]) == (422, "payments.payment_declined")
    assert states() == ["failed"]
    assert counts(milk()) == {"DC1": (100, 0)}
    shown = checkout.shopper.get(checkout.path).json()
    assert (shown["state"], shown["order_id"]) == ("open", None)
    assert [type(event) for event in published()].count(OrderFailed) == 1
    assert OrderPlaced not in [type(event) for event in published()]


def test_another_card_makes_another_order(shop):
    checkout = ready_to_order(MILK=2)
    checkout.place(DECLINED)

    response = checkout.place()

    assert response.status_code == 201
    assert states() == ["failed", "paid"]
    assert counts(milk()) == {"DC1": (98, 0)}
    assert [status for _, status, *_ in charges_of(shop)] == ["failed", "captured"]


def test_a_declined_order_repeated_is_declined_again_and_not_charged_again(shop):
    checkout = ready_to_order(MILK=2)

    first, second = (checkout.place(DECLINED, key="once") for _ in range(2))

    assert (first.status_code, second.status_code) == (422, 422)
    assert first.json()["code"] == second.json()["code"] == "payments.payment_declined"
    assert len(charges_of(shop)) == 1
    assert states() == ["failed"]


# --- the same request again -------------------------------------------------------------------


def test_the_same_request_again_finds_its_order(shop):
    checkout = ready_to_order(MILK=2)

    first, second = (checkout.place(key="once") for _ in range(2))

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["id"] == second.json()["id"]
    assert states() == ["paid"]
    assert len(charges_of(shop)) == 1


def test_the_same_key_with_another_card_is_refused(shop):
    checkout = ready_to_order(MILK=2)
    checkout.place(key="once")

    response = checkout.place(DECLINED, key="once")

    assert (response.status_code, response.json()["code"]) == (422, "idempotency.key_reused")
    assert len(charges_of(shop)) == 1


def test_a_strangers_use_of_the_key_tells_nothing(shop):
    checkout = ready_to_order(MILK=2)
    checkout.place(key="once")
    stranger = a_cart(MILK=1).shopper

    body = {"expected_total_minor": checkout.total, "card": card()}
    response = stranger.post(f"{checkout.path}/order", body, key="once")

    assert response.status_code == 404


def test_no_digest_of_a_card_is_kept_that_could_be_guessed(shop):
    import hashlib

    checkout = ready_to_order(MILK=1)
    body = {"expected_total_minor": checkout.total, "card": card()}
    path = f"{checkout.path}/order"
    checkout.shopper.post(path, body, key="once")
    raw = (
        f"/api/shop{path}\n".encode()
        + checkout.shopper.client._encode_json(body, "application/json").encode()
    )
    guess = hashlib.sha256(raw).digest()

    [(fingerprint,)] = rows("SELECT placing_fingerprint FROM ordering_order")

    assert bytes(fingerprint) != guess
    assert rows("SELECT * FROM plumbing_answer WHERE fingerprint = %s", [guess]) == []


# --- 3-D Secure, time-outs, webhooks ----------------------------------------------------------


def test_a_bank_that_asks_leaves_the_order_placing(shop):
    checkout = ready_to_order(MILK=2)

    response = checkout.place(CHALLENGE)

    assert response.status_code == 202
    order = response.json()
    assert (order["state"], order["payment"]["state"]) == ("placing", "requires_action")
    assert order["action"]["kind"] == "redirect"
    assert order["can_cancel"] is False
    assert counts(milk()) == {"DC1": (100, 2)}
    assert checkout.shopper.get(f"/orders/{order['id']}").json()["action"] == order["action"]


@pytest.mark.parametrize(
    "ways",
    [
        ["return"],
        ["webhook"],
        ["return", "webhook"],
        ["webhook", "return"],
        ["webhook", "webhook"],
        ["return", "return"],
        ["webhook", "return", "webhook", "return"],
        ["clock"],
        ["webhook", "clock", "return"],
    ],
)
def test_whatever_brings_the_news_the_order_is_paid_once(shop, published, deliver, ways: list[str]):
    checkout = ready_to_order(MILK=2)
    order = checkout.place(CHALLENGE).json()
    approve(shop, order["action"]["url"])

    for way in ways:
        bring_news(way, shop, checkout.shopper, order["id"])
        deliver()

    shown = checkout.shopper.get(f"/orders/{order['id']}").json()
    assert (shown["state"], shown["payment"]["state"], shown["action"]) == (
        "paid",
        "captured",
        None,
    )
    assert counts(milk()) == {"DC1": (98, 0)}
    assert [(status, refunded) for _, status, _, refunded in charges_of(shop)] == [("captured", 0)]
    assert [type(event) for event in published()].count(OrderPlaced) == 1


def bring_news(way: str, processor: object, shopper: Shopper, order_id: str) -> None:
    from datetime import timedelta

    from serai.kernel import clock
    from serai.ordering.usecases.resolve_placing import resolve_placing

    if way == "webhook":
        assert set(send_webhooks(processor)) <= {200, 204}
    elif way == "return":
        response = shopper.post(f"/orders/{order_id}/payment-return", {"whatever": "it says"})
        assert response.status_code == 200, response.content
    else:
        resolve_placing(now=clock.now() + timedelta(minutes=3))


def test_a_shopper_who_says_no_gets_the_cart_back(shop, deliver):
    checkout = ready_to_order(MILK=2)
    order = checkout.place(CHALLENGE).json()
    approve(shop, order["action"]["url"], approved=False)

    returned = checkout.shopper.post(f"/orders/{order['id']}/payment-return", {}).json()
    deliver()

    assert (returned["state"], returned["reason"]) == ("failed", "authentication_failed")
    assert counts(milk()) == {"DC1": (100, 0)}
    assert checkout.place().status_code == 201


def test_a_browser_that_lies_changes_nothing(shop):
    checkout = ready_to_order(MILK=2)
    order = checkout.place(CHALLENGE).json()

    returned = checkout.shopper.post(
        f"/orders/{order['id']}/payment-return", {"status": "captured", "paid": True}
    ).json()

    assert returned["state"] == "placing"


@pytest.mark.parametrize("ways", [["webhook"], ["clock"], ["return"], ["webhook", "clock"]])
def test_an_answer_that_never_came_is_learnt_otherwise(shop, published, deliver, ways: list[str]):
    checkout = ready_to_order(MILK=2)

    response = checkout.place(TIME_OUT)
    assert (response.status_code, response.json()["state"]) == (202, "placing")
    for way in ways:
        bring_news(way, shop, checkout.shopper, response.json()["id"])
        deliver()

    assert states() == ["paid"]
    assert len(charges_of(shop)) == 1
    assert [type(event) for event in published()].count(OrderPlaced) == 1


def test_a_card_that_answers_twice_is_one_order(shop, published, deliver):
    checkout = ready_to_order(MILK=2)

    checkout.place("4000000000000259")
    send_webhooks(shop, times=2)
    deliver()

    assert states() == ["paid"]
    assert [type(event) for event in published()].count(OrderPlaced) == 1


def test_the_return_address_is_on_the_storefront(shop):
    checkout = ready_to_order(MILK=1)
    body = {"expected_total_minor": checkout.total, "card": card()}

    response = checkout.shopper.post(
        f"{checkout.path}/order", body | {"return_url": "https://evil.example/"}
    )

    assert (response.status_code, response.json()["code"]) == (422, "ordering.bad_return_url")
    assert states() == []
