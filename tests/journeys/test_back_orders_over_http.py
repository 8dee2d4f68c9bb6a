"""What is sold out, or not out yet, is ordered ahead, waits, is told late, called off and comes, over HTTP."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from factories.ordering import CONTACT, Shopper, ready_to_order

from serai.discovery.queries.shelves.current import forget_shelves
from serai.kernel import clock
from serai.ordering.usecases.check_money import check_money

pytestmark = pytest.mark.django_db
Letters = Callable[[], list[Any]]


def in_days(days: int) -> str:
    """Return the day so many days from today."""
    return (clock.now().date() + timedelta(days=days)).isoformat()


@pytest.fixture
def puzzle(merchant: Shopper, deliver: Callable[[], int]) -> Shopper:
    """Sell a puzzle of which none is there, and ten are expected; return the merchant's program."""
    for path, body in (
        ("/products", {"rows": [{"sku": "PUZZLE", "name": "Puzzle", "channels": ["web"]}]}),
        ("/prices", {"prices": [{"sku": "PUZZLE", "channel": "web", "amount": "12.00"}]}),
        ("/expected-deliveries", {"deliveries": [a_delivery(10, 14, 16)]}),
        ("/ahead-terms", {"rows": [{"sku": "PUZZLE", "channel": "web", "kind": "back_order"}]}),
    ):
        response = merchant.post(path, body)
        assert response.status_code == 200, response.content
    deliver()
    return merchant


def a_delivery(units: int, first: int, last: int) -> dict[str, Any]:
    """Return what is expected of the puzzle, between so many days from today."""
    return {
        "reference": "PO-1",
        "sku": "PUZZLE",
        "location": "DC1",
        "quantity": units,
        "first_on": in_days(first),
        "last_on": in_days(last),
    }


def the_delivery(merchant: Shopper) -> dict[str, Any]:
    """Return what is still to come of it."""
    [found] = merchant.get("/expected-deliveries?sku=PUZZLE").json()["items"]
    return dict(found)


def the_delay(letters: Letters) -> Any:
    """Return the one letter that tells of a delay."""
    [found] = [each for each in letters() if "something comes later" in str(each["Subject"])]
    return found


def parts(shopper: Shopper, order: dict[str, Any]) -> list[tuple[str, dict[str, int]]]:
    """Return the parts of an order as its shopper sees them."""
    found = shopper.get(f"/orders/{order['id']}/parts").json()["items"]
    return [
        (part["state"], {line["sku"]: line["quantity"] for line in part["lines"]}) for part in found
    ]


def test_an_article_that_is_sold_out_is_ordered_waits_and_comes(
    puzzle: Shopper, deliver: Callable[[], int], letters: Letters
) -> None:
    shopper = Shopper()
    assert shopper.get("/products/PUZZLE").json()["availability"] == "back_order"
    offer = shopper.get("/variants/PUZZLE/ahead").json()
    assert (offer["waits"], offer["first_on"], offer["last_on"]) == (True, in_days(14), in_days(16))

    checkout = ready_to_order(PUZZLE=3, MILK=1)
    cart = checkout.shopper.get(checkout.path).json()
    assert [(each["sku"], each["units"]) for each in cart["ahead"]] == [("PUZZLE", 3)]
    assert cart["delivery"]["eta"]["latest"] == in_days(16 + 4)
    assert checkout.place().json()["code"] == "ordering.must_wait"
    order = checkout.place(accepts_waiting=True).json()
    deliver()
    assert parts(checkout.shopper, order) == [("open", {"MILK": 1}), ("waiting", {"PUZZLE": 3})]
    assert "3 × Puzzle: It is with you between" in letters()[-1].get_body(("plain",)).get_content()
    [waiting] = puzzle.get("/waiting-demand?sku=PUZZLE").json()["items"]
    assert (waiting["waits_for"], waiting["units"], waiting["state"]) == (order["id"], 3, "waiting")

    came = {"arrived": [{"delivery_id": the_delivery(puzzle)["id"], "units": 10}]}
    assert puzzle.post("/expected-deliveries/receipts", came).json() == {"served": 1}
    deliver()

    assert parts(checkout.shopper, order) == [("open", {"MILK": 1}), ("open", {"PUZZLE": 3})]
    assert puzzle.post(f"/orders/{order['id']}/fulfilment").json()["state"] == "fulfilled"
    forget_shelves()  # products are read from what is at most half a second old
    assert shopper.get("/products/PUZZLE").json()["availability"] == "in"
    check_money(now=clock.now())


def test_a_delay_is_told_and_what_is_called_off_is_free_for_others(
    puzzle: Shopper, deliver: Callable[[], int], letters: Letters
) -> None:
    first, other = ready_to_order(PUZZLE=10), ready_to_order(PUZZLE=1)
    order = first.place(accepts_waiting=True).json()
    deliver()
    assert other.place(accepts_waiting=True).json()["code"] == "inventory.out_of_stock"

    later = {"deliveries": [a_delivery(10, 30, 32)]}
    assert puzzle.post("/expected-deliveries", later).status_code == 200
    deliver()
    assert "10 × Puzzle" in the_delay(letters).get_body(("plain",)).get_content()
    seen = first.shopper.get(f"/orders/{order['id']}").json()
    assert seen["ahead"][0]["latest"] == in_days(32 + 4)

    called_off = {"lines": [{"position": 1, "units": 4}], "reason": "Too late"}
    response = first.shopper.post(f"/orders/{order['id']}/cancelled-lines", called_off)
    assert response.status_code == 200, response.content
    deliver()

    assert parts(first.shopper, order) == [("waiting", {"PUZZLE": 6})]
    assert other.place(accepts_waiting=True).status_code == 201


def test_a_pre_order_waits_for_its_release_and_a_release_that_moves_is_told(
    puzzle: Shopper, deliver: Callable[[], int], letters: Letters
) -> None:
    terms = {"sku": "PUZZLE", "channel": "web", "kind": "pre_order", "most_units": 2}

    def released(days: int) -> None:
        row = terms | {"release_on": in_days(days)}
        assert puzzle.post("/ahead-terms", {"rows": [row]}).status_code == 200
        deliver()

    released(40)
    assert Shopper().get("/products/PUZZLE").json()["availability"] == "pre_order"
    checkout = ready_to_order(PUZZLE=2)
    order = checkout.place(accepts_waiting=True).json()
    assert order["ahead"][0]["release_on"] == in_days(40)
    deliver()

    released(50)

    letter = the_delay(letters)
    told = letter.get_body(("plain",)).get_content()
    assert "It is released on" in told
    assert date.fromisoformat(in_days(50)).strftime("%Y") in told
    assert CONTACT["email"] in str(letter["To"])
    assert ready_to_order(PUZZLE=1).place(accepts_waiting=True).status_code == 409
