"""The states of an order."""

import pytest

from serai.kernel.states import IllegalTransition
from serai.ordering.domain.order_state import ORDER_STATES, OrderAction, OrderState

ALLOWED = {
    ("placing", "confirm"): "paid",
    ("placing", "accept"): "accepted",
    ("placing", "fail"): "failed",
    ("placing", "cancel"): "cancelled",
    ("accepted", "pay"): "paid",
    ("accepted", "cancel"): "cancelled",
    ("accepted", "fulfil"): "fulfilled",
    ("paid", "cancel"): "cancelled",
    ("paid", "fulfil"): "fulfilled",
}


@pytest.mark.parametrize("action", OrderAction)
@pytest.mark.parametrize("state", OrderState)
def test_only_the_steps_in_the_table_are_possible(state: OrderState, action: OrderAction):
    expected = ALLOWED.get((state.value, action.value))

    if expected is not None:
        assert ORDER_STATES.advance(state, action) == expected
        return
    with pytest.raises(IllegalTransition) as refusal:
        ORDER_STATES.advance(state, action)

    assert refusal.value.allowed == [act for st, act in ALLOWED if st == state]


@pytest.mark.parametrize("state", ["failed", "cancelled", "fulfilled", "completed"])
def test_nothing_leads_out_of_an_end(state: str):
    assert ORDER_STATES.allowed(OrderState(state)) == []
