"""Store credit pays for orders."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.ordering.ports import Payer, Purse
from serai.payments import public as payments


class NoStoreCredit(DomainError):
    """The shopper has no store credit here, or is not logged in."""

    code = "ordering.no_store_credit"
    kind = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__("You have no store credit here.")


@dataclass(frozen=True)
class StoreCredit:
    """The tender of store credit; it is claimed by being logged in."""

    method: str = "store_credit"

    def find(self, claim: str, *, payer: Payer, now: datetime) -> Purse:
        """
        Return the shopper's own credit.

        Raises:
            NoStoreCredit: there is none, or nobody is logged in.
        """
        if payer.customer_id is None:
            raise NoStoreCredit
        purse = self.look(str(payer.customer_id), payer=payer, now=now)
        if not purse.available:
            raise NoStoreCredit
        return purse

    def look(self, source: str, *, payer: Payer, now: datetime) -> Purse:
        """Return a shopper's credit as it is now; somebody else's pays nothing."""
        if source != str(payer.customer_id):
            return Purse(source, "", Money(0, payer.currency))
        credit = payments.store_credit(UUID(source), payer.currency)
        return Purse(source, "", credit.available)

    def hold(self, source: str, amount: Money, *, payment_id: UUID, now: datetime) -> None:
        """
        Keep an amount of the credit.

        Raises:
            BalanceTooSmall: less is left.
        """
        account = payments.credit_account(UUID(source), amount.currency)
        payments.hold_balance(account, amount, payment_id=payment_id, method=self.method, now=now)

    def capture(self, source: str, amount: Money, *, payment_id: UUID, now: datetime) -> None:
        """Take what was held."""
        payments.capture_balance(amount, payment_id=payment_id, method=self.method, now=now)

    def release(self, source: str, *, payment_id: UUID, now: datetime) -> None:
        """Let go what was held."""
        payments.release_balance(payment_id=payment_id, now=now)

    def give_back(
        self, source: str, amount: Money, *, payment_id: UUID, key: str, now: datetime
    ) -> None:
        """Put an amount back."""
        account = payments.credit_account(UUID(source), amount.currency)
        payments.put_back(
            account,
            amount,
            payment_id=payment_id,
            method=self.method,
            key=key,
            expires_at=None,
            now=now,
        )
