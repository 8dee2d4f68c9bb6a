"""Give a customer store credit, or take some back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.ledger.public import Entry, InsufficientBalance, credit, debit, post
from serai.payments.domain.amount import refuse_nothing
from serai.payments.queries.balances import STORE_CREDIT_GRANTED, credit_account
from serai.payments.queries.store_credit import StoreCreditView, store_credit


class TooLittleCredit(DomainError):
    """More is taken back than there is."""

    code = "payments.too_little_credit"
    kind = Kind.CONFLICT

    def __init__(self, asked: Money) -> None:
        self.asked = asked
        super().__init__(f"The customer has less than {asked} of credit available.")


@dataclass(frozen=True)
class GrantStoreCredit:
    """How much, to whom, and why; `key` is the caller's name of it: repeated, it is granted once."""

    customer_id: UUID
    amount: Money
    reason: str
    key: str
    expires_at: datetime | None = None


def grant_store_credit(command: GrantStoreCredit, *, now: datetime) -> StoreCreditView:
    """
    Give the customer something to spend; joins the caller's transaction.

    Raises:
        NothingToPay: nothing would be given.
        ReferenceReused: the key was first used for another grant.
    """
    refuse_nothing(command.amount)
    currency = command.amount.currency
    post(
        Entry(
            "payments.store_credit_granted",
            f"store credit {command.key}",
            (
                debit(STORE_CREDIT_GRANTED.of("staff", currency), command.amount.minor),
                credit(
                    credit_account(command.customer_id, currency),
                    command.amount.minor,
                    expires_at=command.expires_at,
                ),
            ),
            note=command.reason,
        ),
        now=now,
    )
    return store_credit(command.customer_id, currency)


def take_back_store_credit(command: GrantStoreCredit, *, now: datetime) -> StoreCreditView:
    """
    Take some of a customer's credit back; joins the caller's transaction.

    Raises:
        NothingToPay: nothing would be taken.
        TooLittleCredit: less is available.
        ReferenceReused: the key was first used for something else.
    """
    refuse_nothing(command.amount)
    currency = command.amount.currency
    taken = debit(credit_account(command.customer_id, currency), command.amount.minor)
    granted = credit(STORE_CREDIT_GRANTED.of("staff", currency), command.amount.minor)
    entry = Entry(
        "payments.store_credit_taken_back",
        f"store credit {command.key}",
        (taken, granted),
        note=command.reason,
    )
    try:
        post(entry, now=now)
    except InsufficientBalance:
        raise TooLittleCredit(command.amount) from None
    return store_credit(command.customer_id, currency)
