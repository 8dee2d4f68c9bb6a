"""
What a payout means in the ledger.

The processor owed us what was captured; now our bank has it, less fees: debit `payments.bank` and
`payments.fees`, credit `payments.receivable` in the lane of each payment. Lines of no payment that we know go
to `payments.unmatched`, where somebody must look. When a processor settles in another currency than was paid,
`payments.exchange` stands between the two.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from serai.ledger.public import Account, AccountKind, Entry, Posting, Side, debit, post
from serai.payments.domain.movement import Movement, MovementKind, PayoutReport
from serai.payments.usecases.keep_books import receivable_of

BANK = AccountKind("payments.bank", Side.DEBIT, may_be_negative=True)
"""What processors have sent to our bank."""
FEES = AccountKind("payments.fees", Side.DEBIT, may_be_negative=True)
"""What processors have kept for themselves."""
UNMATCHED = AccountKind("payments.unmatched", Side.CREDIT, may_be_negative=True)
"""What processors have paid out, or kept back, for payments that are none of ours."""
EXCHANGE = AccountKind("payments.exchange", Side.CREDIT, may_be_negative=True)
"""What was paid in one currency and settled in another: below zero in the one, above in the other."""
PAID_OUT = "payments.paid_out"


def book_payout(
    report: PayoutReport, payment_of: Mapping[str, UUID | None], *, now: datetime
) -> None:
    """
    Post a payout, once however often it is told; one statement.

    What arrived is posted as it arrived: if its lines do not add up to it, the rest stands in
    `payments.unmatched`.
    """
    sums: dict[Account, int] = defaultdict(int)
    unmatched = UNMATCHED.of(report.processor, report.amount.currency)
    sums[BANK.of(report.processor, report.amount.currency)] += report.amount.minor
    sums[unmatched] -= report.amount.minor
    for line in report.movements:
        sums[unmatched] += line.net.minor
        _add(sums, report.processor, line, payment_of.get(line.reference))
    postings: tuple[Posting, ...] = tuple(
        debit(account, amount) for account, amount in sums.items() if amount
    )
    if postings:
        reference = f"{PAID_OUT} {report.processor} {report.reference}"
        post(Entry(PAID_OUT, reference, postings), now=now)


def _add(sums: dict[Account, int], processor: str, line: Movement, payment_id: UUID | None) -> None:
    """Debit what the processor kept, credit what it no longer owes."""
    currency = line.gross.currency
    if line.kind is MovementKind.FEE:
        sums[FEES.of(processor, currency)] -= line.net.minor
        return
    sums[FEES.of(processor, currency)] += line.fee.minor
    if payment_id is None:
        sums[UNMATCHED.of(processor, currency)] -= line.gross.minor
        return
    settled = line.in_payment
    sums[receivable_of(payment_id, settled.currency, processor)] -= settled.minor
    if settled.currency != currency:
        sums[EXCHANGE.of(processor, settled.currency)] += settled.minor
        sums[EXCHANGE.of(processor, currency)] -= line.gross.minor
