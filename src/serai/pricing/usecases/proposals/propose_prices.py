"""Propose prices for all that is known well enough."""

from datetime import datetime

from serai.catalog.public import channel
from serai.kernel.ids import uuid7
from serai.plumbing.db import execute, unit_of_work
from serai.pricing.domain.proposals.record import proposal_record
from serai.pricing.models import PriceProposal, ProposalState
from serai.pricing.queries.proposals.price_terms import terms_by_path
from serai.pricing.queries.proposals.worked_out import WorkedOut, worked_out


@unit_of_work()
def propose_prices(channel_code: str, *, now: datetime) -> int:
    """
    Work out a price for every variant with a demand and a cost; return how many others are proposed.

    Open proposals of the channel give way to the new ones. A variant whose price is younger than its terms ask
    for is left alone. No person's data play a part: the inputs are sales, costs, competitors and terms.
    """
    view = channel(channel_code)
    execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"price proposals {view.code}"])
    PriceProposal.objects.filter(channel_id=view.code, state=ProposalState.OPEN).update(
        state=ProposalState.SUPERSEDED, decided_at=now
    )
    found = [
        _proposal(each, view.code, view.currency, now)
        for each in worked_out(view.code, terms_by_path(view.code), now=now)
        if each.changes
    ]
    PriceProposal.objects.bulk_create(found, batch_size=1000)
    return len(found)


def _proposal(each: WorkedOut, channel_code: str, currency: str, now: datetime) -> PriceProposal:
    return PriceProposal(
        id=uuid7(),
        channel_id=channel_code,
        variant_id=each.variant_id,
        currency=currency,
        now_minor=each.inputs.now_minor,
        proposed_minor=each.proposal.minor,
        gain_minor=round(each.proposal.gain),
        because=each.proposal.because,
        record=proposal_record(
            each.inputs,
            each.proposal,
            model_version=each.model_version,
            terms_version=each.terms_version,
        ),
        state=ProposalState.OPEN,
        proposed_at=now,
    )
