"""A state machine is its table."""

from enum import StrEnum

import pytest

from serai.kernel.states import IllegalTransition, StateTable


class Door(StrEnum):
    OPEN = "open"
    SHUT = "shut"


class Push(StrEnum):
    CLOSE = "close"
    OPEN = "open"
    LOCK = "lock"


DOORS = StateTable({(Door.OPEN, Push.CLOSE): Door.SHUT, (Door.SHUT, Push.OPEN): Door.OPEN})


@pytest.mark.parametrize("state", Door)
@pytest.mark.parametrize("action", Push)
def test_every_pair_follows_the_table_or_is_refused_with_what_is_possible(state, action):
    if (state, action) in DOORS.transitions:
        assert DOORS.advance(state, action) == DOORS.transitions[state, action]
        return

    with pytest.raises(IllegalTransition) as refusal:
        DOORS.advance(state, action)

    assert refusal.value.facts == {
        "state": state,
        "action": action,
        "allowed": DOORS.allowed(state),
    }
