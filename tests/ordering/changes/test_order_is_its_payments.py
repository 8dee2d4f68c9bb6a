"""The order is its payments: what the nightly check says of money that was paid for nothing and went back."""

from datetime import timedelta
from uuid import uuid4

import pytest
from ordering.changes.lives import OrderLife
from ordering.changes.makers import differences

from serai.kernel import clock
from serai.ordering.queries.changes.change_view import changes_of_order
from serai.ordering.queries.order_view import order
from serai.ordering.usecases.changes.edit_order import EditOrder, edit_order
from serai.ordering.usecases.refund_order import RefundOrder, refund_order
from serai.payments import public as payments
from serai.payments.usecases.recover_processing import recover_processing
from serai.plumbing.db import execute

pytestmark = pytest.mark.django_db


def _paid_for_what_lapsed(shop) -> OrderLife:
    """Pay a difference by card of goods that leave before the money is heard of; a gift card paid the most."""
    life = OrderLife(shop, "gift_card", {"MILK": 2})
    edit_order(EditOrder(life.id, "k", {"BREAD": 4}, {1: 1}, "swap"), now=clock.now())
    life.pay_and_crash_after_the_call(0)
    life.hand_over_all(0)
    return life


def _sums(life: OrderLife) -> dict[str, tuple[int, int]]:
    """Return what each payment took, and gave back."""
    found = payments.payments_of_order(life.id)
    return {each.purpose: (each.captured.minor, each.refunded.minor) for each in found}


def test_what_lapsed_and_went_back_is_none_of_the_order_even_when_its_card_was_given_all_back(shop):
    life = _paid_for_what_lapsed(shop)
    life.come_to_rest()
    assert _sums(life) == {"tender 1": (300, 0), "order": (597, 0), "change 1": (801, 801)}
    assert differences() == []

    refund_order(RefundOrder(life.id, "all of the card", "sorry", 597), now=clock.now())
    life.come_to_rest()

    assert _sums(life) == {"tender 1": (300, 0), "order": (597, 597), "change 1": (801, 801)}
    assert differences() == []


def test_money_for_what_does_not_count_is_found_until_it_goes_back(shop):
    life = _paid_for_what_lapsed(shop)

    recover_processing(now=clock.now() + timedelta(minutes=2))  # and the order has not heard of it

    [sentence] = differences()
    assert sentence.endswith("costs 8.97 USD; its payments are of 16.98 USD.")
    life.come_to_rest()
    assert differences() == []


def test_money_of_an_attempt_that_was_given_up_for_another_goes_back(shop):
    life = OrderLife(shop, "card", {"MILK": 2})
    change = edit_order(EditOrder(life.id, "k", {"BREAD": 1}), now=clock.now())
    life.pay_and_crash_after_the_call(0)
    execute("UPDATE ordering_order_change SET payment_id = %s WHERE id = %s", [uuid4(), change.id])

    life.everything_arrives()

    assert _sums(life)["change 1"] == (250, 250)
    assert [each.state for each in changes_of_order(life.id)] == ["awaiting_payment"]


def test_two_refunds_heard_in_any_order_leave_the_order_refunded(shop):
    life = OrderLife(shop, "gift_card", {"MILK": 2})
    refund_order(RefundOrder(life.id, "whole", "sorry"), now=clock.now())

    life.come_to_rest()

    seen = order(life.id)
    assert (seen.refunded.minor, seen.payment.state) == (897, "refunded")
    assert differences() == []
