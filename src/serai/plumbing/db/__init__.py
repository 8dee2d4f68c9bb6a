"""Transactions and plain SQL through Django's connection."""

from serai.plumbing.db.done_again import done_again
from serai.plumbing.db.statements import (
    StatementPart,
    copy_csv_into,
    copy_csv_out,
    copy_into,
    dict_rows,
    execute,
    mend_connection,
    rows,
)
from serai.plumbing.db.unit_of_work import (
    current_work,
    forget_with_work,
    refuse_inside_work,
    unit_of_work,
)

__all__ = [
    "StatementPart",
    "copy_csv_into",
    "copy_csv_out",
    "copy_into",
    "current_work",
    "dict_rows",
    "done_again",
    "execute",
    "forget_with_work",
    "mend_connection",
    "refuse_inside_work",
    "rows",
    "unit_of_work",
]
