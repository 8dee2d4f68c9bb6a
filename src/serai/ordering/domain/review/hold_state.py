"""The states of a hold and what leads from one to the next."""

from enum import StrEnum

from serai.kernel.states import StateTable


class HoldState(StrEnum):
    """Where a hold stands."""

    SHADOW = "shadow"
    """The rule is only being tried: it would have held the order, and held nothing."""
    OPEN = "open"
    """The goods stay here until somebody has decided."""
    RELEASED = "released"
    """Looked into, and the goods may go."""
    REJECTED = "rejected"
    """Looked into, and the order was called off."""
    ENDED = "ended"
    """The order was called off for another reason, so there was nothing left to decide."""


class HoldAction(StrEnum):
    """What can happen to a hold."""

    RELEASE = "release"
    REJECT = "reject"
    END = "end"


_S, _A = HoldState, HoldAction

HOLD_STATES = StateTable(
    {
        (_S.OPEN, _A.RELEASE): _S.RELEASED,
        (_S.OPEN, _A.REJECT): _S.REJECTED,
        (_S.OPEN, _A.END): _S.ENDED,
    }
)
"""A hold stops goods, never money: what was taken or set aside stays so until the order is called off."""


class RuleMode(StrEnum):
    """What a rule does."""

    OFF = "off"
    """Nothing."""
    SHADOW = "shadow"
    """It notes which orders it would hold."""
    ON = "on"
    """It holds them."""


RULE, STAFF = "rule", "staff"
"""Kinds of holds that are decided in the review: by a rule, by hand. Other kinds are named by who set them."""
REVIEWED = (RULE, STAFF)
