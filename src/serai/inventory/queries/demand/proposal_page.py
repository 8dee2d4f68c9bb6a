"""What is proposed to order and to move."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from serai.inventory.models import Proposal
from serai.kernel.pages import Page, decode_cursor, encode_cursor


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal, what it was worked out from, and what became of it."""

    id: UUID
    kind: str
    state: str
    sku: str
    location: str
    source: str
    supplier: str
    units: int
    decided_units: int | None
    position: int
    up_to: int
    expected: float
    gain: float
    first_on: date
    last_on: date
    reasons: list[dict[str, Any]]
    model_version: UUID
    made_at: datetime
    decided_at: datetime | None
    decided_by: str
    note: str

    @classmethod
    def of(cls, row: Proposal) -> "ProposalView":
        """Return the view of a row whose variant and locations are loaded."""
        return cls(
            id=row.pk,
            kind=row.kind,
            state=row.state,
            sku=row.variant.sku,
            location=row.location.code,
            source=row.source.code if row.source else "",
            supplier=row.supplier,
            units=row.units,
            decided_units=row.decided_units,
            position=row.position,
            up_to=row.up_to,
            expected=row.expected,
            gain=row.gain,
            first_on=row.first_on,
            last_on=row.last_on,
            reasons=row.reasons,
            model_version=row.model_version,
            made_at=row.made_at,
            decided_at=row.decided_at,
            decided_by=row.decided_by,
            note=row.note,
        )


def proposal_page(*, location: str = "", cursor: str | None, limit: int) -> Page[ProposalView]:
    """
    Return the open proposals, what saves most sales first; one statement.

    Args:
        location: only those of one, by its code.
        cursor: where the page before ended.
        limit: how many.

    Raises:
        BadCursor: the cursor is not of this list.
    """
    found = Proposal.objects.filter(state="open").select_related("variant", "location", "source")
    if location:
        found = found.filter(location__code=location)
    if cursor:
        gain, key = decode_cursor(cursor, float, UUID)
        found = found.filter(Q(gain__lt=gain) | Q(gain=gain, pk__lt=key))
    rows = list(found.order_by("-gain", "-pk")[: limit + 1])
    shown = rows[:limit]
    following = encode_cursor(shown[-1].gain, shown[-1].pk) if len(rows) > limit else None
    return Page([ProposalView.of(row) for row in shown], following)
