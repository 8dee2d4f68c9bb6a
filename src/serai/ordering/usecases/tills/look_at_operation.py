"""Note that somebody has looked at what a till told."""

from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.ordering.models import TillOperation
from serai.ordering.queries.tills.operation_page import TillOperationView
from serai.plumbing.db import unit_of_work


class TillOperationNotFound(DomainError):
    """Nothing of this id has come from a till."""

    code = "ordering.till_operation_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("Nothing of this id has come from a till.")


@unit_of_work()
def look_at_operation(operation_id: UUID, *, seen_by: str, now: datetime) -> TillOperationView:
    """
    Note that somebody has dealt with an operation's conflicts; the first to say so stays.

    Raises:
        TillOperationNotFound: no such operation.
    """
    found = TillOperation.objects.select_related("till").filter(pk=operation_id)
    row = found.select_for_update(of=("self",)).first()
    if row is None:
        raise TillOperationNotFound
    if row.seen_at is None:
        row.seen_at, row.seen_by = now, seen_by[:200]
        row.save(update_fields=["seen_at", "seen_by"])
    return TillOperationView.of(row)
