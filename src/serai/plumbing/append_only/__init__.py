"""Tables to which rows are only added: read in an order in which none is ever skipped."""

from serai.plumbing.append_only.note_transactions import note_transactions
from serai.plumbing.append_only.read_in_order import (
    START,
    AppendOnlyTable,
    Horizon,
    Place,
    WrittenRow,
    horizon,
    instant,
)

__all__ = [
    "START",
    "AppendOnlyTable",
    "Horizon",
    "Place",
    "WrittenRow",
    "horizon",
    "instant",
    "note_transactions",
]
