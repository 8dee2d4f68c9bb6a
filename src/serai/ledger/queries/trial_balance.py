"""The trial balance: every account's sum, and that debits equal credits."""

from dataclasses import dataclass
from datetime import datetime

from serai.plumbing.db import rows


@dataclass(frozen=True, slots=True)
class TrialBalanceRow:
    """The accounts of one kind and unit: how many, and what stands in debit and in credit on them."""

    kind: str
    unit: str
    accounts: int
    debit: int
    credit: int


@dataclass(frozen=True, slots=True)
class TrialBalance:
    """All accounts by kind and unit. In each unit, debits equal credits."""

    rows: tuple[TrialBalanceRow, ...]

    @property
    def totals(self) -> dict[str, tuple[int, int]]:
        """Return the sums of debit and credit by unit."""
        sums: dict[str, tuple[int, int]] = {}
        for row in self.rows:
            debit, credit = sums.get(row.unit, (0, 0))
            sums[row.unit] = debit + row.debit, credit + row.credit
        return sums


def trial_balance(*, until: datetime | None = None) -> TrialBalance:
    """
    Add up every posting that happened up to `until` (without it: every posting); one statement.

    It reads the postings, not the balances that are kept beside them, and so proves those. It scans
    them all: a million take less than a second.
    """
    found = rows(
        _SUMS.format("WHERE occurred_at <= %s" if until else ""), [until] if until else None
    )
    return TrialBalance(tuple(TrialBalanceRow(*row) for row in found))


_SUMS = """
SELECT a.kind, a.unit, count(*)::int,
  coalesce(sum(s.balance) FILTER (WHERE s.balance > 0), 0)::bigint,
  coalesce(-sum(s.balance) FILTER (WHERE s.balance < 0), 0)::bigint
FROM (
  SELECT account_id, sum(amount)::bigint AS balance FROM ledger_posting {} GROUP BY account_id
) AS s JOIN ledger_account AS a ON a.id = s.account_id
GROUP BY a.kind, a.unit ORDER BY a.kind, a.unit"""
