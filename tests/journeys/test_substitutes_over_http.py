"""What the store does not have: something similar, a question with a deadline, or the money back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from factories.inventory import a_location, counts, stocked
from factories.ordering import CONTACT, Checkout, Shopper, a_cart, staff

from serai.catalog.public import variants_of_skus
from serai.fulfilment.public import SetSite, groups_of_order, set_sites
from serai.kernel import clock
from serai.ordering.usecases.check_money import check_money
from serai.ordering.usecases.differences.withdraw_change import lapse_changes
from serai.ordering.usecases.substitutions.settle_substitutes import settle_substitutes
from serai.payments.public import payments_of_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def store(merchant: Shopper) -> str:
    """Return a store with milk, a dearer oat drink and a cheaper one, which is open every day."""
    for path, body in (
        ("/products", {"rows": [
            {"sku": "OAT", "name": "Oat drink", "category": "dairy", "package_size": "1 l",
             "channels": ["web"]},
            {"sku": "SKIM", "name": "Skimmed milk", "category": "dairy", "package_size": "1 l",
             "channels": ["web"]},
        ]}),
        ("/prices", {"prices": [
            {"sku": "OAT", "channel": "web", "amount": "2.49"},
            {"sku": "SKIM", "channel": "web", "amount": "1.59"},
        ]}),
    ):  # fmt: skip
        assert merchant.post(path, body).status_code == 200
    place = a_location("STORE-7", kind="store", priority=5)
    for sku, units in (("MILK", 10), ("BREAD", 10), ("OAT", 4), ("SKIM", 4)):
        stocked(variants_of_skus([sku])[sku].id, place, units)
    set_sites([SetSite("STORE-7", "America/New_York", ("09:00-18:00",) * 7, hold_days=5)])
    return "STORE-7"


def bought(store: str, wish: str, deliver: Callable[[], int]) -> tuple[Checkout, dict[str, Any]]:
    """Buy two MILK and one BREAD to be collected, with a wish about the milk."""
    checkout = a_cart(MILK=2, BREAD=1)
    for path, body in (
        ("/contact", CONTACT),
        ("/delivery", {"code": "pickup", "location": store}),
        ("/substitutions", {"lines": [{"sku": "MILK", "wish": wish}]}),
    ):
        put = checkout.shopper.put(checkout.path + path, body)
        assert put.status_code == 200, put.content
        checkout.cart = put.json()
    checkout.shopper.post(f"{checkout.path}/payment", {"method": "card"})
    placed = checkout.place()
    assert placed.status_code == 201, placed.content
    deliver()
    return checkout, placed.json()


def group_of(order: dict[str, Any]) -> UUID:
    return groups_of_order(UUID(order["id"]))[0].id


def offered(order: dict[str, Any], sku: str, units: int = 1, **more: Any) -> Any:
    body = {"position": 1, "units": units, "sku": sku, **more}
    return staff().post(f"/fulfilment-groups/{group_of(order)}/substitutions", body)


def in_store(sku: str) -> tuple[int, int]:
    return counts(variants_of_skus([sku])[sku].id)["STORE-7"]


def life(checkout: Checkout, order: dict[str, Any]) -> dict[str, Any]:
    shown: dict[str, Any] = checkout.shopper.get(f"/orders/{order['id']}/life").json()
    return shown


def lines_of(checkout: Checkout, order: dict[str, Any]) -> dict[str, tuple[int, int]]:
    return {
        line["sku"]: (line["quantity"], line["total"]["minor"])
        for line in life(checkout, order)["lines"]
    }


def test_something_similar_comes_for_no_more_than_was_agreed(
    store: str, deliver: Callable[[], int]
):
    checkout, order = bought(store, "similar", deliver)

    seen = staff().get(f"/fulfilment-groups/{group_of(order)}/substitutes?position=1").json()
    done = offered(order, "OAT")
    deliver()

    assert [each["sku"] for each in seen["items"]] == ["SKIM", "OAT"]
    assert (seen["wish"], seen["unit_price"]["minor"]) == ("similar", 199)
    assert done.status_code == 200, done.content
    assert (done.json()["state"], done.json()["answer"]) == ("replaced", "as_agreed")
    assert done.json()["price"]["minor"] == 199
    assert lines_of(checkout, order) == {"MILK": (1, 199), "BREAD": (1, 250), "OAT": (1, 199)}
    assert in_store("MILK") == (0, 0), "the shelf counts as empty"
    assert in_store("OAT") == (3, 0)
    [payment] = payments_of_order(UUID(order["id"]))
    assert payment.refunded.minor == payment.refunding.minor == 0
    assert check_money(now=clock.now()).found == 0


def test_what_the_substitute_costs_less_goes_back_by_a_document(
    store: str, deliver: Callable[[], int]
):
    checkout, order = bought(store, "similar", deliver)

    offered(order, "SKIM", units=2)
    deliver()

    [change] = life(checkout, order)["changes"]
    assert (change["kind"], change["refund"]["minor"]) == ("substitution", 80)
    [payment] = payments_of_order(UUID(order["id"]))
    assert payment.refunded.minor + payment.refunding.minor == 80
    groups = groups_of_order(UUID(order["id"]))
    assert [
        (each.state, each.location.code if each.location else None)
        for each in groups
        if any(line.left for line in each.lines)
    ] == [("open", "STORE-7"), ("open", "STORE-7")]


def test_who_wants_to_be_asked_is_asked_and_says_yes_by_the_letters_link(
    store: str, deliver: Callable[[], int], letters: Callable[[], list[Any]]
):
    checkout, order = bought(store, "ask", deliver)

    asked = offered(order, "SKIM")
    deliver()
    again = offered(order, "OAT")
    [letter] = [each for each in letters() if "something else" in str(each["Subject"])]
    text = letter.get_body(("plain",)).get_content()
    link = text.rpartition("/substitutes/")[2].strip()
    anybody = Shopper()
    shown = anybody.get(f"/substitutions/{link}")
    yes = anybody.post(f"/substitutions/{link}/answer", {"accepts": True})
    twice = anybody.post(f"/substitutions/{link}/answer", {"accepts": True})
    no = anybody.post(f"/substitutions/{link}/answer", {"accepts": False})

    assert (asked.json()["state"], asked.json()["link"]) == ("asked", link)
    assert (again.status_code, again.json()["code"]) == (409, "ordering.substitute_is_offered")
    assert "1 × Skimmed milk" in text
    assert "Without an answer you get your money back." in text
    assert shown.json()["agreed"]["minor"] == 199
    assert (yes.status_code, twice.status_code) == (200, 200)
    assert yes.json()["state"] == twice.json()["state"] == "replaced"
    assert (no.status_code, no.json()["code"]) == (409, "ordering.substitute_is_settled")
    assert lines_of(checkout, order)["SKIM"] == (1, 159)
    assert lines_of(checkout, order)["MILK"] == (1, 199)


def test_who_says_no_gets_the_money_back_and_the_substitute_is_free_again(
    store: str, deliver: Callable[[], int]
):
    checkout, order = bought(store, "ask", deliver)
    offer = offered(order, "SKIM").json()
    deliver()
    held = in_store("SKIM")

    no = checkout.shopper.post(f"/substitutions/{offer['link']}/answer", {"accepts": False})
    deliver()

    assert held == (4, 1)
    assert no.json()["state"] == "refunded"
    assert in_store("SKIM") == (4, 0)
    assert lines_of(checkout, order)["MILK"] == (1, 199)
    [payment] = payments_of_order(UUID(order["id"]))
    assert payment.refunded.minor + payment.refunding.minor == 199


def test_without_an_answer_in_time_the_money_goes_back_once(store: str, deliver: Callable[[], int]):
    checkout, order = bought(store, "ask", deliver)
    offer = offered(order, "SKIM").json()
    deliver()
    over = clock.now() + timedelta(hours=3)

    early, first, second = (
        settle_substitutes(now=clock.now()),
        settle_substitutes(now=over),
        settle_substitutes(now=over),
    )
    late = checkout.shopper.post(f"/substitutions/{offer['link']}/answer", {"accepts": True})

    assert (early, first, second) == (0, 1, 0)
    assert late.status_code == 409
    assert lines_of(checkout, order)["MILK"] == (1, 199)
    [seen] = checkout.shopper.get(f"/orders/{order['id']}/substitutions").json()["items"]
    assert (seen["state"], seen["answer"], seen["link"]) == ("refunded", "as_agreed", "")


def test_something_dearer_at_its_own_price_is_asked_about_and_paid_before_it_counts(
    store: str, deliver: Callable[[], int]
):
    checkout, order = bought(store, "similar", deliver)

    offer = offered(order, "OAT", at_its_price=True).json()
    yes = checkout.shopper.post(f"/substitutions/{offer['link']}/answer", {"accepts": True}).json()
    before = lines_of(checkout, order)
    path = f"/orders/{order['id']}/changes/{yes['change_id']}/payment"
    paid = checkout.shopper.post(
        path, {"card": {"number": "4242424242424242", "expiry": "12/30", "cvc": "123"}}
    )
    deliver()

    assert (offer["state"], offer["dearer"]["minor"]) == ("asked", 50)
    assert yes["state"] == "to_pay"
    assert before["MILK"] == (2, 398)
    assert paid.status_code == 200, paid.content
    assert lines_of(checkout, order) == {"MILK": (1, 199), "BREAD": (1, 250), "OAT": (1, 249)}
    [seen] = checkout.shopper.get(f"/orders/{order['id']}/substitutions").json()["items"]
    assert seen["state"] == "replaced"


def test_a_difference_that_is_not_paid_leaves_what_was_agreed(
    store: str, deliver: Callable[[], int]
):
    checkout, order = bought(store, "similar", deliver)
    offer = offered(order, "OAT", at_its_price=True).json()
    checkout.shopper.post(f"/substitutions/{offer['link']}/answer", {"accepts": True})

    lapsed = lapse_changes(now=clock.now() + timedelta(hours=3))
    deliver()

    assert lapsed == 1
    assert lines_of(checkout, order) == {"MILK": (1, 199), "BREAD": (1, 250), "OAT": (1, 199)}
    assert in_store("OAT") == (3, 0)


def test_who_wants_the_money_back_is_offered_nothing(store: str, deliver: Callable[[], int]):
    _, order = bought(store, "refund", deliver)

    refused = offered(order, "SKIM")

    assert (refused.status_code, refused.json()["code"]) == (
        409,
        "ordering.substitute_not_wanted",
    )
    assert in_store("MILK") == (8, 0)
    assert len(groups_of_order(UUID(order["id"]))) == 1


def test_what_the_store_does_not_have_either_is_refused_and_nothing_is_noted(
    store: str, deliver: Callable[[], int]
):
    _, order = bought(store, "similar", deliver)

    refused = offered(order, "OAT", units=2, quantity=5)

    assert (refused.status_code, refused.json()["code"]) == (409, "inventory.out_of_stock")
    assert in_store("MILK") == (8, 0)
    assert len(groups_of_order(UUID(order["id"]))) == 1


def test_an_order_that_is_cancelled_while_its_shopper_is_asked_keeps_nothing(
    store: str, deliver: Callable[[], int]
):
    checkout, order = bought(store, "ask", deliver)
    offered(order, "SKIM")
    deliver()

    gone = checkout.shopper.post(f"/orders/{order['id']}/cancellation", {"reason": "Enough"})
    deliver()
    settle_substitutes(now=clock.now() + timedelta(hours=3))

    assert gone.status_code == 200, gone.content
    assert in_store("SKIM") == (4, 0)
    [payment] = payments_of_order(UUID(order["id"]))
    assert payment.refunded.minor + payment.refunding.minor == payment.captured.minor


def test_another_shopper_sees_no_offer(store: str, deliver: Callable[[], int]):
    stranger, _ = bought(store, "ask", deliver)
    _, order = bought(store, "ask", deliver)
    offer = offered(order, "SKIM").json()

    theirs = stranger.shopper.get(f"/orders/{order['id']}/substitutions")
    guessed = stranger.shopper.get(f"/substitutions/{offer['link'][:-2]}xx")

    assert (theirs.status_code, guessed.status_code) == (404, 404)
