"""Balances of many accounts at once."""

from collections.abc import Iterable

from serai.ledger.domain.account import Account
from serai.plumbing.db import rows


def balances_of(accounts: Iterable[Account]) -> dict[Account, int]:
    """
    Return what stands on each account, in the smallest unit, above zero on its normal side; one statement.

    An account that nothing was posted to yet stands at 0.
    """
    wanted = {account.id: account for account in accounts}
    found = dict(
        rows("SELECT id, balance FROM ledger_account WHERE id = ANY(%s)", [list(wanted)])
        if wanted
        else []
    )
    return {
        account: found.get(account_id, 0) * account.kind.side.sign
        for account_id, account in wanted.items()
    }
