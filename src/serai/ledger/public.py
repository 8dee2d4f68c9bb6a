"""
What other contexts may call.

An account is named by a kind, which its context declares, and by owner and unit; it opens at first use::

    POINTS = AccountKind("loyalty.points", Side.CREDIT, keeps_lots=True)
    post(Entry("loyalty.earned", f"loyalty.earned {order_id}", (
        debit(COST.of("", "PTS"), 120), credit(POINTS.of(str(customer_id), "PTS"), 120))), now=now)

Every write joins the caller's unit of work. Statements: `post` 1 (2 where lots are kept),
`post_at_close` 0 (1), `hold` 1, `lock_ahead` 1,
`capture_hold` up to 6, `release_hold` 4, `balance_of` 1, `statement` 2, `trial_balance` 1.
"""

from serai.ledger.domain.account import Account, AccountKind, Side
from serai.ledger.domain.entry import BadEntry, Entry, Posting, Unbalanced, credit, debit
from serai.ledger.domain.hold_state import HoldState
from serai.ledger.domain.units import CARBON, POINTS, BadUnit
from serai.ledger.queries.account_view import (
    AccountNotFound,
    AccountView,
    account_page,
    account_view,
    balance_of,
)
from serai.ledger.queries.balances import balances_of
from serai.ledger.queries.disagreements import ledger_disagreements
from serai.ledger.queries.entries_in_order import ENTRIES
from serai.ledger.queries.entry_view import (
    EntryNotFound,
    EntryView,
    PostingView,
    entry_page,
    entry_view,
    is_posted,
)
from serai.ledger.queries.hold_view import HoldNotFound, HoldView, hold_of_reference, hold_view
from serai.ledger.queries.lots import LotView, open_lots
from serai.ledger.queries.statement import StatementLine, statement
from serai.ledger.queries.trial_balance import TrialBalance, TrialBalanceRow, trial_balance
from serai.ledger.usecases.capture_hold import CaptureHold, CaptureTooLarge, capture_hold
from serai.ledger.usecases.expire_lots import BREAKAGE
from serai.ledger.usecases.hold import HoldAmount, hold
from serai.ledger.usecases.lock_ahead import lock_ahead
from serai.ledger.usecases.open_account import AccountDiffers, BadAccount, open_account
from serai.ledger.usecases.post import post
from serai.ledger.usecases.post_at_close import post_at_close
from serai.ledger.usecases.post_many import post_many
from serai.ledger.usecases.release_hold import release_hold
from serai.ledger.usecases.reverse import NotReversible, reverse
from serai.ledger.usecases.write_entries import InsufficientBalance, ReferenceReused

__all__ = [
    "BREAKAGE",
    "CARBON",
    "ENTRIES",
    "POINTS",
    "Account",
    "AccountDiffers",
    "AccountKind",
    "AccountNotFound",
    "AccountView",
    "BadAccount",
    "BadEntry",
    "BadUnit",
    "CaptureHold",
    "CaptureTooLarge",
    "Entry",
    "EntryNotFound",
    "EntryView",
    "HoldAmount",
    "HoldNotFound",
    "HoldState",
    "HoldView",
    "InsufficientBalance",
    "LotView",
    "NotReversible",
    "Posting",
    "PostingView",
    "ReferenceReused",
    "Side",
    "StatementLine",
    "TrialBalance",
    "TrialBalanceRow",
    "Unbalanced",
    "account_page",
    "account_view",
    "balance_of",
    "balances_of",
    "capture_hold",
    "credit",
    "debit",
    "entry_page",
    "entry_view",
    "hold",
    "hold_of_reference",
    "hold_view",
    "is_posted",
    "ledger_disagreements",
    "lock_ahead",
    "open_account",
    "open_lots",
    "post",
    "post_at_close",
    "post_many",
    "release_hold",
    "reverse",
    "statement",
    "trial_balance",
]
