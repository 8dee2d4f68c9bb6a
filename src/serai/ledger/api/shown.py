"""How the books look over HTTP."""

from dataclasses import asdict
from typing import Any

from serai.ledger.domain.units import as_decimal
from serai.ledger.queries.account_view import AccountView
from serai.ledger.queries.entry_view import EntryView, PostingView
from serai.ledger.queries.statement import StatementLine
from serai.ledger.queries.trial_balance import TrialBalance


def amount_shown(minor: int, unit: str) -> dict[str, Any]:
    """Return an amount as decimal text and in the smallest unit."""
    return {"amount": f"{as_decimal(minor, unit):f}", "minor": minor, "unit": unit}


def account_shown(view: AccountView) -> dict[str, Any]:
    """Return an account with its balance."""
    amounts = {"balance": view.balance, "held": view.held, "available": view.available}
    shown = {name: amount_shown(minor, view.unit) for name, minor in amounts.items()}
    return {**asdict(view), **shown}


def line_shown(line: StatementLine, unit: str) -> dict[str, Any]:
    """Return a line of a statement."""
    amounts = {"amount": line.amount, "balance": line.balance}
    return {**asdict(line), **{name: amount_shown(n, unit) for name, n in amounts.items()}}


def entry_shown(entry: EntryView) -> dict[str, Any]:
    """Return an entry with its postings."""
    return {**asdict(entry), "postings": [_posting(posting) for posting in entry.postings]}


def trial_balance_shown(found: TrialBalance) -> dict[str, Any]:
    """Return a trial balance with its sums."""
    return {
        "rows": [
            {
                "kind": row.kind,
                "unit": row.unit,
                "accounts": row.accounts,
                "debit": amount_shown(row.debit, row.unit),
                "credit": amount_shown(row.credit, row.unit),
            }
            for row in found.rows
        ],
        "totals": [
            {
                "unit": unit,
                "debit": amount_shown(debit, unit),
                "credit": amount_shown(credit, unit),
            }
            for unit, (debit, credit) in found.totals.items()
        ],
    }


def _posting(posting: PostingView) -> dict[str, Any]:
    size = amount_shown(abs(posting.amount), posting.unit)
    return {
        "account_id": posting.account_id,
        "kind": posting.kind,
        "owner": posting.owner,
        "debit": size if posting.amount > 0 else None,
        "credit": size if posting.amount < 0 else None,
    }
