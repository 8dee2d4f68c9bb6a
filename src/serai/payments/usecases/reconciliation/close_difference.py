"""Put a difference aside that somebody has looked into."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.payments.queries.reconciliation.difference_view import (
    DifferenceNotFound,
    DifferenceView,
    difference,
)
from serai.plumbing.db import execute, unit_of_work


class DifferenceIsClosed(DomainError):
    """Somebody, or a check, has closed it before."""

    code = "payments.difference_is_closed"
    kind = Kind.CONFLICT

    def __init__(self, difference_id: UUID) -> None:
        self.difference_id = difference_id
        super().__init__("This difference is closed already.")


@dataclass(frozen=True)
class CloseDifference:
    """Which difference, and what came of looking into it."""

    difference_id: UUID
    note: str


@unit_of_work()
def close_difference(command: CloseDifference, *, now: datetime) -> DifferenceView:
    """
    Close a difference with a note. If the books still disagree, the next check opens it anew.

    Raises:
        DifferenceNotFound: no such difference.
        DifferenceIsClosed: it was closed before.
    """
    changed = execute(
        "UPDATE payments_difference SET closed_at = %s, note = %s"
        " WHERE id = %s AND closed_at IS NULL",
        [now, command.note, command.difference_id],
    )
    view = difference(command.difference_id)
    if not changed:
        raise DifferenceIsClosed(command.difference_id)
    return view


__all__ = ["CloseDifference", "DifferenceIsClosed", "DifferenceNotFound", "close_difference"]
