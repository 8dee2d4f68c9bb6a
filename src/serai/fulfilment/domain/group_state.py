"""The states of a fulfilment group and what leads from one to the next."""

from enum import StrEnum
from types import MappingProxyType

from serai.fulfilment.domain.group_kind import GroupKind
from serai.kernel.states import IllegalTransition, StateTable


class GroupState(StrEnum):
    """Where the goods of a group are."""

    WAITING = "waiting"
    """Sold before it was there: it waits for goods."""
    OPEN = "open"
    """To be picked; nobody has begun."""
    HELD = "held"
    """Nobody may go on until it is released."""
    PICKING = "picking"
    """Somebody is picking; some of it may be."""
    PACKED = "packed"
    """Picked and packed; it waits for the carrier."""
    READY = "ready"
    """It waits for the shopper to collect it."""
    SHIPPED = "shipped"
    """With the carrier."""
    HANDED_OVER = "handed_over"
    """With the shopper: collected, sold at a counter, or sent as a file or key."""
    DELIVERED = "delivered"
    """Brought by the carrier."""
    CANCELLED = "cancelled"
    """None of it goes out."""
    NO_SHOW = "no_show"
    """Nobody came for it in time; it is back in stock."""


class GroupAction(StrEnum):
    """What can happen to a group."""

    ARRIVE = "arrive"
    HOLD = "hold"
    RELEASE = "release"
    PICK = "pick"
    PACK = "pack"
    MAKE_READY = "make_ready"
    SHIP = "ship"
    HAND_OVER = "hand_over"
    DELIVER = "deliver"
    CANCEL = "cancel"
    GIVE_UP = "give_up"


_S, _A = GroupState, GroupAction
_HERE = (_S.OPEN, _S.PICKING, _S.PACKED, _S.READY)

GROUP_STATES: StateTable[GroupState, GroupAction] = StateTable(
    {
        (_S.WAITING, _A.ARRIVE): _S.OPEN,
        (_S.OPEN, _A.PICK): _S.PICKING,
        (_S.PICKING, _A.PICK): _S.PICKING,
        # A small shop packs without writing down that it picks.
        (_S.OPEN, _A.PACK): _S.PACKED,
        (_S.PICKING, _A.PACK): _S.PACKED,
        (_S.OPEN, _A.MAKE_READY): _S.READY,
        (_S.PICKING, _A.MAKE_READY): _S.READY,
        # Nor does a counter: goods may go out from wherever they are.
        **{(state, _A.SHIP): _S.SHIPPED for state in _HERE if state is not _S.READY},
        **{(state, _A.HAND_OVER): _S.HANDED_OVER for state in _HERE if state is not _S.PACKED},
        (_S.SHIPPED, _A.DELIVER): _S.DELIVERED,
        # What is picked stays picked; released, the group is open again.
        **{(state, _A.HOLD): _S.HELD for state in _HERE},
        (_S.HELD, _A.RELEASE): _S.OPEN,
        **{(state, _A.CANCEL): _S.CANCELLED for state in (*_HERE, _S.HELD, _S.WAITING)},
        (_S.READY, _A.GIVE_UP): _S.NO_SHOW,
    }
)
"""Whether a group is late, and whether it is paid, is asked elsewhere; neither is a state of it."""

OUT = (_S.SHIPPED, _S.HANDED_OVER, _S.DELIVERED)
"""Its goods have left."""
OVER = (_S.CANCELLED, _S.NO_SHOW)
"""None of its goods will leave any more."""
TO_DO = (*_HERE, _S.HELD)
"""Somebody still has to do something about it here; what waits for goods asks nobody yet."""

_NOT_OF: MappingProxyType[GroupKind, tuple[GroupAction, ...]] = MappingProxyType(
    {
        GroupKind.SHIP: (_A.MAKE_READY, _A.HAND_OVER, _A.GIVE_UP),
        GroupKind.PICKUP: (_A.PACK, _A.SHIP, _A.DELIVER),
        GroupKind.COUNTER: (_A.PACK, _A.SHIP, _A.DELIVER, _A.MAKE_READY, _A.GIVE_UP),
        GroupKind.DIGITAL: (
            _A.ARRIVE,
            _A.PICK,
            _A.PACK,
            _A.SHIP,
            _A.DELIVER,
            _A.MAKE_READY,
            _A.GIVE_UP,
        ),
    }
)


def advance_group(kind: GroupKind, state: GroupState, action: GroupAction) -> GroupState:
    """
    Return the state that follows for a group of this kind.

    Raises:
        IllegalTransition: the state does not allow the action, or the kind knows no such thing.
    """
    possible = allowed_actions(kind, state)
    if action not in possible:
        raise IllegalTransition(state, action, [*possible])
    return GROUP_STATES.advance(state, action)


def allowed_actions(kind: GroupKind, state: GroupState) -> list[GroupAction]:
    """Return what can happen to a group of this kind, in the table's order."""
    return [each for each in GROUP_STATES.allowed(state) if each not in _NOT_OF[kind]]


def leaves_by(kind: GroupKind) -> GroupAction:
    """Return the action by which goods of this kind of group leave."""
    return _A.SHIP if kind is GroupKind.SHIP else _A.HAND_OVER
