"""Transfers as people read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from serai.inventory.models import Transfer
from serai.kernel.errors import DomainError, Kind
from serai.kernel.pages import Page, decode_cursor, encode_cursor


class TransferNotFound(DomainError):
    """There is no such transfer."""

    code = "inventory.transfer_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, transfer_id: UUID) -> None:
        self.transfer_id = transfer_id
        super().__init__(f"There is no transfer {transfer_id}.")


@dataclass(frozen=True, slots=True)
class TransferLineView:
    """Units of an article: asked for, sent and received; `missing` is what never came, below 0 what came too much."""

    sku: str
    units: int
    sent: int
    received: int
    missing: int


@dataclass(frozen=True, slots=True)
class TransferView:
    """Goods that go from one location to another, by their codes."""

    id: UUID
    state: str
    source: str
    target: str
    note: str
    made_by: str
    made_at: datetime
    sent_by: str
    sent_at: datetime | None
    received_by: str
    received_at: datetime | None
    lines: tuple[TransferLineView, ...]

    @classmethod
    def of(cls, row: Transfer) -> "TransferView":
        """Return the view of a row whose locations, lines and their variants are loaded."""
        is_over = row.state == "received"
        return cls(
            row.pk,
            row.state,
            row.source.code,
            row.target.code,
            row.note,
            row.made_by,
            row.made_at,
            row.sent_by,
            row.sent_at,
            row.received_by,
            row.received_at,
            tuple(
                TransferLineView(
                    line.variant.sku,
                    line.units,
                    line.sent,
                    line.received,
                    line.sent - line.received if is_over else 0,
                )
                for line in sorted(row.lines.all(), key=lambda line: line.variant.sku)
            ),
        )


def transfer_view(transfer_id: UUID) -> TransferView:
    """
    Return a transfer; two statements.

    Raises:
        TransferNotFound: there is none.
    """
    row = _rows().filter(pk=transfer_id).first()
    if row is None:
        raise TransferNotFound(transfer_id)
    return TransferView.of(row)


def transfer_page(
    *,
    states: Sequence[str] = (),
    location: str = "",
    cursor: str | None = None,
    limit: int = 50,
) -> Page[TransferView]:
    """
    Return transfers, the newest first; two statements.

    Args:
        states: only those; all unless given.
        location: only those from or to one, by its code.
        cursor: where the page before ended.
        limit: how many.

    Raises:
        BadCursor: the cursor is not of this list.
    """
    found = _rows()
    if states:
        found = found.filter(state__in=states)
    if location:
        found = found.filter(source__code=location) | found.filter(target__code=location)
    if cursor:
        [last] = decode_cursor(cursor, UUID)
        found = found.filter(pk__lt=last)
    rows = list(found.order_by("-pk")[: limit + 1])
    shown = rows[:limit]
    following = encode_cursor(shown[-1].pk) if len(rows) > limit else None
    return Page([TransferView.of(row) for row in shown], following)


def _rows() -> QuerySet[Transfer]:
    return Transfer.objects.select_related("source", "target").prefetch_related("lines__variant")
