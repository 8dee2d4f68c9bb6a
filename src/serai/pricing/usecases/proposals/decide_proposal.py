"""Take a proposed price, another one, or none."""

from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.plumbing.db import unit_of_work
from serai.plumbing.proposals import DecidedAlready, NoSuchProposal, note_decision, open_proposal
from serai.pricing.domain.price_row import PriceRow
from serai.pricing.models import PriceProposal, ProposalState
from serai.pricing.queries.prices import prices_of
from serai.pricing.usecases.set_prices import set_prices


class ProposalNotFound(NoSuchProposal):
    """There is no such proposal."""

    code = "pricing.proposal_not_found"


class ProposalDecided(DecidedAlready):
    """Somebody has decided already, or a later proposal has taken its place."""

    code = "pricing.proposal_decided"


class ProposalOutdated(DomainError):
    """The price is another one than the proposal was worked out from."""

    code = "pricing.proposal_outdated"
    kind = Kind.CONFLICT

    def __init__(self, proposal_id: UUID) -> None:
        self.proposal_id = proposal_id
        super().__init__(
            "The price has changed since this was proposed; have prices proposed anew."
        )


@unit_of_work()
def accept_proposal(
    proposal_id: UUID, *, by: str, now: datetime, minor: int | None = None, note: str = ""
) -> None:
    """
    Let a variant cost what was proposed, or `minor` in its place, from now on.

    Raises:
        ProposalNotFound: there is none.
        ProposalDecided: it is not open any more.
        ProposalOutdated: the price has changed meanwhile.
        PricesRefused: `minor` is no price.
    """
    row = _open(proposal_id)
    if is_outdated(row, now):
        raise ProposalOutdated(proposal_id)
    accepted = row.proposed_minor if minor is None else minor
    changed = PriceRow(
        variant_id=row.variant_id,
        channel_code=row.channel_id,
        amount=Money(accepted, row.currency),
    )
    set_prices([changed], source=f"proposal {proposal_id}", now=now)
    row.accepted_minor = accepted
    note_decision(row, ProposalState.ACCEPTED, by=by, note=note, now=now, also=["accepted_minor"])


def is_outdated(row: PriceProposal, now: datetime) -> bool:
    """Return whether the price is another one than the proposal was worked out from."""
    price = prices_of([row.variant_id], row.channel_id, now).get(row.variant_id)
    return price is None or price.amount != Money(row.now_minor, row.currency)


@unit_of_work()
def reject_proposal(proposal_id: UUID, *, by: str, note: str, now: datetime) -> None:
    """
    Let the price be, for a reason.

    Raises:
        ProposalNotFound: there is none.
        ProposalDecided: it is not open any more.
    """
    note_decision(_open(proposal_id), ProposalState.REJECTED, by=by, note=note, now=now)


def _open(proposal_id: UUID) -> PriceProposal:
    return open_proposal(
        PriceProposal.objects.all(), proposal_id, unknown=ProposalNotFound, decided=ProposalDecided
    )
