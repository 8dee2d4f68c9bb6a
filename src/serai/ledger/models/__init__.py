"""Tables of the books."""

from serai.ledger.models.account import AccountRow
from serai.ledger.models.entry import EntryRow, PostingRow
from serai.ledger.models.hold import Hold
from serai.ledger.models.lot import Lot, LotUse
from serai.ledger.models.trial_balance_line import TrialBalanceLine

__all__ = ["AccountRow", "EntryRow", "Hold", "Lot", "LotUse", "PostingRow", "TrialBalanceLine"]
