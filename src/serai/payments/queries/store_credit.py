"""What a customer may spend, and how it came about."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.kernel.money import Money
from serai.kernel.pages import Page
from serai.ledger.public import AccountNotFound, account_view, statement
from serai.payments.queries.balances import credit_account


@dataclass(frozen=True)
class StoreCreditView:
    """One customer's credit in one currency."""

    customer_id: UUID
    balance: Money
    available: Money
    """The balance less what open orders hold."""


@dataclass(frozen=True)
class CreditMove:
    """One change of a customer's credit."""

    happened_at: datetime
    kind: str
    amount: Money
    """Below zero when credit was used."""
    balance: Money
    note: str


def store_credit(customer_id: UUID, currency: str) -> StoreCreditView:
    """Return a customer's credit; one statement. Who never had any has none."""
    try:
        account = account_view(credit_account(customer_id, currency))
    except AccountNotFound:
        nothing = Money(0, currency)
        return StoreCreditView(customer_id, nothing, nothing)
    return StoreCreditView(
        customer_id, Money(account.balance, currency), Money(account.available, currency)
    )


def store_credit_moves(
    customer_id: UUID, currency: str, *, cursor: str | None = None, limit: int = 50
) -> Page[CreditMove]:
    """
    Return how a customer's credit came about, the newest first; two statements.

    Raises:
        BadCursor: the cursor is not of this list.
    """
    try:
        page = statement(credit_account(customer_id, currency), cursor=cursor, limit=limit)
    except AccountNotFound:
        return Page([], None)
    return Page(
        [
            CreditMove(
                happened_at=line.occurred_at,
                kind=line.kind.rpartition(".")[2],
                amount=Money(line.amount, currency),
                balance=Money(line.balance, currency),
                note=line.note,
            )
            for line in page.items
        ],
        page.next_cursor,
    )
