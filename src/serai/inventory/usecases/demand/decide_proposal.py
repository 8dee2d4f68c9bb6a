"""People decide about a proposal: as it is, with other units, or not."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.inventory.domain.entry import MOST_UNITS, TransferEntry
from serai.inventory.domain.proposal_state import ProposalKind, ProposalState
from serai.inventory.events import ReplenishmentAccepted
from serai.inventory.models import Proposal
from serai.inventory.usecases.ahead.expect_deliveries import Delivery, expect_deliveries
from serai.inventory.usecases.transfer import transfer
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import unit_of_work
from serai.plumbing.events import publish


class ProposalNotFound(DomainError):
    """There is no such proposal."""

    code = "inventory.proposal_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, proposal_id: UUID) -> None:
        self.proposal_id = str(proposal_id)
        super().__init__(f"No proposal {proposal_id}.")


class ProposalDecided(DomainError):
    """Somebody has decided about it, or a later run has replaced it."""

    code = "inventory.proposal_decided"
    kind = Kind.CONFLICT

    def __init__(self, proposal_id: UUID, state: str) -> None:
        self.proposal_id, self.state = str(proposal_id), state
        super().__init__(f"Proposal {proposal_id} is {state} already.")


@dataclass(frozen=True, slots=True)
class DecideProposal:
    """
    What to make of a proposal.

    Attributes:
        proposal_id: which.
        accept: or reject it.
        by: who decides.
        units: other units than were proposed, from 1; with `accept` only.
        note: why, for people.
    """

    proposal_id: UUID
    accept: bool
    by: str
    units: int | None = None
    note: str = ""


@unit_of_work()
def decide_proposal(command: DecideProposal, *, now: datetime) -> Proposal:
    """
    Accept a proposal, with other units if need be, or reject it.

    An accepted order is a delivery that is expected; an accepted move leaves the books of the one location for
    those of the other at once.

    Raises:
        ProposalNotFound: there is none.
        ProposalDecided: it is not open any more.
        StockMisfit: the location that gives has fewer free units by now.
    """
    proposal = (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("variant", "location")
        .filter(pk=command.proposal_id)
        .first()
    )
    if proposal is None:
        raise ProposalNotFound(command.proposal_id)
    if proposal.state != ProposalState.OPEN:
        raise ProposalDecided(command.proposal_id, proposal.state)
    proposal.state = ProposalState.ACCEPTED if command.accept else ProposalState.REJECTED
    proposal.decided_at, proposal.decided_by = now, command.by[:200]
    proposal.note = command.note[:500]
    if command.accept:
        proposal.decided_units = min(max(command.units or proposal.units, 1), MOST_UNITS)
        _carry_out(proposal, now)
    proposal.save(update_fields=["state", "decided_at", "decided_by", "decided_units", "note"])
    return proposal


def _carry_out(proposal: Proposal, now: datetime) -> None:
    units = proposal.decided_units or proposal.units
    if proposal.kind == ProposalKind.MOVE and proposal.source_id is not None:
        entry = TransferEntry(
            proposal.variant_id, proposal.source_id, proposal.location_id, units, "replenishment"
        )
        transfer([entry], now=now)
    else:
        delivery = Delivery(
            reference=f"R-{proposal.pk.hex[-12:]}",
            sku=proposal.variant.sku,
            location=proposal.location.code,
            quantity=units,
            first_on=proposal.first_on,
            last_on=proposal.last_on,
            supplier=proposal.supplier,
        )
        expect_deliveries([delivery], now=now)
    publish(
        ReplenishmentAccepted(
            proposal_id=proposal.pk,
            kind=proposal.kind,
            variant_id=proposal.variant_id,
            location_id=proposal.location_id,
            units=units,
        )
    )
