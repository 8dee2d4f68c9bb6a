"""The states of an instalment."""

from enum import StrEnum

from serai.kernel.states import StateTable


class InstalmentState(StrEnum):
    """Where one part of a plan stands."""

    DUE = "due"
    """It is to be paid on its day."""
    OVERDUE = "overdue"
    """Its day has passed without the money."""
    PAID = "paid"
    WAIVED = "waived"
    """Nothing more is asked for: staff let it off, or its goods came back."""


class InstalmentAction(StrEnum):
    """What can happen to one part of a plan."""

    PAY = "pay"
    MISS = "miss"
    WAIVE = "waive"


_S, _A = InstalmentState, InstalmentAction

INSTALMENT_STATES = StateTable(
    {
        (_S.DUE, _A.PAY): _S.PAID,
        (_S.DUE, _A.MISS): _S.OVERDUE,
        (_S.DUE, _A.WAIVE): _S.WAIVED,
        (_S.OVERDUE, _A.PAY): _S.PAID,
        (_S.OVERDUE, _A.WAIVE): _S.WAIVED,
    }
)
"""What is paid or waived stays so; money that came back for returned goods is the plan's to know."""
