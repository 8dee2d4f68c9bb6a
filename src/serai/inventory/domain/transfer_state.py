"""The states of a transfer between locations and what leads from one to the next."""

from enum import StrEnum

from serai.kernel.states import StateTable


class TransferState(StrEnum):
    """Where a transfer stands."""

    PLANNED = "planned"
    """Nothing has moved; units are still to be taken from the shelf."""
    SENT = "sent"
    """Its units have left the one location and are not at the other yet."""
    RECEIVED = "received"
    """All that will ever come has come; what is missing is told."""
    CANCELLED = "cancelled"
    """Called off before anything moved."""


class TransferAction(StrEnum):
    """What can happen to a transfer."""

    SEND = "send"
    RECEIVE = "receive"
    CLOSE = "close"
    CANCEL = "cancel"


_S, _A = TransferState, TransferAction

TRANSFER_STATES = StateTable(
    {
        (_S.PLANNED, _A.SEND): _S.SENT,
        (_S.PLANNED, _A.CANCEL): _S.CANCELLED,
        (_S.SENT, _A.RECEIVE): _S.SENT,
        (_S.SENT, _A.CLOSE): _S.RECEIVED,
    }
)
"""What is on its way cannot be called off: the location that gave it may receive it back by another transfer."""
