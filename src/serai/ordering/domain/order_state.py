"""The states of an order and what leads from one to the next."""

from enum import StrEnum

from serai.kernel.states import StateTable


class OrderState(StrEnum):
    """Where an order stands."""

    PLACING = "placing"
    """Written down and its stock reserved; whether it is paid is not known yet."""
    ACCEPTED = "accepted"
    """Agreed, its stock has left the books, and its money is still to come: by transfer, or in cash."""
    PAID = "paid"
    """Paid for; its stock has left the books."""
    FAILED = "failed"
    """The payment failed; the stock is free and the cart open again."""
    CANCELLED = "cancelled"
    """Called off; what was paid goes back."""
    FULFILLED = "fulfilled"
    """Handed over to the shopper."""
    COMPLETED = "completed"
    """History that was imported: bought, paid and taken home elsewhere."""


class OrderAction(StrEnum):
    """What can happen to an order."""

    ACCEPT = "accept"
    CONFIRM = "confirm"
    PAY = "pay"
    FAIL = "fail"
    CANCEL = "cancel"
    FULFIL = "fulfil"


_S, _A = OrderState, OrderAction

ORDER_STATES = StateTable(
    {
        (_S.PLACING, _A.CONFIRM): _S.PAID,
        (_S.PLACING, _A.ACCEPT): _S.ACCEPTED,
        (_S.ACCEPTED, _A.PAY): _S.PAID,
        (_S.ACCEPTED, _A.CANCEL): _S.CANCELLED,
        # Cash on delivery: the goods may be handed over a moment before the money is noted.
        (_S.ACCEPTED, _A.FULFIL): _S.FULFILLED,
        (_S.PLACING, _A.FAIL): _S.FAILED,
        # Paid, but the stock was lost and cannot be found again: the money goes back.
        (_S.PLACING, _A.CANCEL): _S.CANCELLED,
        (_S.PAID, _A.CANCEL): _S.CANCELLED,
        (_S.PAID, _A.FULFIL): _S.FULFILLED,
    }
)
"""How much is paid is the ledger's answer and how much is handed over fulfilment's; neither is here."""
