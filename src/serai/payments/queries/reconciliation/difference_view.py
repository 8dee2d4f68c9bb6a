"""Differences as others see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.kernel.pages import Page, decode_cursor, encode_cursor
from serai.payments.domain.difference import DifferenceKind
from serai.plumbing.db import dict_rows, rows


class DifferenceNotFound(DomainError):
    """There is no such difference."""

    code = "payments.difference_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, difference_id: UUID) -> None:
        self.difference_id = difference_id
        super().__init__(f"There is no difference {difference_id}.")


@dataclass(frozen=True)
class DifferenceView:
    """Where two books disagree."""

    id: UUID
    kind: DifferenceKind
    subject: str
    sentence: str
    by: Money
    """How much the other book has more than ours."""
    processor: str
    payment_id: UUID | None
    order_id: UUID | None
    found_at: datetime
    seen_at: datetime
    closed_at: datetime | None
    note: str

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """Return the view of a row."""
        plain = {name: row[name] for name in _PLAIN}
        return cls(
            kind=DifferenceKind(row["kind"]), by=Money(row["by_minor"], row["currency"]), **plain
        )


_PLAIN = (
    "id",
    "subject",
    "sentence",
    "processor",
    "payment_id",
    "order_id",
    "found_at",
    "seen_at",
    "closed_at",
    "note",
)


def difference(difference_id: UUID) -> DifferenceView:
    """
    Return one difference; one statement.

    Raises:
        DifferenceNotFound: no such difference.
    """
    found = dict_rows("SELECT * FROM payments_difference WHERE id = %s", [difference_id])
    if not found:
        raise DifferenceNotFound(difference_id)
    return DifferenceView.of(found[0])


def difference_page(
    *, only_open: bool = True, cursor: str | None = None, limit: int = 50
) -> Page[DifferenceView]:
    """
    Return differences, newest first; one statement.

    Raises:
        BadCursor: the cursor is not of this list.
    """
    before = decode_cursor(cursor, UUID)[0] if cursor else None
    found = dict_rows(
        "SELECT * FROM payments_difference WHERE (closed_at IS NULL OR NOT %(only_open)s)"
        " AND (%(before)s::uuid IS NULL OR id < %(before)s) ORDER BY id DESC LIMIT %(limit)s",
        {"only_open": only_open, "before": before, "limit": limit + 1},
    )
    views = [DifferenceView.of(row) for row in found[:limit]]
    return Page(views, encode_cursor(views[-1].id) if len(found) > limit else None)


def count_open_differences() -> int:
    """Return how many differences wait for somebody; one statement."""
    [(count,)] = rows("SELECT count(*) FROM payments_difference WHERE closed_at IS NULL")
    return int(count)
