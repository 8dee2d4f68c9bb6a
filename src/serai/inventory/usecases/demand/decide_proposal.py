"""People decide about a proposal: as it is, with other units, or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.inventory.domain.entry import MOST_UNITS
from serai.inventory.domain.proposal_state import ProposalKind, ProposalState
from serai.inventory.events import ReplenishmentAccepted
from serai.inventory.models import Proposal
from serai.inventory.usecases.ahead.expect_deliveries import Delivery, expect_deliveries
from serai.inventory.usecases.transfers.plan_transfer import gather
from serai.plumbing.db import unit_of_work
from serai.plumbing.events import publish
from serai.plumbing.proposals import DecidedAlready, NoSuchProposal, note_decision, open_proposal


class ProposalNotFound(NoSuchProposal):
    """There is no such proposal."""

    code = "inventory.proposal_not_found"


class ProposalDecided(DecidedAlready):
    """Somebody has decided about it, or a later run has replaced it."""

    code = "inventory.proposal_decided"


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

    An accepted order is a delivery that is expected; an accepted move goes on the planned transfer that gathers what
    goes from the one location to the other.

    Raises:
        ProposalNotFound: there is none.
        ProposalDecided: it is not open any more.
    """
    proposal = open_proposal(
        Proposal.objects.select_related("variant", "location"),
        command.proposal_id,
        unknown=ProposalNotFound,
        decided=ProposalDecided,
    )
    _decide(proposal, command, now)
    return proposal


@dataclass(frozen=True, slots=True)
class DecidedTogether:
    """What came of many decisions: how many were accepted and rejected, and which were not open any more."""

    accepted: int
    rejected: int
    late: tuple[UUID, ...]


@unit_of_work()
def decide_proposals(commands: Sequence[DecideProposal], *, now: datetime) -> DecidedTogether:
    """
    Decide about many proposals in one transaction; what is not open any more, or nobody knows, is left as it is.

    Of two decisions about the same proposal the first counts.
    """
    by_id: dict[UUID, DecideProposal] = {}
    for command in commands:
        by_id.setdefault(command.proposal_id, command)
    rows = (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("variant", "location")
        .filter(pk__in=list(by_id), state=ProposalState.OPEN)
        .order_by("pk")
    )
    accepted = 0
    found = list(rows)
    for row in found:
        _decide(row, by_id[row.pk], now)
        accepted += by_id[row.pk].accept
    open_ones = {row.pk for row in found}
    late = tuple(each for each in by_id if each not in open_ones)
    return DecidedTogether(accepted, len(found) - accepted, late)


def _decide(proposal: Proposal, command: DecideProposal, now: datetime) -> None:
    state = ProposalState.ACCEPTED if command.accept else ProposalState.REJECTED
    if command.accept:
        proposal.decided_units = min(max(command.units or proposal.units, 1), MOST_UNITS)
        _carry_out(proposal, command.by, now)
    note_decision(
        proposal, state, by=command.by, note=command.note, now=now, also=["decided_units"]
    )


def _carry_out(proposal: Proposal, by: str, now: datetime) -> None:
    units = proposal.decided_units or proposal.units
    if proposal.kind == ProposalKind.MOVE and proposal.source_id is not None:
        gather(
            proposal.variant_id,
            proposal.source_id,
            proposal.location_id,
            units,
            by=by,
            now=now,
        )
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
