"""The states of a stored plan."""

from enum import StrEnum

from serai.kernel.states import StateTable


class PlanState(StrEnum):
    """Where a plan stands."""

    PROPOSED = "proposed"
    """Shown to a shopper, who has not ordered yet; nothing is owed."""
    AGREED = "agreed"
    """An order is placed with it, and its first part is under way."""
    OPEN = "open"
    """The first part is paid, others are still to be paid."""
    ENDED = "ended"
    """Nothing is to be paid any more."""
    VOID = "void"
    """Its first part was not paid, so there is no order and nothing is owed."""


class PlanAction(StrEnum):
    """What can happen to a plan."""

    AGREE = "agree"
    BEGIN = "begin"
    END = "end"
    GIVE_UP = "give_up"


_S, _A = PlanState, PlanAction

PLAN_STATES = StateTable(
    {
        (_S.PROPOSED, _A.AGREE): _S.AGREED,
        (_S.AGREED, _A.BEGIN): _S.OPEN,
        (_S.AGREED, _A.GIVE_UP): _S.VOID,
        (_S.OPEN, _A.END): _S.ENDED,
    }
)
"""An ended plan stays ended; goods that come back later only bring back money that was paid."""


class EndedBy(StrEnum):
    """How the last open part of a plan was settled."""

    PAID = "paid"
    PAID_OFF = "paid_off"
    RETURNED = "returned"
    WAIVED = "waived"
