"""
What a model proposes and people decide: each proposal once, by somebody, with a note that is kept.

Every table of proposals has the columns `state`, `decided_at`, `decided_by` and `note`; an open one is "open". Its
context names the two refusals after itself and says what follows from a decision.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar, Protocol, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from serai.kernel.errors import DomainError, Kind

OPEN = "open"
LONGEST_NAME, LONGEST_NOTE = 150, 500
M = TypeVar("M", bound=Model)


class NoSuchProposal(DomainError):
    """There is no such proposal."""

    kind: ClassVar[Kind] = Kind.NOT_FOUND

    def __init__(self, proposal_id: UUID) -> None:
        self.proposal_id = proposal_id
        super().__init__(f"There is no proposal {proposal_id}.")


class DecidedAlready(DomainError):
    """Somebody has decided about a proposal, or a later one has taken its place."""

    kind: ClassVar[Kind] = Kind.CONFLICT

    def __init__(self, proposal_id: UUID, state: str) -> None:
        self.proposal_id, self.state = proposal_id, state
        super().__init__(f"Proposal {proposal_id} is {state} already.")


class Proposed(Protocol):
    """A row of a table of proposals."""

    state: str
    decided_at: datetime | None
    decided_by: str
    note: str

    def save(self, *, update_fields: Sequence[str]) -> None:
        """Write some columns."""
        ...


def open_proposal(
    rows: "QuerySet[M]",
    proposal_id: UUID,
    *,
    unknown: type[NoSuchProposal],
    decided: type[DecidedAlready],
) -> M:
    """
    Return a proposal that is open, locked until the caller's unit of work ends: one of two who decide at once waits.

    Args:
        rows: the table, with whatever is to be loaded beside it.
        proposal_id: which.
        unknown: the context's refusal where there is none.
        decided: its refusal where it is not open any more.
    """
    row = rows.select_for_update(of=("self",)).filter(pk=proposal_id).first()
    if row is None:
        raise unknown(proposal_id)
    if (state := str(getattr(row, "state"))) != OPEN:  # noqa: B009 - a column that all of them have
        raise decided(proposal_id, state)
    return row


def note_decision(
    row: Proposed, state: str, *, by: str, note: str, now: datetime, also: Sequence[str] = ()
) -> None:
    """
    Write what was decided, by whom, when and why.

    Args:
        row: the proposal, from `open_proposal`.
        state: what it is from now on.
        by: who decides; the first 150 characters are kept.
        note: why, for people; the first 500 are.
        now: the instant.
        also: further columns that the caller has set.
    """
    row.state, row.decided_at = state, now
    row.decided_by, row.note = by[:LONGEST_NAME], note[:LONGEST_NOTE]
    row.save(update_fields=["state", "decided_at", "decided_by", "note", *also])
