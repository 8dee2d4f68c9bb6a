"""Proposals page by page, with their reasons."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.kernel.money import Money
from serai.kernel.pages import Page, decode_cursor, encode_cursor
from serai.kernel.told import Told
from serai.pricing.domain.proposals.reasons import reasons_of
from serai.pricing.domain.proposals.record import inputs_of, proposed_again
from serai.pricing.models import PriceProposal, ProposalState

LARGEST_PAGE = 200


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal, what it stands on, and what became of it."""

    id: UUID
    sku: str
    channel_code: str
    state: str
    now: Money
    proposed: Money
    gain: Money
    certainty: float
    reasons: tuple[Told, ...]
    model_version: str
    terms_version: str
    hash: str
    proposed_at: datetime
    decided_at: datetime | None
    decided_by: str
    note: str
    accepted: Money | None


def proposal_page(
    *,
    channel_code: str | None = None,
    state: ProposalState | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> Page[ProposalView]:
    """
    Return proposals, the latest first; one statement.

    Raises:
        BadCursor: the cursor is of another list.
    """
    limit = max(1, min(limit, LARGEST_PAGE))
    found = PriceProposal.objects.select_related("variant")
    if channel_code is not None:
        found = found.filter(channel_id=channel_code)
    if state is not None:
        found = found.filter(state=state)
    if cursor:
        [last] = decode_cursor(cursor, UUID)
        found = found.filter(pk__lt=last)
    rows = list(found.order_by("-pk")[: limit + 1])
    page = [view_of(row) for row in rows[:limit]]
    return Page(page, encode_cursor(rows[limit - 1].pk) if len(rows) > limit else None)


def view_of(row: PriceProposal) -> ProposalView:
    """Return a proposal for readers; its reasons are worked out again from its record."""
    again = proposed_again(row.record)
    return ProposalView(
        id=row.id,
        sku=row.variant.sku,
        channel_code=row.channel_id,
        state=row.state,
        now=Money(row.now_minor, row.currency),
        proposed=Money(row.proposed_minor, row.currency),
        gain=Money(row.gain_minor, row.currency),
        certainty=round(again.certainty, 4),
        reasons=reasons_of(inputs_of(row.record), again),
        model_version=row.record["model_version"],
        terms_version=row.record["terms_version"],
        hash=row.record.get("hash", ""),
        proposed_at=row.proposed_at,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        note=row.note,
        accepted=None if row.accepted_minor is None else Money(row.accepted_minor, row.currency),
    )
