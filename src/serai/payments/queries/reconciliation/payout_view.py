"""Payouts as others see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.kernel.pages import Page, decode_cursor, encode_cursor
from serai.plumbing.db import dict_rows


class PayoutNotFound(DomainError):
    """There is no such payout."""

    code = "payments.payout_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, payout_id: UUID) -> None:
        self.payout_id = payout_id
        super().__init__(f"There is no payout {payout_id}.")


@dataclass(frozen=True)
class PayoutView:
    """What a processor sent to our bank."""

    id: UUID
    processor: str
    reference: str
    amount: Money
    fee: Money
    """What the processor kept of it."""
    lines: int
    matched: int
    """How many of its lines belong to payments of ours."""
    arrives_on: date
    taken_in_at: datetime

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """Return the view of a row."""
        return cls(
            id=row["id"],
            processor=row["processor"],
            reference=row["reference"],
            amount=Money(row["amount_minor"], row["currency"]),
            fee=Money(row["fee_minor"], row["currency"]),
            lines=row["lines"],
            matched=row["matched"],
            arrives_on=row["arrives_on"],
            taken_in_at=row["taken_in_at"],
        )


_SELECT = """
SELECT p.*, (SELECT count(*) FROM payments_movement WHERE payout_id = p.id AND payment_id IS NOT NULL)
  AS matched
FROM payments_payout AS p
"""


def payout(payout_id: UUID) -> PayoutView:
    """
    Return one payout; one statement.

    Raises:
        PayoutNotFound: no such payout.
    """
    found = dict_rows(_SELECT + " WHERE p.id = %s", [payout_id])
    if not found:
        raise PayoutNotFound(payout_id)
    return PayoutView.of(found[0])


def payout_page(*, cursor: str | None = None, limit: int = 50) -> Page[PayoutView]:
    """
    Return payouts, the last taken in first; one statement.

    Raises:
        BadCursor: the cursor is not of this list.
    """
    before = decode_cursor(cursor, UUID)[0] if cursor else None
    found = dict_rows(
        _SELECT + " WHERE (%(before)s::uuid IS NULL OR p.id < %(before)s)"
        " ORDER BY p.id DESC LIMIT %(limit)s",
        {"before": before, "limit": limit + 1},
    )
    views = [PayoutView.of(row) for row in found[:limit]]
    return Page(views, encode_cursor(views[-1].id) if len(found) > limit else None)
