"""Accounts and entries for tests."""

from datetime import UTC, datetime
from uuid import uuid4

from serai.ledger.public import Account, AccountKind, Entry, EntryView, Side, credit, debit, post

NOW = datetime(2026, 3, 14, 15, 9, 26, tzinfo=UTC)
CASH = AccountKind("tests.cash", Side.DEBIT, may_be_negative=True)
WALLET = AccountKind("tests.wallet", Side.CREDIT)
POINTS = AccountKind("tests.points", Side.CREDIT, keeps_lots=True)
COST = AccountKind("tests.cost", Side.DEBIT, may_be_negative=True)
HOUSE = CASH.of("", "EUR")


def a_wallet(owner: str = "ann", unit: str = "EUR") -> Account:
    """Return somebody's wallet, which may not be negative."""
    return WALLET.of(owner, unit)


def moved(
    amount: int, *, debited: Account, credited: Account, reference: str = "", **wishes: object
) -> Entry:
    """Return an entry that debits one account and credits another."""
    ends = wishes.pop("expires_at", None)
    return Entry(
        "tests.moved",
        reference or f"moved {uuid4()}",
        (debit(debited, amount), credit(credited, amount, expires_at=ends)),
        **wishes,
    )


def paid_in(amount: int, wallet: Account, **wishes: object) -> EntryView:
    """Put money (or whatever the unit is) into a wallet."""
    house = CASH.of("", wallet.unit)
    return post(moved(amount, debited=house, credited=wallet, **wishes), now=NOW)


def spent(amount: int, wallet: Account, **wishes: object) -> EntryView:
    """Take it out again."""
    house = CASH.of("", wallet.unit)
    return post(moved(amount, debited=wallet, credited=house, **wishes), now=NOW)
