"""Lock ahead what a change will post to later."""

from collections.abc import Iterable
from uuid import UUID

from serai.ledger.domain.account import Account
from serai.plumbing.db import rows

_LOCK = """
WITH held AS MATERIALIZED (
  SELECT account_id FROM ledger_hold WHERE reference = ANY(%s::text[]) ORDER BY id FOR UPDATE)
SELECT id FROM ledger_account
WHERE id IN (SELECT account_id FROM held) OR id = ANY(%s::uuid[])
ORDER BY id FOR UPDATE
"""


def lock_ahead(holds: Iterable[str], accounts: Iterable[Account]) -> set[UUID]:
    """
    Lock holds with their accounts, and other accounts beside them, until the transaction ends; one statement.

    For a change that must lock something else between its own entries, or posts several: whoever locks
    accounts locks them all in the order of their ids.

    Args:
        holds: by their references; those that are not there are passed over.
        accounts: those that are not open are passed over.

    Returns:
        The accounts that are locked.
    """
    ids = [account.id for account in accounts]
    return {account_id for (account_id,) in rows(_LOCK, [list(holds), ids])}
