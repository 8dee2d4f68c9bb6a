"""Compare what payments say was taken and given back with what was posted."""

from serai.kernel.money import Money
from serai.ledger.public import Account, balances_of
from serai.payments.domain.difference import Difference, DifferenceKind
from serai.payments.queries.instalments.offered_terms import INSTALMENTS
from serai.payments.usecases.keep_books import RECEIVABLE, RECEIVED
from serai.plumbing.db import rows

_SUMS = """
SELECT processor, currency, right(id::text, 1),
  sum(captured_minor - refunded_minor - charged_back_minor - coalesce(moved_minor, 0))::bigint
FROM payments_payment LEFT JOIN payments_instalment_collection ON payment_id = id
WHERE captured_minor > 0
GROUP BY processor, currency, right(id::text, 1)
"""
_LENT = """
SELECT pay.currency, right(pay.id::text, 1),
  sum(pay.captured_minor - pay.refunded_minor - plan.settled_minor)::bigint
FROM payments_instalment_plan AS plan JOIN payments_payment AS pay ON pay.id = plan.payment_id
WHERE pay.captured_minor > 0 OR plan.settled_minor <> 0
GROUP BY pay.currency, right(pay.id::text, 1)
"""


def compare_ledger() -> tuple[list[Difference], list[str]]:
    """
    Return the differences between payments and ledger over all time, and what was compared.

    Each of the lanes in which a processor's payments are posted stands for itself, and so does what shoppers owe
    for plans of instalments. Three statements; three more when something differs, because a payment may have
    come between them: only what differs by the same amount twice counts.
    """
    first = _compare()
    again = _compare() if any(first.values()) else {}
    found = [
        _difference(account, by) for account, by in first.items() if by and again.get(account) == by
    ]
    return found, [_subject(account) for account in first]


def _compare() -> dict[Account, int]:
    sums = {
        RECEIVED.of(f"{processor}/{lane}", currency): minor
        for processor, currency, lane, minor in rows(_SUMS)
    }
    for currency, lane, minor in rows(_LENT):
        sums[RECEIVABLE.of(f"{INSTALMENTS}/{lane}", currency)] = minor
    balances = balances_of(sums)
    return {account: balances[account] - minor for account, minor in sums.items()}


def _subject(account: Account) -> str:
    what = "owed to " if account.kind == RECEIVABLE else ""
    return f"{what}{account.owner} {account.unit}"


def _difference(account: Account, by: int) -> Difference:
    processor, _, lane = account.owner.partition("/")
    amount = Money(by, account.unit)
    more = f"{amount} more" if by > 0 else f"{-amount} less"
    verb, others = "was received", "payments do"
    if account.kind == RECEIVABLE:
        verb, others = "is owed by shoppers", "plans of instalments do"
    return Difference(
        DifferenceKind.LEDGER,
        _subject(account),
        f"Of payments through {processor} whose id ends in {lane}, the ledger says {more} {verb}"
        f" than the {others}.",
        amount,
        processor,
    )
