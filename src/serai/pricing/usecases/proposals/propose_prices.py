"""Propose prices for all that is known well enough."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from serai.catalog.public import channel, facts_of_variants
from serai.kernel.ids import uuid7
from serai.plumbing.db import execute, unit_of_work
from serai.plumbing.model_registry import in_use
from serai.pricing.domain.proposals.demand_model import DemandModel
from serai.pricing.domain.proposals.propose_price import Inputs, propose_price
from serai.pricing.domain.proposals.record import proposal_record
from serai.pricing.models import PriceProposal, ProposalState
from serai.pricing.queries.prices import prices_of
from serai.pricing.queries.proposals.market import competitor_prices, last_changes, unit_costs
from serai.pricing.queries.proposals.price_terms import nearest_terms, terms_by_path


def model_of(channel_code: str) -> str:
    """Return the name of the demand model of a channel."""
    return f"pricing.demand.{channel_code}".lower().replace("_", "-")


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
    kept = in_use(model_of(view.code))
    if kept is None:
        return 0
    found = list(_proposals(view.code, DemandModel.load(kept.folder), str(kept.version), now))
    PriceProposal.objects.bulk_create(found, batch_size=1000)
    return len(found)


def _proposals(
    channel_code: str, model: DemandModel, version: str, now: datetime
) -> Iterator[PriceProposal]:
    demands = model.of_all()
    ids: list[UUID] = list(demands)
    prices = prices_of(ids, channel_code, now)
    currency = channel(channel_code).currency
    costs = unit_costs(ids, currency, now)
    competitors = competitor_prices(ids, currency, now)
    since = last_changes(ids, channel_code, now)
    facts = facts_of_variants(ids)
    known = terms_by_path(channel_code)
    for variant, demand in demands.items():
        price = prices.get(variant)
        if price is None or not price.sellable or price.amount.minor <= 0 or variant not in costs:
            continue
        kept = nearest_terms(known, facts[variant].categories)
        if variant in since and now - since[variant] < timedelta(days=kept.terms.days_between):
            continue
        inputs = Inputs(
            now_minor=price.amount.minor,
            cost_minor=costs[variant],
            demand=demand,
            terms=kept.terms,
            competitors_minor=competitors.get(variant, ()),
        )
        found = propose_price(inputs)
        if found.minor == price.amount.minor:
            continue
        yield PriceProposal(
            id=uuid7(),
            channel_id=channel_code,
            variant_id=variant,
            currency=currency,
            now_minor=price.amount.minor,
            proposed_minor=found.minor,
            gain_minor=round(found.margin - found.margin_now),
            because=found.because,
            record=proposal_record(inputs, model_version=version, terms_version=kept.version),
            state=ProposalState.OPEN,
            proposed_at=now,
        )
