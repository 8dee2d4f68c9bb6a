"""What counts uses and budgets of promotions once an order has changed: the algorithm's table, and races."""

from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from factories.ordering import card, ready_to_order
from factories.promotions import a_coupon, a_promotion
from ordering.changes.makers import (
    a_bought_order,
    books_agree,
    buyer_of,
    handed_over,
    no_differences,
    pay,
)
from ordering.changes.test_races import at_once

from serai.inventory.public import locations_of_codes
from serai.kernel import clock
from serai.ordering.domain.changes.worked_out import PromotionsAfter
from serai.ordering.domain.returns.rules import ReturnReason
from serai.ordering.usecases.cancel_lines import CancelLines, cancel_lines
from serai.ordering.usecases.cancel_order import CancelOrder, cancel_order
from serai.ordering.usecases.changes.edit_order import EditOrder, edit_order
from serai.ordering.usecases.changes.set_change_terms import set_change_terms
from serai.ordering.usecases.differences.withdraw_change import withdraw_change
from serai.ordering.usecases.returns.receive_return import (
    InspectedUnits,
    ReceiveReturn,
    receive_return,
)
from serai.ordering.usecases.returns.request_return import (
    RequestReturn,
    ReturnedUnits,
    request_return,
)
from serai.plumbing.db import rows
from serai.pricing.public import PromotionUsedUp

PAGE = Path(__file__).resolve().parents[3] / "docs" / "algorithms" / "promotions-after-changes.md"
FROM_FIVE = {"minimum": {"spend": "5.00"}}
FROM_EIGHT = {"minimum": {"spend": "8.00"}}
PROMOTIONS: dict[str, dict[str, Any]] = {
    "10 % off from 5.00, 5 uses": {**FROM_FIVE, "most_uses": 5},
    "10 % off from 8.00, 5 uses": {**FROM_EIGHT, "most_uses": 5},
    "10 % off from 8.00, 0.50 in all": {**FROM_EIGHT, "budget": "0.50"},
    "3.00 off from 5.00, 5 uses": {
        **FROM_FIVE,
        "benefit": {"kind": "order_off", "off": {"amount": "3.00"}},
        "most_uses": 5,
    },
    "half off delivery from 5.00, 5 uses": {
        **FROM_FIVE,
        "benefit": {"kind": "delivery_off", "off": {"percent": "50"}},
        "most_uses": 5,
    },
}


def _table() -> list[list[str]]:
    part = PAGE.read_text().split("## Uses and budgets\n")[1].split("\n## ")[0]
    table = [line for line in part.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in table[1:]]


def _units(text: str) -> int:
    return int(text.split(maxsplit=1)[0]) if text else 0


def _counted() -> str:
    """Return the uses of the one limited promotion, and what it has given."""
    [(uses, given)] = rows("SELECT uses, given_minor FROM pricing_promotion_budget")
    return f"{uses}, {given / 100:.2f}"


def _works_out() -> None:
    set_change_terms("web", PromotionsAfter.WORK_OUT_AGAIN, changed_by="Ann", now=clock.now())


@pytest.fixture
def works_out(shop: Any) -> None:
    _works_out()


@pytest.mark.django_db
@pytest.mark.parametrize("row", _table(), ids=lambda row: " / ".join(row[:4]))
def test_uses_are_counted_as_the_page_says(works_out, row):
    agreed_under, in_force, comes, leaves, first, waiting, then = row
    if agreed_under != "nothing":
        a_promotion("counted", **PROMOTIONS[agreed_under])
    _, order_id, _ = a_bought_order(MILK=3)
    if in_force != "the same":
        a_promotion("counted", **PROMOTIONS[in_force])
    add = {"BREAD": _units(comes)} if comes else {}
    remove = {1: _units(leaves)} if leaves else {}

    assert _counted() == first
    change = edit_order(EditOrder(order_id, "one", add, remove), now=clock.now())
    if change.due.minor:
        assert _counted() == waiting
        pay(order_id, change.id)

    assert bool(change.due.minor) == bool(waiting)
    assert _counted() == then
    books_agree()
    no_differences()


@pytest.mark.django_db
def test_a_change_that_is_called_off_gives_back_what_it_held(works_out):
    a_promotion("counted", most_uses=1, **FROM_EIGHT)
    _, order_id, _ = a_bought_order(MILK=3)
    change = edit_order(EditOrder(order_id, "one", {"BREAD": 1}), now=clock.now())
    held = _counted()

    withdraw_change(order_id, change.id, now=clock.now())

    assert (held, _counted()) == ("1, 0.85", "0, 0.00")


@pytest.mark.django_db
def test_what_a_change_earned_is_free_again_when_the_order_is_called_off(works_out):
    a_promotion("counted", most_uses=1, **FROM_EIGHT)
    _, order_id, _ = a_bought_order(MILK=3)
    pay(order_id, edit_order(EditOrder(order_id, "one", {"BREAD": 1}), now=clock.now()).id)
    used = _counted()

    cancel_order(CancelOrder(order_id, "not wanted"), now=clock.now())

    assert (used, _counted()) == ("1, 0.85", "0, 0.00")


