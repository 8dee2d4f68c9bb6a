"""
What payments mean in the ledger.

When money is captured, the processor owes it to us, and it is ours only once the order is delivered: debit
`payments.receivable`, credit `payments.received`. A refund is the opposite. Both accounts are of the processor
and currency, in sixteen lanes that the payment's id chooses among, so that buyers who pay at the same moment
hardly ever wait for one another; all that happens to a payment stays in its lane.

What a bank takes back is a claim, `payments.disputed`, until it has decided: won, the processor owes it to us
again; lost, it was never received.
"""

from datetime import datetime
from functools import cache
from uuid import UUID

from serai.kernel.money import Money
from serai.ledger.public import (
    Account,
    AccountKind,
    Entry,
    Side,
    credit,
    debit,
    post,
    post_at_close,
)

RECEIVABLE = AccountKind("payments.receivable", Side.DEBIT, may_be_negative=True)
"""What processors hold for us. Below zero when more was refunded than captured since the last payout."""
RECEIVED = AccountKind("payments.received", Side.CREDIT, may_be_negative=True)
"""What shoppers have paid for orders."""
DISPUTED = AccountKind("payments.disputed", Side.DEBIT)
"""What shoppers' banks have taken back and have not decided about."""
_LANES = "0123456789abcdef"
CAPTURED, REFUNDED = "payments.captured", "payments.refunded"
TAKEN_BACK, WON, LOST = "payments.taken_back", "payments.dispute_won", "payments.dispute_lost"


def book_capture(
    payment_id: UUID, taken: Money, captured: Money, processor: str, *, now: datetime
) -> None:
    """Have the open unit of work post a capture when it ends; no statement of its own."""
    entry = entry_of_capture(payment_id, taken, processor, captured=captured)
    post_at_close(entry, opens=_every_lane(processor, taken.currency), now=now)


def book_refund(
    refund_id: UUID, payment_id: UUID, refunded: Money, processor: str, *, now: datetime
) -> None:
    """Have the open unit of work post a refund when it ends; no statement of its own."""
    entry = entry_of_refund(refund_id, payment_id, refunded, processor)
    post_at_close(entry, opens=_every_lane(processor, refunded.currency), now=now)


def book_dispute(
    dispute_id: UUID, payment_id: UUID, taken_back: Money, processor: str, *, now: datetime
) -> None:
    """Post what a bank took back; one statement."""
    receivable, _ = _accounts(payment_id, taken_back.currency, processor)
    claim = _claim(payment_id, taken_back.currency, processor)
    postings = debit(claim, taken_back.minor), credit(receivable, taken_back.minor)
    post(Entry(TAKEN_BACK, f"{TAKEN_BACK} {dispute_id}", postings), now=now)


def book_dispute_decision(
    dispute_id: UUID, payment_id: UUID, amount: Money, processor: str, *, won: bool, now: datetime
) -> None:
    """Post what a bank decided; one statement."""
    receivable, received = _accounts(payment_id, amount.currency, processor)
    claim = _claim(payment_id, amount.currency, processor)
    kind, owed = (WON, receivable) if won else (LOST, received)
    postings = debit(owed, amount.minor), credit(claim, amount.minor)
    post(Entry(kind, f"{kind} {dispute_id}", postings), now=now)


def entry_of_capture(
    payment_id: UUID,
    taken: Money,
    processor: str,
    *,
    captured: Money | None = None,
    at: datetime | None = None,
) -> Entry:
    """
    Return the entry of a capture; its reference is the payment's.

    A further part of a payment is told from the first by what it brings the sum to, `captured`.
    """
    receivable, received = _accounts(payment_id, taken.currency, processor)
    postings = debit(receivable, taken.minor), credit(received, taken.minor)
    further = f" {captured.minor}" if captured is not None and captured != taken else ""
    return Entry(CAPTURED, f"{CAPTURED} {payment_id}{further}", postings, occurred_at=at)


def entry_of_refund(
    refund_id: UUID,
    payment_id: UUID,
    refunded: Money,
    processor: str,
    *,
    at: datetime | None = None,
) -> Entry:
    """Return the entry of a refund; its reference is the refund's."""
    receivable, received = _accounts(payment_id, refunded.currency, processor)
    postings = debit(received, refunded.minor), credit(receivable, refunded.minor)
    return Entry(REFUNDED, f"{REFUNDED} {refund_id}", postings, occurred_at=at)


def receivable_of(payment_id: UUID, currency: str, processor: str) -> Account:
    """Return the account of what a processor owes us, in the lane of a payment."""
    return _accounts(payment_id, currency, processor)[0]


def received_of(payment_id: UUID, currency: str, processor: str) -> Account:
    """Return the account of what was paid through a processor, in the lane of a payment."""
    return _accounts(payment_id, currency, processor)[1]


def _accounts(payment_id: UUID, currency: str, processor: str) -> tuple[Account, Account]:
    lane = _lane(payment_id, processor)
    return RECEIVABLE.of(lane, currency), RECEIVED.of(lane, currency)


def _claim(payment_id: UUID, currency: str, processor: str) -> Account:
    return DISPUTED.of(_lane(payment_id, processor), currency)


def _lane(payment_id: UUID, processor: str) -> str:
    return f"{processor}/{_LANES[payment_id.int % len(_LANES)]}"


@cache
def _every_lane(processor: str, currency: str) -> tuple[Account, ...]:
    owners = [f"{processor}/{lane}" for lane in _LANES]
    return tuple(kind.of(owner, currency) for kind in (RECEIVABLE, RECEIVED) for owner in owners)
