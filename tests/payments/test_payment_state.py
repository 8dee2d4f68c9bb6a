"""Every state and every action, and what news can do in whatever order it comes."""

from itertools import permutations, product

import pytest

from serai.kernel.states import IllegalTransition
from serai.payments.domain.payment_state import PAYMENT_STATES, PaymentAction, PaymentState
from serai.payments.domain.refund_state import REFUND_STATES, RefundAction, RefundState

EXPECTED = {
    ("processing", "require_action"): "requires_action",
    ("processing", "wait"): "pending",
    ("processing", "authorise"): "authorised",
    ("processing", "capture"): "captured",
    ("processing", "fail"): "failed",
    ("processing", "void"): "voided",
    ("requires_action", "wait"): "pending",
    ("requires_action", "authorise"): "authorised",
    ("requires_action", "capture"): "captured",
    ("requires_action", "fail"): "failed",
    ("requires_action", "void"): "voided",
    ("pending", "authorise"): "authorised",
    ("pending", "capture"): "captured",
    ("pending", "fail"): "failed",
    ("pending", "void"): "voided",
    ("authorised", "capture"): "captured",
    ("authorised", "void"): "voided",
    ("failed", "capture"): "captured",
    ("voided", "capture"): "captured",
}


@pytest.mark.parametrize(("state", "action"), list(product(PaymentState, PaymentAction)))
def test_a_payment_does_what_the_table_says_and_nothing_else(
    state: PaymentState, action: PaymentAction
):
    expected = EXPECTED.get((state.value, action.value))

    if expected is None:
        with pytest.raises(IllegalTransition):
            PAYMENT_STATES.advance(state, action)
    else:
        assert PAYMENT_STATES.advance(state, action) == expected


@pytest.mark.parametrize("action", list(PaymentAction))
def test_an_action_leads_to_one_state_wherever_it_starts(action: PaymentAction):
    targets = {PAYMENT_STATES.advance(state, action) for state in PAYMENT_STATES.sources(action)}

    assert len(targets) == 1


@pytest.mark.parametrize("last", [PaymentAction.CAPTURE, PaymentAction.FAIL, PaymentAction.VOID])
def test_news_ends_in_the_same_state_in_whatever_order_and_however_often(last: PaymentAction):
    news = [PaymentAction.REQUIRE_ACTION, PaymentAction.REQUIRE_ACTION, last, last]
    if last is not PaymentAction.FAIL:
        news.append(PaymentAction.AUTHORISE)

    ends = {_after(order) for order in permutations(news)}

    assert len(ends) == 1


@pytest.mark.parametrize("action", list(PaymentAction))
def test_a_captured_payment_stays_captured(action: PaymentAction):
    assert action not in PAYMENT_STATES.allowed(PaymentState.CAPTURED)


@pytest.mark.parametrize(("state", "action"), list(product(RefundState, RefundAction)))
def test_a_refund_is_decided_once(state: RefundState, action: RefundAction):
    decided = {
        RefundAction.CONFIRM: RefundState.CONFIRMED,
        RefundAction.REFUSE: RefundState.REFUSED,
    }

    if state is RefundState.REQUESTED:
        assert REFUND_STATES.advance(state, action) is decided[action]
    else:
        with pytest.raises(IllegalTransition):
            REFUND_STATES.advance(state, action)


def _after(news: tuple[PaymentAction, ...]) -> PaymentState:
    state = PaymentState.PROCESSING
    for action in news:
        if action in PAYMENT_STATES.allowed(state):
            state = PAYMENT_STATES.advance(state, action)
    return state