@pytest.mark.django_db
def test_a_code_that_an_order_no_longer_earns_opens_another(works_out):
    once = a_promotion("once", needs_coupon=True, **FROM_FIVE)
    a_coupon(once.id, "ONCE", most_uses=1, most_per_customer=1)
    first = _bought_with("ONCE")

    cancel_lines(CancelLines(first, "one", {1: 2}, "fewer"), now=clock.now())

    assert _off(_bought_with("ONCE")) == 60
    again = edit_order(EditOrder(first, "two", {"BREAD": 2}), now=clock.now())
    assert again.difference.minor == 500


@pytest.mark.django_db
def test_a_code_is_earned_again_by_the_order_that_gave_it_back(works_out):
    once = a_promotion("once", needs_coupon=True, **FROM_FIVE)
    a_coupon(once.id, "ONCE", most_uses=1, most_per_customer=1)
    order_id = _bought_with("ONCE")
    cancel_lines(CancelLines(order_id, "one", {1: 2}, "fewer"), now=clock.now())

    again = edit_order(EditOrder(order_id, "two", {"BREAD": 2}), now=clock.now())

    assert again.promotions is not None
    assert (again.promotions.earned, again.difference.minor) == (["Once"], 500 - 70)
    assert rows("SELECT uses FROM pricing_coupon") == [(1,)]
    assert rows("SELECT DISTINCT uses FROM pricing_holder_use") == [(1,)]


@pytest.mark.django_db
@pytest.mark.parametrize("reason", [ReturnReason.CHANGED_MIND, ReturnReason.DAMAGED])
def test_an_order_that_came_back_whole_uses_nothing(works_out, reason):
    a_promotion("counted", most_uses=5, **FROM_FIVE)
    _, order_id, _ = a_bought_order(MILK=3)
    handed_over(order_id)
    command = RequestReturn(order_id, "one", [ReturnedUnits(1, 3, reason)])
    asked = request_return(command, now=clock.now(), buyer=buyer_of(order_id))
    warehouse = locations_of_codes({"DC1"})["DC1"].id

    receive_return(
        ReceiveReturn(asked.id, warehouse, [InspectedUnits(1, restocked=3)]), now=clock.now()
    )

    assert _counted() == "0, 0.00"


@pytest.mark.django_db
def test_a_channel_that_keeps_what_was_agreed_keeps_the_uses(shop):
    a_promotion("counted", most_uses=5, **FROM_FIVE)
    _, order_id, _ = a_bought_order(MILK=3)

    cancel_lines(CancelLines(order_id, "one", {1: 2}, "fewer"), now=clock.now())

    assert _counted() == "1, 0.60"


@pytest.mark.django_db(transaction=True)
def test_one_of_two_orders_gets_the_last_use(shop):
    _works_out()
    orders = [a_bought_order(MILK=3)[1] for _ in range(2)]
    a_promotion("counted", most_uses=1, **FROM_EIGHT)
    edits = [EditOrder(order_id, "one", {"BREAD": 1}) for order_id in orders]

    answers = at_once(*(partial(edit_order, edit, now=clock.now()) for edit in edits))

    refused = [answer for answer in answers if isinstance(answer, PromotionUsedUp)]
    told = {answer.difference.minor for answer in answers if answer not in refused}
    assert len(refused) + len(told) <= 2
    assert 250 - 85 in told
    assert _counted() == "1, 0.85"


@pytest.mark.django_db(transaction=True)
def test_a_use_is_given_back_once_however_often_the_change_is_asked_for(shop):
    _works_out()
    a_promotion("counted", most_uses=5, **FROM_FIVE)
    _, order_id, _ = a_bought_order(MILK=3)
    a_bought_order(MILK=3)
    command = CancelLines(order_id, "one", {1: 2}, "fewer")

    at_once(*[partial(cancel_lines, command, now=clock.now())] * 4)

    assert _counted() == "1, 0.60"


@pytest.mark.django_db(transaction=True)
def test_orders_that_exchange_uses_do_not_wait_for_one_another(shop):
    _works_out()
    a_promotion("from-five", most_uses=50, stacking={"group": "one"}, **FROM_FIVE)
    a_promotion(
        "from-eight",
        most_uses=50,
        stacking={"group": "one"},
        benefit={"kind": "order_off", "off": {"percent": "20"}},
        **FROM_EIGHT,
    )
    small = [a_bought_order(MILK=3)[1] for _ in range(2)]
    large = [a_bought_order(MILK=5)[1] for _ in range(2)]
    grow = [EditOrder(each, "one", {"MILK": 2}) for each in small]
    shrink = [CancelLines(each, "one", {1: 2}, "fewer") for each in large]

    at_once(
        *(partial(edit_order, each, now=clock.now()) for each in grow),
        *(partial(cancel_lines, each, now=clock.now()) for each in shrink),
    )

    uses = dict(
        rows(
            "SELECT p.code, b.uses FROM pricing_promotion_budget AS b"
            " JOIN pricing_promotion AS p ON p.id = b.promotion_id"
        )
    )
    assert uses == {"from-five": 4, "from-eight": 2}  # what grows still waits and has both


def _bought_with(code: str) -> UUID:
    checkout = ready_to_order(MILK=3)
    checkout.cart = checkout.shopper.put(f"{checkout.path}/codes", {"code": code}).json()
    body = {"expected_total_minor": checkout.total, "card": card()}
    return UUID(checkout.shopper.post(f"{checkout.path}/order", body).json()["id"])


def _off(order_id: UUID) -> int:
    [(minor,)] = rows("SELECT discount_minor FROM ordering_order WHERE id = %s", [order_id])
    return int(minor)
