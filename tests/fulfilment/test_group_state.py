"""Every pair of state and action, for every kind of group."""

import pytest

from serai.fulfilment.domain.group_kind import GroupKind
from serai.fulfilment.domain.group_state import (
    GROUP_STATES,
    OUT,
    OVER,
    TO_DO,
    GroupAction,
    GroupState,
    advance_group,
    allowed_actions,
    leaves_by,
)
from serai.kernel.states import IllegalTransition


@pytest.mark.parametrize("kind", GroupKind)
@pytest.mark.parametrize("state", GroupState)
@pytest.mark.parametrize("action", GroupAction)
def test_a_group_moves_as_its_table_and_kind_say(
    kind: GroupKind, state: GroupState, action: GroupAction
) -> None:
    if action in allowed_actions(kind, state):
        assert advance_group(kind, state, action) is GROUP_STATES.transitions[state, action]
    else:
        with pytest.raises(IllegalTransition):
            advance_group(kind, state, action)


def test_each_state_is_waiting_here_out_or_over() -> None:
    assert sorted((GroupState.WAITING, *TO_DO, *OUT, *OVER)) == sorted(GroupState)


@pytest.mark.parametrize("kind", GroupKind)
def test_goods_leave_every_kind_of_group_from_the_beginning(kind: GroupKind) -> None:
    assert advance_group(kind, GroupState.OPEN, leaves_by(kind)) in OUT


@pytest.mark.parametrize("kind", GroupKind)
@pytest.mark.parametrize("state", [*OUT, *OVER])
def test_what_has_left_or_ended_is_neither_held_nor_cancelled(
    kind: GroupKind, state: GroupState
) -> None:
    assert not {GroupAction.HOLD, GroupAction.CANCEL} & set(allowed_actions(kind, state))


@pytest.mark.parametrize("kind", GroupKind)
def test_what_is_held_does_not_leave(kind: GroupKind) -> None:
    assert allowed_actions(kind, GroupState.HELD) == [GroupAction.RELEASE, GroupAction.CANCEL]


def test_a_parcel_is_never_put_aside_and_a_pick_up_never_shipped() -> None:
    possible = {
        kind: {a for s in GroupState for a in allowed_actions(kind, s)} for kind in GroupKind
    }

    assert not {GroupAction.MAKE_READY, GroupAction.GIVE_UP} & possible[GroupKind.SHIP]
    assert (
        not {GroupAction.PACK, GroupAction.SHIP, GroupAction.DELIVER} & possible[GroupKind.PICKUP]
    )
