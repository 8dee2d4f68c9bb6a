"""
What plans of instalments mean in the ledger.

The order's own payment is taken by ourselves, `instalments`: what that processor owes us, its
`payments.receivable`, is what shoppers still owe. What a card pays for a part was received like any payment; an
entry of its own moves it to where it belongs: the price of the goods out of what is owed, the charge to
`payments.instalment_charges`. What is let off is a cost, `payments.instalments_let_off`.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from serai.kernel.money import Money
from serai.ledger.public import Account, AccountKind, Entry, Posting, Side, credit, debit, post
from serai.payments.models import InstalmentPlan
from serai.payments.queries.instalments.offered_terms import INSTALMENTS
from serai.payments.usecases.keep_books import receivable_of, received_of

CHARGES = AccountKind("payments.instalment_charges", Side.CREDIT, may_be_negative=True)
"""What lending has earned; owned by the channel."""
LET_OFF = AccountKind("payments.instalments_let_off", Side.DEBIT, may_be_negative=True)
"""Of prices, what shoppers need not pay although their goods did not come back; owned by the channel."""
COLLECTED = "payments.instalment_collected"
WAIVED, RETURNED = "payments.instalment_waived", "payments.instalments_returned"


def book_collected(
    plan: InstalmentPlan,
    payment_id: UUID,
    processor: str,
    *,
    price: Money,
    charge: Money,
    now: datetime,
) -> None:
    """Post what a payment paid for: of the price, and for lending; one statement."""
    received = received_of(payment_id, plan.currency, processor)
    postings = (
        debit(received, (price + charge).minor),
        *_credited(price, charge, plan),
    )
    _post(COLLECTED, f"{payment_id}", postings, now)


def book_waived(plan: InstalmentPlan, price: Money, number: int, *, now: datetime) -> None:
    """Post a part of the price that need not be paid; one statement, none for nothing."""
    if not price:
        return
    lost = debit(LET_OFF.of(plan.channel_code, plan.currency), price.minor)
    _post(WAIVED, f"{plan.pk} {number}", (lost, credit(lent(plan), price.minor)), now)


def book_returned(
    plan: InstalmentPlan,
    key: str,
    *,
    price: Money,
    charge: Money,
    given: Sequence[tuple[UUID, str, Money]],
    now: datetime,
) -> None:
    """
    Post what goes back of what was paid or let off, when goods came back; one statement, none for nothing.

    The refund of the order's own payment takes the whole price out of what is owed; this puts back what
    was not owed any more, and charges that are given back are earned no more.

    Args:
        plan: the plan.
        key: the caller's name of the return.
        price: of the goods, the part that was not open any more.
        charge: of charges that were paid, what is given back.
        given: payment, its processor, and what of it is given back.
        now: the present instant.
    """
    back = sum(money.minor for _, _, money in given)
    postings = [credit(received_of(pk, plan.currency, who), m.minor) for pk, who, m in given]
    if price:
        postings.append(debit(lent(plan), price.minor))
    if charge:
        postings.append(debit(CHARGES.of(plan.channel_code, plan.currency), charge.minor))
    rest = price.minor + charge.minor - back
    if rest:
        postings.append(credit(LET_OFF.of(plan.channel_code, plan.currency), rest))
    if postings:
        _post(RETURNED, f"{plan.pk} {key}", postings, now)


def lent(plan: InstalmentPlan) -> Account:
    """Return the account of what shoppers owe, in the lane of the order's payment."""
    assert plan.payment_id is not None
    return receivable_of(plan.payment_id, plan.currency, INSTALMENTS)


def _credited(price: Money, charge: Money, plan: InstalmentPlan) -> tuple[Posting, ...]:
    owed = credit(lent(plan), price.minor)
    if not charge:
        return (owed,)
    earned = credit(CHARGES.of(plan.channel_code, plan.currency), charge.minor)
    return (owed, earned) if price else (earned,)


def _post(kind: str, reference: str, postings: Sequence[Posting], now: datetime) -> None:
    post(Entry(kind, f"{kind} {reference}", tuple(postings)), now=now)
