"""The states of a return and what leads from one to the next."""

from enum import StrEnum

from serai.kernel.states import StateTable


class ReturnWay(StrEnum):
    """How goods come back."""

    POST = "post"
    STORE = "store"
    KEEP = "keep"
    """They do not: the shopper keeps them, and the money goes back all the same."""


class ReturnState(StrEnum):
    """Where a return stands."""

    REQUESTED = "requested"
    """The shopper has asked; people decide."""
    APPROVED = "approved"
    """The goods may come; whoever sends them has a label."""
    REFUSED = "refused"
    CANCELLED = "cancelled"
    """Called off, or nothing came in time."""
    RECEIVED = "received"
    """The goods are here and looked at; a dearer exchange waits for its difference."""
    SETTLED = "settled"
    """Money is on its way, or the other goods are."""


class ReturnAction(StrEnum):
    """What can happen to a return."""

    APPROVE = "approve"
    REFUSE = "refuse"
    CANCEL = "cancel"
    RECEIVE = "receive"
    SETTLE = "settle"


_S, _A = ReturnState, ReturnAction

RETURN_STATES = StateTable(
    {
        (_S.REQUESTED, _A.APPROVE): _S.APPROVED,
        (_S.REQUESTED, _A.REFUSE): _S.REFUSED,
        (_S.REQUESTED, _A.CANCEL): _S.CANCELLED,
        (_S.APPROVED, _A.CANCEL): _S.CANCELLED,
        (_S.APPROVED, _A.RECEIVE): _S.RECEIVED,
        (_S.RECEIVED, _A.SETTLE): _S.SETTLED,
        # What the shopper keeps is never received.
        (_S.APPROVED, _A.SETTLE): _S.SETTLED,
    }
)
