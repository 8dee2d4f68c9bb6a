"""Articles come to an agreed order, and leave it; the difference is paid or goes back."""

import pytest
from factories.ordering import DECLINED
from ordering.changes.makers import (
    a_bought_order,
    books_agree,
    given_back,
    handed_over,
    no_differences,
    on_hand,
    pay,
    units_of_groups,
)

from serai.inventory import public as inventory
from serai.kernel import clock
from serai.ordering.queries.changes.change_view import changes_of_order
from serai.ordering.queries.changes.standing_order import standing_order
from serai.ordering.usecases.cancel_lines import CancelLines, cancel_lines
from serai.ordering.usecases.cancel_order import CancelOrder, cancel_order
from serai.ordering.usecases.changes.edit_order import TO_PAY, EditOrder, edit_order
from serai.ordering.usecases.changes.lock_order import ChangeIsOpen, OrderCannotChange
from serai.ordering.usecases.changes.write_change import NothingChanges
from serai.ordering.usecases.differences.begin_difference import ChangeIsSettled
from serai.ordering.usecases.differences.withdraw_change import lapse_changes, withdraw_change
from serai.payments import public as payments

pytestmark = pytest.mark.django_db


def test_what_comes_counts_once_its_difference_is_paid(shop, deliver):
    """Published failure: after an order was edited, its outstanding amount was wrong or vanished."""
    _, order_id, bought = a_bought_order(MILK=1)
    before = bought["totals"]["total"]["minor"]

    change = edit_order(EditOrder(order_id, "one", add={"BREAD": 2}), now=clock.now())

    assert (change.state, change.due.minor) == ("awaiting_payment", 500)
    assert standing_order(order_id).total_minor == before
    assert on_hand("BREAD") == 100

    paid = pay(order_id, change.id)
    deliver()

    assert paid.change.state == "in_force"
    standing = standing_order(order_id)
    assert standing.total_minor == before + 500
    assert standing.lines[2].quantity == 2
    assert on_hand("BREAD") == 98
    assert units_of_groups(order_id) == {1: (1, 0, 0), 2: (2, 0, 0)}
    books_agree()
    no_differences()


def test_a_refused_card_leaves_the_order_as_it_was_and_another_may_be_tried(shop):
    _, order_id, _ = a_bought_order(MILK=1)
    change = edit_order(EditOrder(order_id, "one", add={"BREAD": 2}), now=clock.now())

    with pytest.raises(payments.PaymentDeclined):
        pay(order_id, change.id, DECLINED)
    paid = pay(order_id, change.id)

    assert paid.change.state == "in_force"
    with pytest.raises(ChangeIsSettled):
        pay(order_id, change.id)


def test_a_cheaper_edit_counts_at_once_and_its_difference_goes_back(shop, deliver):
    _, order_id, _ = a_bought_order(BREAD=3)

    change = edit_order(
        EditOrder(order_id, "swap", add={"MILK": 1}, remove={1: 2}, reason="swap"), now=clock.now()
    )
    deliver()

    assert (change.state, change.difference.minor, change.refund.minor) == ("in_force", -301, 301)
    assert given_back(order_id) == 301
    assert (on_hand("BREAD"), on_hand("MILK")) == (99, 99)
    assert units_of_groups(order_id) == {1: (3, 0, 2), 2: (1, 0, 0)}
    books_agree()
    no_differences()


def test_what_is_not_paid_in_time_lapses_and_is_free_again(shop, deliver):
    _, order_id, _ = a_bought_order(MILK=1)
    change = edit_order(EditOrder(order_id, "one", add={"BREAD": 100}), now=clock.now())
    assert inventory.stock_disagreements() == []

    assert lapse_changes(now=clock.now() + TO_PAY) == 1

    assert [each.state for each in changes_of_order(order_id)] == ["lapsed"]
    with pytest.raises(ChangeIsSettled):
        pay(order_id, change.id)
    again = edit_order(EditOrder(order_id, "two", add={"BREAD": 100}), now=clock.now())
    assert again.state == "awaiting_payment"


def test_money_for_what_was_called_off_meanwhile_goes_back(shop, deliver):
    _, order_id, _ = a_bought_order(MILK=1)
    change = edit_order(EditOrder(order_id, "one", add={"BREAD": 1}), now=clock.now())
    withdraw_change(order_id, change.id, now=clock.now())
    before = given_back(order_id)

    with pytest.raises(ChangeIsSettled):
        pay(order_id, change.id)

    assert given_back(order_id) == before == 0


def test_what_was_bought_up_meanwhile_is_not_sold_and_its_money_goes_back(shop, deliver):
    _, order_id, _ = a_bought_order(MILK=1)
    change = edit_order(EditOrder(order_id, "one", add={"BREAD": 60}), now=clock.now())
    inventory.release(change.id, now=clock.now())
    a_bought_order(BREAD=60)

    paid = pay(order_id, change.id)
    deliver()

    assert paid.change.state == "lapsed"
    assert given_back(order_id) == 60 * 250
    books_agree()
    no_differences()


def test_one_document_at_a_time_waits(shop):
    _, order_id, _ = a_bought_order(MILK=2)
    edit_order(EditOrder(order_id, "one", add={"BREAD": 1}), now=clock.now())

    with pytest.raises(ChangeIsOpen):
        edit_order(EditOrder(order_id, "two", add={"BREAD": 1}), now=clock.now())


def test_the_same_edit_is_written_once(shop):
    _, order_id, _ = a_bought_order(MILK=2)
    command = EditOrder(order_id, "one", remove={1: 1})

    assert edit_order(command, now=clock.now()).id == edit_order(command, now=clock.now()).id
    assert given_back(order_id) == 199


def test_what_documents_added_can_be_called_off_too(shop, deliver):
    _, order_id, _ = a_bought_order(MILK=1)
    change = edit_order(EditOrder(order_id, "one", add={"BREAD": 3}), now=clock.now())
    pay(order_id, change.id)

    cancel_lines(CancelLines(order_id, "two", {2: 2}, "too much"), now=clock.now())
    deliver()

    assert given_back(order_id) == 500
    assert on_hand("BREAD") == 99
    books_agree()
    no_differences()


def test_cancelling_the_order_gives_back_all_that_was_ever_paid(shop, deliver):
    _, order_id, bought = a_bought_order(MILK=1)
    change = edit_order(EditOrder(order_id, "one", add={"BREAD": 3}), now=clock.now())
    pay(order_id, change.id)

    cancel_order(CancelOrder(order_id, "all of it"), now=clock.now())
    deliver()

    assert given_back(order_id) == bought["totals"]["total"]["minor"] + 750
    assert (on_hand("MILK"), on_hand("BREAD")) == (100, 100)
    books_agree()
    no_differences()


def test_nothing_and_everything_are_no_edits(shop):
    _, order_id, _ = a_bought_order(MILK=1)

    for command in (EditOrder(order_id, "none"), EditOrder(order_id, "all", remove={1: 1})):
        with pytest.raises(NothingChanges):
            edit_order(command, now=clock.now())

    assert changes_of_order(order_id) == []


def test_what_is_handed_over_is_edited_no_more(shop):
    _, order_id, _ = a_bought_order(MILK=1)
    handed_over(order_id)

    with pytest.raises(OrderCannotChange):
        edit_order(EditOrder(order_id, "one", add={"BREAD": 1}), now=clock.now())


def test_nothing_is_added_that_nobody_has(shop):
    _, order_id, _ = a_bought_order(MILK=1)

    with pytest.raises(inventory.OutOfStock):
        edit_order(EditOrder(order_id, "one", add={"BREAD": 101}), now=clock.now())
