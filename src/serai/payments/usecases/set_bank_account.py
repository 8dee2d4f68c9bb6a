"""Say where a channel's transfers go."""

from dataclasses import dataclass
from datetime import datetime

from stdnum import bic as bics
from stdnum import iban as ibans

from serai.kernel.errors import DomainError, Kind
from serai.payments.models import BankAccount
from serai.payments.queries.bank_account import BankAccountView, forget_accounts
from serai.plumbing.db import forget_with_work


class BadBankAccount(DomainError):
    """The account number, or the bank's code, cannot be right."""

    code = "payments.bad_bank_account"
    kind = Kind.REJECTED

    def __init__(self, field: str, value: str) -> None:
        self.field, self.value = field, value
        super().__init__(f"{value!r} is no {field.upper()}.")


@dataclass(frozen=True)
class SetBankAccount:
    """An account, its owner, and how many days shoppers have to pay."""

    channel_code: str
    holder: str
    iban: str
    bic: str = ""
    bank: str = ""
    days_to_pay: int = 14


def set_bank_account(command: SetBankAccount, *, now: datetime) -> BankAccountView:
    """
    Let transfers of a channel go to this account; orders that wait show it from now on.

    Raises:
        BadBankAccount: the check digits of the IBAN are wrong, or the BIC is none.
    """
    if not ibans.is_valid(command.iban):
        raise BadBankAccount("iban", command.iban)
    if command.bic and not bics.is_valid(command.bic):
        raise BadBankAccount("bic", command.bic)
    view = BankAccountView(
        channel_code=command.channel_code,
        holder=command.holder,
        iban=ibans.compact(command.iban),
        bic=bics.compact(command.bic) if command.bic else "",
        bank=command.bank,
        days_to_pay=command.days_to_pay,
    )
    BankAccount.objects.update_or_create(
        channel_code=view.channel_code,
        defaults={
            "holder": view.holder,
            "iban": view.iban,
            "bic": view.bic,
            "bank": view.bank,
            "days_to_pay": view.days_to_pay,
            "changed_at": now,
        },
    )
    forget_with_work(forget_accounts)
    return view
