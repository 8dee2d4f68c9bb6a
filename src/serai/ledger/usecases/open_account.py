"""Open accounts."""

from collections.abc import Iterable
from datetime import datetime

from serai.kernel.errors import DomainError, Kind
from serai.ledger.domain.account import Account
from serai.ledger.domain.units import check_unit
from serai.ledger.queries.account_view import AccountView, account_view
from serai.plumbing.db import execute, unit_of_work


class BadAccount(DomainError):
    """The name of an account is too long or empty, or it keeps lots and may be negative."""

    code = "ledger.bad_account"
    kind = Kind.REJECTED

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(f"The account cannot be opened: {why}.")


class AccountDiffers(DomainError):
    """There is an account of that name with another side, or other rules."""

    code = "ledger.account_differs"
    kind = Kind.CONFLICT

    def __init__(self, account: Account) -> None:
        self.account_kind, self.owner, self.unit = account.kind.name, account.owner, account.unit
        super().__init__(
            f"The account {account.kind.name} {account.owner} {account.unit} is open with another side"
            " or other rules."
        )


@unit_of_work()
def open_account(account: Account, *, now: datetime) -> AccountView:
    """
    Open an account, or find it open; two statements. Posting to an account by its name opens it, too.

    Raises:
        BadUnit: its unit is none.
        BadAccount: its name does not fit, or its rules do not go together.
        AccountDiffers: it is open with another side or other rules.
    """
    open_accounts([account], now=now)
    view, kind = account_view(account), account.kind
    standing = view.normal_side, view.may_be_negative, view.keeps_lots
    if standing != (kind.side, kind.may_be_negative, kind.keeps_lots):
        raise AccountDiffers(account)
    return view


def open_accounts(accounts: Iterable[Account], *, now: datetime) -> None:
    """
    Open those of the accounts that are not open; one statement. Opens in key order.

    Raises:
        BadUnit: a unit is none.
        BadAccount: a name does not fit, or rules do not go together.
    """
    wanted = {account.id: account for account in accounts}
    for account in wanted.values():
        _check(account)
    columns: list[list[object]] = [[], [], [], [], [], [], []]
    for key in sorted(wanted):
        account = wanted[key]
        kind = account.kind
        values = (key, kind.name, account.owner, account.unit, kind.side.value)
        for column, value in zip(
            columns, (*values, kind.may_be_negative, kind.keeps_lots), strict=True
        ):
            column.append(value)
    execute(_OPEN, [now, *columns])


def _check(account: Account) -> None:
    check_unit(account.unit)
    if not 1 <= len(account.kind.name) <= 50 or len(account.owner) > 200:
        raise BadAccount("its kind must have 1 to 50 characters and its owner at most 200")
    if any(ord(sign) < 32 for sign in account.kind.name + account.owner):
        raise BadAccount("its kind and owner must have no control characters")
    if account.kind.keeps_lots and account.kind.may_be_negative:
        raise BadAccount("an account that keeps lots may not be negative")


_OPEN = """
INSERT INTO ledger_account (id, kind, owner, unit, normal_side, may_be_negative, keeps_lots,
  balance, held, opened_at)
SELECT a.*, 0, 0, %s FROM unnest(
  %s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[], %s::bool[], %s::bool[]) AS a
ON CONFLICT DO NOTHING"""
