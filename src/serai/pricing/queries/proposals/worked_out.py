"""Which price would be best for every variant that is known well enough; nothing is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from serai.catalog.public import channel, facts_of_variants
from serai.plumbing.model_registry import in_use
from serai.pricing.domain.price_view import PriceView
from serai.pricing.domain.proposals.demand_model import DemandModel
from serai.pricing.domain.proposals.propose_markdown import propose_price_or_markdown
from serai.pricing.domain.proposals.propose_price import Inputs, Proposal
from serai.pricing.queries.prices import prices_of
from serai.pricing.queries.proposals.ageing import ageing_by_variant
from serai.pricing.queries.proposals.market import competitor_prices, last_changes, unit_costs
from serai.pricing.queries.proposals.price_terms import KeptTerms, nearest_terms
from serai.pricing.queries.trials.open_trials import articles_on_trial


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """What was worked out for a variant, and from what; the price may be the present one."""

    variant_id: UUID
    sku: str
    categories: frozenset[str]
    inputs: Inputs
    proposal: Proposal
    terms_version: str
    model_version: str

    @property
    def changes(self) -> bool:
        """Return whether another price would be better."""
        return self.proposal.minor != self.inputs.now_minor


def model_of(channel_code: str) -> str:
    """Return the name of the demand model of a channel."""
    return f"pricing.demand.{channel_code}".lower().replace("_", "-")


def worked_out(
    channel_code: str, terms: Mapping[str, KeptTerms], *, now: datetime
) -> Iterator[WorkedOut]:
    """
    Yield every variant with a demand, a price and a cost whose price is as old as its terms ask for.

    What is on trial is left alone.

    Eight statements, at most five about stock that ages, and the model in use, however many variants there are. No
    person's data play a part.

    Args:
        channel_code: whose prices.
        terms: what holds for each category, by path.
        now: the instant.
    """
    kept = in_use(model_of(channel_code))
    if kept is None:
        return
    model = DemandModel.load(kept.folder)
    demands = model.of_all()
    ids: list[UUID] = list(demands)
    prices = prices_of(ids, channel_code, now)
    currency = channel(channel_code).currency
    costs = unit_costs(ids, currency, now)
    competitors = competitor_prices(ids, currency, now)
    since = last_changes(ids, channel_code, now)
    tried = articles_on_trial(channel_code, now)
    ageing = ageing_by_variant(channel_code, now=now)
    facts = facts_of_variants(ids)
    others = model.answers(_margins(model, ids, prices, costs))
    for place, (variant, demand) in enumerate(demands.items()):
        price = prices.get(variant)
        if price is None or not price.sellable or price.amount.minor <= 0:
            continue
        if variant not in costs or variant in tried:
            continue
        held = nearest_terms(terms, facts[variant].categories)
        if variant in since and now - since[variant] < timedelta(days=held.terms.days_between):
            continue
        inputs = Inputs(
            now_minor=price.amount.minor,
            cost_minor=costs[variant],
            demand=demand,
            terms=held.terms,
            competitors_minor=competitors.get(variant, ()),
            others_minor=float(others[place]),
            ageing=ageing.get(variant),
        )
        yield WorkedOut(
            variant_id=variant,
            sku=price.sku,
            categories=facts[variant].categories,
            inputs=inputs,
            proposal=propose_price_or_markdown(inputs),
            terms_version=held.version,
            model_version=str(kept.version),
        )


def _margins(
    model: DemandModel,
    ids: list[UUID],
    prices: Mapping[UUID, PriceView],
    costs: Mapping[UUID, Decimal],
) -> NDArray[np.float64]:
    """Return what each variant leaves a week, in minor units; nothing where price or cost are unknown."""
    left = [
        prices[each].amount.minor - float(costs[each]) if each in prices and each in costs else 0.0
        for each in ids
    ]
    return model.units * np.array(left, np.float64)
