"""Where a channel's transfers go."""

from dataclasses import dataclass

from serai.kernel.errors import DomainError, Kind
from serai.payments.models import BankAccount
from serai.plumbing.caches import ShortCache


class BankAccountNotFound(DomainError):
    """The channel has no account that transfers could go to."""

    code = "payments.bank_account_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, channel_code: str) -> None:
        self.channel_code = channel_code
        super().__init__(f"The channel {channel_code} has no bank account yet.")


@dataclass(frozen=True)
class BankAccountView:
    """One account."""

    channel_code: str
    holder: str
    iban: str
    bic: str
    bank: str
    days_to_pay: int


_accounts: ShortCache[str, BankAccountView | None] = ShortCache(seconds=10)


def bank_account(channel_code: str) -> BankAccountView | None:
    """Return the account of a channel, up to ten seconds old; `None`: it takes no transfers."""
    return _accounts.get(channel_code, lambda: _read(channel_code))


def forget_accounts() -> None:
    """Let this process read them anew."""
    _accounts.forget()


def _read(channel_code: str) -> BankAccountView | None:
    row = BankAccount.objects.filter(pk=channel_code).first()
    if row is None:
        return None
    return BankAccountView(
        row.channel_code, row.holder, row.iban, row.bic, row.bank, row.days_to_pay
    )
