"""Accounts as others see them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.pages import Page, decode_cursor, encode_cursor
from serai.ledger.domain.account import Account, Side
from serai.plumbing.db import dict_rows


class AccountNotFound(DomainError):
    """There is no such account."""

    code = "ledger.account_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, account_id: UUID) -> None:
        self.account_id = account_id
        super().__init__(f"There is no account {account_id}.")


@dataclass(frozen=True, slots=True)
class AccountView:
    """
    An account and what stands on it, in the smallest unit and on its normal side.

    `balance` less `held` is `available`.
    """

    id: UUID
    kind: str
    owner: str
    unit: str
    normal_side: Side
    may_be_negative: bool
    keeps_lots: bool
    balance: int
    held: int
    opened_at: datetime

    @property
    def available(self) -> int:
        """Return what can be used now."""
        return self.balance - self.held

    @classmethod
    def of(cls, row: dict[str, Any]) -> "AccountView":
        """Return the view of a row."""
        side = Side(row["normal_side"])
        return cls(**{**row, "normal_side": side, "balance": row["balance"] * side.sign})


COLUMNS = (
    "id, kind, owner, unit, normal_side, may_be_negative, keeps_lots, balance, held, opened_at"
)


def account_view(account: Account | UUID) -> AccountView:
    """
    Return one account; one statement.

    Raises:
        AccountNotFound: it was never opened.
    """
    wanted = account if isinstance(account, UUID) else account.id
    found = dict_rows(f"SELECT {COLUMNS} FROM ledger_account WHERE id = %s", [wanted])  # noqa: S608
    if not found:
        raise AccountNotFound(wanted)
    return AccountView.of(found[0])


def balance_of(account: Account) -> int:
    """Return the balance on the normal side in the smallest unit; an account never used has 0."""
    found = dict_rows("SELECT balance FROM ledger_account WHERE id = %s", [account.id])
    return int(found[0]["balance"]) * account.kind.side.sign if found else 0


def account_page(
    *, kind: str = "", owner: str = "", cursor: str | None = None, limit: int = 50
) -> Page[AccountView]:
    """
    Return accounts by kind, owner and unit, perhaps of one kind or owner only; one statement.

    Raises:
        BadCursor: the cursor is not of this list.
    """
    after = decode_cursor(cursor, str, str, str) if cursor else ("", "", "")
    found = dict_rows(
        _page(by_kind=bool(kind), by_owner=bool(owner)),
        [*filter(None, (kind, owner)), *after, limit + 1],
    )
    views = [AccountView.of(row) for row in found]
    shown = views[:limit]
    more = len(views) > limit
    last = encode_cursor(shown[-1].kind, shown[-1].owner, shown[-1].unit) if more else None
    return Page(shown, last)


def _page(*, by_kind: bool, by_owner: bool) -> str:
    conditions = ["kind = %s"] * by_kind + ["owner = %s"] * by_owner
    conditions.append("(kind, owner, unit) > (%s, %s, %s)")
    return (
        f"SELECT {COLUMNS} FROM ledger_account WHERE {' AND '.join(conditions)}"  # noqa: S608
        " ORDER BY kind, owner, unit LIMIT %s"
    )
