"""The states of a payment and what leads from one to the next."""

from enum import StrEnum

from serai.kernel.states import StateTable


class PaymentState(StrEnum):
    """Where a payment stands."""

    PROCESSING = "processing"
    """The processor was asked, or is about to be; what it did is not known yet."""
    REQUIRES_ACTION = "requires_action"
    """The shopper must confirm on the processor's page (3-D Secure)."""
    PENDING = "pending"
    """Accepted, and the money comes by itself: a transfer, cash at the door."""
    AUTHORISED = "authorised"
    """The amount is set aside at the processor; nothing is taken yet."""
    CAPTURED = "captured"
    """The money is taken: all of it, or the part that `captured` says."""
    FAILED = "failed"
    """The processor refused; no money was taken."""
    VOIDED = "voided"
    """Given up, or run out, before any money was taken."""


class PaymentAction(StrEnum):
    """What can happen to a payment."""

    REQUIRE_ACTION = "require_action"
    WAIT = "wait"
    AUTHORISE = "authorise"
    CAPTURE = "capture"
    FAIL = "fail"
    VOID = "void"


_S, _A = PaymentState, PaymentAction

PAYMENT_STATES = StateTable(
    {
        (_S.PROCESSING, _A.REQUIRE_ACTION): _S.REQUIRES_ACTION,
        (_S.PROCESSING, _A.WAIT): _S.PENDING,
        (_S.PROCESSING, _A.AUTHORISE): _S.AUTHORISED,
        (_S.PROCESSING, _A.CAPTURE): _S.CAPTURED,
        (_S.PROCESSING, _A.FAIL): _S.FAILED,
        (_S.PROCESSING, _A.VOID): _S.VOIDED,
        (_S.REQUIRES_ACTION, _A.WAIT): _S.PENDING,
        (_S.REQUIRES_ACTION, _A.AUTHORISE): _S.AUTHORISED,
        (_S.REQUIRES_ACTION, _A.CAPTURE): _S.CAPTURED,
        (_S.REQUIRES_ACTION, _A.FAIL): _S.FAILED,
        (_S.REQUIRES_ACTION, _A.VOID): _S.VOIDED,
        (_S.PENDING, _A.AUTHORISE): _S.AUTHORISED,
        (_S.PENDING, _A.CAPTURE): _S.CAPTURED,
        (_S.PENDING, _A.FAIL): _S.FAILED,
        (_S.PENDING, _A.VOID): _S.VOIDED,
        (_S.AUTHORISED, _A.CAPTURE): _S.CAPTURED,
        (_S.AUTHORISED, _A.VOID): _S.VOIDED,
        # The processor's book is the truth about money: news of a capture is believed even after
        # we had given the payment up. Whoever owns the order then decides to deliver or to refund.
        (_S.FAILED, _A.CAPTURE): _S.CAPTURED,
        (_S.VOIDED, _A.CAPTURE): _S.CAPTURED,
    }
)
"""
News only ever moves a payment forward, so doubled or reordered news ends in the same state.

That another part is taken, or the rest let go, changes amounts and no state: those only grow.
"""
