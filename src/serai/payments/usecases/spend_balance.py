"""
Pay with a balance that is held with us: a gift card, store credit.

A payment that is begun holds part of the balance, so nobody spends it twice; when it is captured, what was
held settles what the in-house processor owes for the payment; a refund is the opposite. All of it joins the
caller's transaction and is safe to repeat.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.ledger import public as ledger
from serai.payments.usecases.keep_books import receivable_of, received_of
from serai.plumbing.db import unit_of_work


class BalanceTooSmall(DomainError):
    """What was to be paid with has too little left by now."""

    code = "payments.balance_too_small"
    kind = Kind.CONFLICT

    def __init__(self, method: str, asked: Money) -> None:
        self.method, self.asked = method, asked
        super().__init__(f"There is less than {asked} left; look at what is to be paid again.")


def hold_balance(
    account: ledger.Account, amount: Money, *, payment_id: UUID, method: str, now: datetime
) -> None:
    """
    Keep part of a balance for a payment; one statement.

    Raises:
        BalanceTooSmall: less is available.
    """
    wanted = ledger.HoldAmount(account, amount.minor, _held(payment_id))
    try:
        ledger.hold(wanted, now=now)
    except (ledger.InsufficientBalance, ledger.AccountNotFound):
        raise BalanceTooSmall(method, amount) from None


def lock_balances(held: Iterable[tuple[UUID, str]], currency: str) -> None:
    """
    Lock the balances that payments hold, and the accounts that they post to, in one order; one statement.

    Comes before every lock on what orders share besides: promotions, places, stock. Balances that are not
    kept in the ledger are passed over.

    Args:
        held: payments and their methods.
        currency: of all of them.
    """
    parts = list(held)
    ledger.lock_ahead(
        [_held(payment_id) for payment_id, _ in parts],
        [
            of(payment_id, currency, method)
            for payment_id, method in parts
            for of in (receivable_of, received_of)
        ],
    )


@unit_of_work()
def capture_balance(amount: Money, *, payment_id: UUID, method: str, now: datetime) -> None:
    """
    Take what is held for a payment, or less; the rest is available again. What was taken stays taken.

    Raises:
        BalanceTooSmall: nothing is held for it any more.
    """
    held = ledger.hold_of_reference(_held(payment_id))
    if held is not None and held.state is ledger.HoldState.CAPTURED:
        return
    if held is None or held.state is not ledger.HoldState.HELD:
        raise BalanceTooSmall(method, amount)
    ledger.capture_hold(
        ledger.CaptureHold(
            hold_id=held.id,
            to=receivable_of(payment_id, amount.currency, method),
            kind="payments.balance_spent",
            reference=f"payments.balance_spent {payment_id}",
            amount=amount.minor,
        ),
        now=now,
    )


@unit_of_work()
def release_balance(*, payment_id: UUID, now: datetime) -> None:
    """Let go what is held for a payment."""
    held = ledger.hold_of_reference(_held(payment_id))
    if held is not None and held.state is ledger.HoldState.HELD:
        ledger.release_hold(held.id, now=now)


def put_back(  # noqa: PLR0913 - each says something of its own
    account: ledger.Account,
    amount: Money,
    *,
    payment_id: UUID,
    method: str,
    key: str,
    expires_at: datetime | None,
    now: datetime,
) -> None:
    """
    Give part of what a payment took back to a balance, once for each `key`.

    `expires_at` is until when it can be used; a repeated call keeps what the first one said.
    """
    owed = ledger.debit(receivable_of(payment_id, amount.currency, method), amount.minor)
    back = ledger.credit(account, amount.minor, expires_at=expires_at)
    reference = f"payments.balance_put_back {key}"
    if ledger.is_posted(reference):
        return
    ledger.post(ledger.Entry("payments.balance_put_back", reference, (owed, back)), now=now)


def _held(payment_id: UUID) -> str:
    return f"payment {payment_id}"
