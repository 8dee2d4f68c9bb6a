"""The states of a dispute."""

from enum import StrEnum

from serai.kernel.states import StateTable


class DisputeState(StrEnum):
    """Where a dispute stands."""

    OPENED = "opened"
    """The bank has taken the amount back; evidence is taken until `due_at`."""
    CONTESTED = "contested"
    """Evidence is in; the bank decides."""
    WON = "won"
    """The amount is ours again."""
    LOST = "lost"
    """The amount stays with the shopper."""


class DisputeAction(StrEnum):
    """What can happen to a dispute."""

    CONTEST = "contest"
    WIN = "win"
    LOSE = "lose"


_S, _A = DisputeState, DisputeAction

DISPUTE_STATES = StateTable(
    {
        (_S.OPENED, _A.CONTEST): _S.CONTESTED,
        (_S.OPENED, _A.WIN): _S.WON,
        (_S.CONTESTED, _A.WIN): _S.WON,
        (_S.OPENED, _A.LOSE): _S.LOST,
        (_S.CONTESTED, _A.LOSE): _S.LOST,
    }
)
"""What a bank has decided stands; older news changes nothing."""
