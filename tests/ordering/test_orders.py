"""Orders after they were placed: seen, cancelled, refunded, listed."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from factories.inventory import a_location, counts
from factories.ordering import (
    CHALLENGE,
    CONTACT,
    DECLINED,
    SHOP_KEY,
    Shopper,
    a_cart,
    a_paid_order,
    counted,
    ready_to_order,
    send_webhooks,
    staff,
    states,
    written,
)
from payments.makers import charges_of

from serai.kernel.ids import uuid7
from serai.ordering.events import OrderCancelled, OrderRefunded
from serai.ordering.models import Order
from serai.plumbing import wiring
from serai.plumbing.auth import issue_api_key
from serai.plumbing.db import execute, rows
from serai.plumbing.mail import FileMailer, Mailer

pytestmark = pytest.mark.django_db


@pytest.fixture
def letters(a_folder: Path) -> Iterator[Path]:
    """Return the folder into which letters go during the test."""
    before = dict(wiring._bound)
    wiring.bind(Mailer, FileMailer(a_folder / "mail", sender="shop@shop.example"))
    yield a_folder / "mail"
    wiring._bound.clear()
    wiring._bound.update(before)


# --- whose order ------------------------------------------------------------------------------


@pytest.mark.parametrize("owner", ["guest", "account"])
@pytest.mark.parametrize("stranger", ["nobody", "another guest", "another account", "bad token"])
def test_somebody_elses_order_does_not_exist(shop, an_account, owner: str, stranger: str):
    _, order = a_paid_order(an_account() if owner == "account" else Shopper(), MILK=1)
    other = {
        "nobody": Shopper,
        "another guest": lambda: a_cart(MILK=1).shopper,
        "another account": an_account,
        "bad token": lambda: Shopper(token="src_wrong"),
    }[stranger]()
    path, before = f"/orders/{order['id']}", written()

    answers = [
        other.get(path),
        other.post(f"{path}/payment-return", {}),
        other.post(f"{path}/cancellation", {"reason": "spite"}),
    ]

    assert [answer.status_code for answer in answers] == [404] * 3
    assert {answer.json()["code"] for answer in answers} == {"ordering.order_not_found"}
    assert written() == before


def test_an_order_that_never_was_does_not_exist(shop):
    assert Shopper().get(f"/orders/{uuid7()}").status_code == 404
    assert staff().get(f"/orders/{uuid7()}").status_code == 404
    assert staff().post(f"/orders/{uuid7()}/cancellation", {"reason": "x"}).status_code == 404
    assert staff().post(f"/orders/{uuid7()}/refunds", {"reason": "x"}).status_code == 404


def test_an_account_keeps_its_orders_after_a_login_elsewhere(shop, an_account):
    ann = an_account()
    _, order = a_paid_order(ann, MILK=1)

    assert ann.get(f"/orders/{order['id']}").json()["number"] == order["number"]


def test_a_shopper_lists_their_own_orders_newest_first(shop, an_account):
    ann, bob = an_account(), an_account()
    placed = [a_paid_order(ann, MILK=n)[1] for n in (1, 2, 3)]
    a_paid_order(bob, MILK=1)
    a_paid_order(Shopper(), MILK=1)

    first = ann.get("/orders?limit=2").json()
    second = ann.get(f"/orders?limit=2&cursor={first['next_cursor']}").json()

    listed = [item["id"] for item in first["items"] + second["items"]]
    assert listed == [order["id"] for order in reversed(placed)]
    assert [item["item_count"] for item in first["items"]] == [3, 2]
    assert second["next_cursor"] is None


def test_attempts_that_failed_are_not_listed(shop, an_account):
    checkout = ready_to_order(an_account(), MILK=1)
    checkout.place(DECLINED)

    assert checkout.shopper.get("/orders").json()["items"] == []


def test_a_list_needs_an_account_and_a_cursor_of_its_own(shop, an_account):
    assert a_cart(MILK=1).shopper.get("/orders").status_code == 401
    for cursor in ("x", "W10", "a" * 501):
        assert an_account().get(f"/orders?cursor={cursor}").status_code in (400, 422)


# --- cancelled --------------------------------------------------------------------------------


def test_a_cancelled_order_gives_goods_and_money_back(shop, deliver, published):
    shopper, order = a_paid_order(MILK=2)
    milk = order["lines"][0]["variant_id"]
    path = f"/orders/{order['id']}"

    response = shopper.post(f"{path}/cancellation", {"reason": "Ordered by mistake"})
    deliver()

    assert response.status_code == 200
    assert (response.json()["state"], response.json()["reason"]) == (
        "cancelled",
        "Ordered by mistake",
    )
    assert counts(milk) == {"DC1": (100, 0)}
    assert [refunded for *_, refunded in charges_of(shop)] == [897]
    shown = shopper.get(path).json()
    assert (shown["refunded"]["minor"], shown["payment"]["state"]) == (897, "refunded")
    assert shown["can_cancel"] is False
    kinds = [type(event) for event in published()]
    assert (kinds.count(OrderCancelled), kinds.count(OrderRefunded)) == (1, 1)


def test_a_cancellation_repeated_under_its_key_is_told_again(shop, deliver):
    shopper, order = a_paid_order(MILK=2)
    path = f"/orders/{order['id']}/cancellation"

    first, second = (shopper.post(path, {"reason": "mistake"}, key="once") for _ in range(2))
    deliver()

    assert first.json() == second.json()
    assert [refunded for *_, refunded in charges_of(shop)] == [897]


@pytest.mark.parametrize("state", ["placing", "failed", "cancelled", "fulfilled", "completed"])
def test_what_is_not_paid_and_here_cannot_be_cancelled(shop, state: str):
    shopper, order = a_paid_order(MILK=2)
    Order.objects.update(state=state)
    before = written()

    response = shopper.post(f"/orders/{order['id']}/cancellation", {"reason": "late"})

    assert (response.status_code, response.json()["code"]) == (409, "state.illegal_transition")
    assert written() == before


def test_an_order_that_waits_for_the_bank_cannot_be_cancelled(shop):
    checkout = ready_to_order(MILK=2)
    order = checkout.place(CHALLENGE).json()

    response = checkout.shopper.post(f"/orders/{order['id']}/cancellation", {"reason": "late"})

    assert response.status_code == 409
    assert states() == ["placing"]


@pytest.mark.parametrize("body", [{}, {"reason": ""}, {"reason": "x" * 501}, {"reason": 1}])
def test_a_cancellation_needs_a_reason(shop, body: object):
    shopper, order = a_paid_order(MILK=2)

    response = shopper.post(f"/orders/{order['id']}/cancellation", body)

    assert (response.status_code, response.json()["code"]) == (422, "request.invalid")
    assert states() == ["paid"]


def test_staff_cancel_any_order(shop, deliver):
    _, order = a_paid_order(MILK=2)

    response = staff().post(f"/orders/{order['id']}/cancellation", {"reason": "Not to be had"})
    deliver()

    assert response.json()["state"] == "cancelled"
    assert [refunded for *_, refunded in charges_of(shop)] == [897]


# --- refunded ---------------------------------------------------------------------------------


def test_part_of_an_order_is_refunded_and_the_rest_when_it_is_cancelled(shop, deliver):
    shopper, order = a_paid_order(MILK=2)
    path = f"/orders/{order['id']}"

    response = staff().post(f"{path}/refunds", {"amount_minor": 199, "reason": "One was sour"})
    deliver()
    partly = shopper.get(path).json()
    shopper.post(f"{path}/cancellation", {"reason": "All of it"})
    deliver()
    wholly = shopper.get(path).json()

    assert (response.status_code, response.json()["amount"]["minor"]) == (202, 199)
    assert (partly["refunded"]["minor"], partly["payment"]["state"]) == (199, "partly_refunded")
    assert (wholly["refunded"]["minor"], wholly["payment"]["state"]) == (897, "refunded")
    assert [refunded for *_, refunded in charges_of(shop)] == [897]


def test_an_order_refunded_whole_can_still_be_cancelled(shop, deliver):
    shopper, order = a_paid_order(MILK=2)
    staff().post(f"/orders/{order['id']}/refunds", {"reason": "Sorry"})
    deliver()

    response = shopper.post(f"/orders/{order['id']}/cancellation", {"reason": "mistake"})
    deliver()

    assert response.status_code == 200
    assert [refunded for *_, refunded in charges_of(shop)] == [897]


def test_no_more_is_refunded_than_was_paid(shop, deliver):
    _, order = a_paid_order(MILK=2)
    path = f"/orders/{order['id']}/refunds"

    answers = [
        staff().post(path, {"amount_minor": amount, "reason": "Sorry"})
        for amount in (898, 500, 500)
    ]
    deliver()

    assert [answer.status_code for answer in answers] == [409, 202, 409]
    assert answers[2].json()["code"] == "payments.refund_too_large"
    assert [refunded for *_, refunded in charges_of(shop)] == [500]


def test_what_was_not_paid_here_is_not_refunded_here(shop):
    _, order = a_paid_order(MILK=2)
    Order.objects.update(payment_id=None)
    execute("UPDATE payments_payment SET purpose = 'elsewhere'")

    response = staff().post(f"/orders/{order['id']}/refunds", {"reason": "Sorry"})

    assert (response.status_code, response.json()["code"]) == (409, "ordering.nothing_was_paid")


@pytest.mark.parametrize("amount", [0, -1, 1.5, "199", 2**63])
def test_an_amount_that_makes_no_sense_is_refused(shop, amount: object):
    _, order = a_paid_order(MILK=2)

    response = staff().post(
        f"/orders/{order['id']}/refunds", {"amount_minor": amount, "reason": "Sorry"}
    )

    assert (response.status_code, response.json()["code"]) == (422, "request.invalid")


def test_a_refund_that_a_webhook_tells_twice_is_noted_once(shop, deliver, published):
    _, order = a_paid_order(MILK=2)
    staff().post(f"/orders/{order['id']}/refunds", {"amount_minor": 199, "reason": "Sour"})
    deliver()
    send_webhooks(shop, times=2)
    deliver()

    assert [type(event) for event in published()].count(OrderRefunded) == 1
    assert rows("SELECT refunded_minor FROM ordering_order") == [(199,)]


# --- staff ------------------------------------------------------------------------------------


def test_staff_find_orders_by_everything(shop, an_account):
    ann = an_account()
    _, one = a_paid_order(ann, MILK=1)
    _, two = a_paid_order(Shopper(), MILK=2)
    store = a_location("S1", channel=None, kind="store")
    Order.objects.filter(pk=two["id"]).update(
        state="cancelled", location_id=store.id, email="bob@example.org"
    )
    day = datetime.fromisoformat(one["placed_at"]).astimezone(UTC)
    everything = {one["id"], two["id"]}

    def found(**wanted: object) -> set[str]:
        query = "&".join(f"{name}={value}" for name, value in wanted.items())
        return {item["id"] for item in staff().get(f"/orders?{query}").json()["items"]}

    assert found() == everything
    assert found(state="cancelled") == {two["id"]}
    assert found(location_id=store.id) == {two["id"]}
    assert found(customer_id=one["customer_id"]) == {one["id"]}
    assert found(channel_code="web") == everything
    assert found(channel_code="other") == set()
    assert found(number=one["number"]) == {one["id"]}
    assert found(email="BOB@example.org") == {two["id"]}
    assert found(placed_from=f"{day:%Y-%m-%d}T00:00:00Z") == everything
    assert found(placed_until=f"{day:%Y-%m-%d}T00:00:00Z") == set()
    assert found(state="cancelled", email="ann@example.org") == set()


@pytest.mark.parametrize(
    "query",
    ["state=gone", "location_id=x", "placed_from=2026-01-01T00:00:00", "limit=0", "limit=101"],
)
def test_a_filter_that_makes_no_sense_is_refused(shop, query: str):
    assert staff().get(f"/orders?{query}").status_code == 422


def test_pages_go_through_all_orders_once_in_one_statement_each(shop):
    expected = [a_paid_order(MILK=1)[1]["id"] for _ in range(5)]
    Order.objects.update(placed_at=datetime(2026, 1, 1, tzinfo=UTC))
    seen, cursor = [], ""
    staff().get("/orders")

    while cursor is not None:
        with counted() as statements:
            page = staff().get(f"/orders?limit=2&cursor={cursor}").json()
        assert len(statements) == 1
        seen += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"]

    assert seen == sorted(expected, reverse=True)


@pytest.mark.parametrize("scopes", [["shop"], ["stock:write"], ["orders:read"]])
def test_staff_need_the_scope(shop, scopes: list[str]):
    _, order = a_paid_order(MILK=1)
    someone = Shopper(key=issue_api_key("test", scopes, "web"), area="staff")
    path = f"/orders/{order['id']}"

    reads = [someone.get("/orders"), someone.get(path)]
    writes = [
        someone.post(f"{path}/cancellation", {"reason": "x"}),
        someone.post(f"{path}/refunds", {"reason": "x"}),
    ]

    allowed = 200 if "orders:read" in scopes else 403
    assert [response.status_code for response in reads] == [allowed] * 2
    assert [response.status_code for response in writes] == [403] * 2
    assert states() == ["paid"]


def test_without_a_key_nobody_is_served(shop):
    _, order = a_paid_order(MILK=1)
    nobody = Shopper(key="")

    for path in ("/carts/mine", f"/orders/{order['id']}", "/orders"):
        assert nobody.get(path).status_code == 401
    assert Shopper(key=SHOP_KEY, area="staff").get("/orders").status_code == 403


# --- the letter -------------------------------------------------------------------------------


def test_the_shopper_is_written_to_once(shop, deliver, letters: Path):
    _, order = a_paid_order(MILK=2)
    send_webhooks(shop)
    deliver()

    [file] = letters.iterdir()
    letter = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert (letter["To"], letter["Subject"]) == ("ann@example.org", f"Your order {order['number']}")
    text = letter.get_body(("plain",)).get_content()
    assert "2 × Product MILK" in text
    assert "$8.97" in text
    assert "12 Oak Street" in text
    assert f"/orders/{order['id']}" in text


def test_the_letter_speaks_the_language_of_the_cart(shop, deliver, letters: Path):
    a_paid_order(Shopper(language="he"), MILK=1)
    deliver()

    [file] = letters.iterdir()
    letter = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert letter["Content-Language"] == "he"
    assert 'dir="rtl"' in letter.get_body(("html",)).get_content()


def test_a_failed_order_is_not_written_about(shop, deliver, letters: Path):
    ready_to_order(MILK=1).place(DECLINED)
    deliver()

    assert not letters.exists()


# --- time -------------------------------------------------------------------------------------


def test_an_order_is_looked_at_again_only_when_it_is_due(shop):
    from serai.kernel import clock
    from serai.ordering.usecases.resolve_placing import resolve_placing

    ready_to_order(MILK=1).place(CHALLENGE)
    due = clock.now() + timedelta(minutes=3)

    assert resolve_placing(now=clock.now()) == 0
    assert resolve_placing(now=due) == 1
    assert resolve_placing(now=due + timedelta(minutes=1)) == 0
    assert states() == ["placing"]


def test_the_contact_is_a_copy_that_a_later_cart_does_not_touch(shop, an_account):
    ann = an_account()
    _, order = a_paid_order(ann, MILK=1)
    checkout = a_cart(ann, MILK=1)
    ann.put(f"{checkout.path}/contact", CONTACT | {"name": "Ann Married"})

    assert ann.get(f"/orders/{order['id']}").json()["contact"]["name"] == "Ann Example"
