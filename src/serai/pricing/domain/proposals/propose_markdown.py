"""A lower price for what will not be sold in time; the best price for all else."""

from dataclasses import replace
from decimal import Decimal
from statistics import NormalDist

from serai.pricing.domain.proposals.ageing import Ageing
from serai.pricing.domain.proposals.mark_down import mark_down
from serai.pricing.domain.proposals.propose_price import (
    Inputs,
    Proposal,
    binding_at,
    bounds_of,
    others_at,
    prices_within,
    propose_price,
)

_LIKELY = tuple(NormalDist().inv_cdf((place + 0.5) / 100) for place in range(100))
"""A hundred equally probable places of a normal distribution, in standard deviations."""


def propose_price_or_markdown(inputs: Inputs) -> Proposal:
    """
    Return a mark-down where stock ages and one is sure enough to bring more; else the best price.

    What ages is not made dearer, unless its price is below the floor.
    """
    if inputs.ageing is None:
        return propose_price(inputs)
    usual = propose_price(inputs)
    if usual.because == "below_floor":
        return usual
    marked_down = _marked_down(inputs, inputs.ageing)
    if marked_down is not None:
        return marked_down
    if usual.minor > inputs.now_minor:
        return replace(
            usual,
            minor=inputs.now_minor,
            because="ages",
            units=inputs.demand.units,
            margin=usual.margin_now,
            others=0.0,
            binding=(),
        )
    return usual


def _marked_down(inputs: Inputs, ageing: Ageing) -> Proposal | None:
    now_minor, bounds = inputs.now_minor, bounds_of(inputs)
    lower = [each for each in prices_within(bounds, inputs.terms.endings) if each < now_minor]
    if ageing.days <= 0 or ageing.selling <= 0 or not lower:
        return None
    minor = _best(inputs, ageing, lower)
    certainty = _certainty(inputs, ageing, minor) if minor != now_minor else 0.0
    if certainty < float(inputs.terms.certainty):
        return None

    def gain(other: int) -> float:
        return _a_week(inputs, ageing, other) + others_at(inputs, other)

    return Proposal(
        minor=minor,
        because="ageing",
        units=inputs.demand.units_at(minor, now_minor),
        margin=_a_week(inputs, ageing, minor),
        margin_now=_a_week(inputs, ageing, now_minor),
        others=others_at(inputs, minor),
        certainty=certainty,
        bounds=bounds,
        binding=tuple(binding_at(minor, bounds, gain)),
    )


def _best(inputs: Inputs, ageing: Ageing, prices: list[int]) -> int:
    """Return the price under which the stock, its like elsewhere and other goods of its kind bring most."""
    return mark_down(
        ageing,
        now_minor=inputs.now_minor,
        elasticity=inputs.demand.elasticity,
        salvage_minor=_salvage(inputs, ageing),
        prices=prices,
        beside=lambda minor: (
            _elsewhere(inputs, ageing, minor) + others_at(inputs, minor) * ageing.days / 7
        ),
    ).minor


def _salvage(inputs: Inputs, ageing: Ageing) -> Decimal:
    return Decimal(0) if ageing.spoils else inputs.cost_minor


def _elsewhere(inputs: Inputs, ageing: Ageing, minor: int) -> float:
    """Return the margin until the last day of what does not lie too long: it costs less too."""
    demand = inputs.demand
    units = max(demand.units * ageing.days / 7 - ageing.selling, 0.0)
    change = (minor / inputs.now_minor) ** demand.elasticity
    return float(units * change * (minor - float(inputs.cost_minor)))


def _a_week(inputs: Inputs, ageing: Ageing, minor: int) -> float:
    """Return what a week until the last day brings: the ageing stock its price, other units their margin."""
    sold = ageing.sold_when((minor / inputs.now_minor) ** inputs.demand.elasticity)
    stock = sold * minor + (ageing.units - sold) * float(_salvage(inputs, ageing))
    return (stock + _elsewhere(inputs, ageing, minor)) * 7 / ageing.days


def _certainty(inputs: Inputs, ageing: Ageing, minor: int) -> float:
    """Return the share of a hundred equally probable elasticities under which the price brings more."""
    demand, better = inputs.demand, 0
    for place in _LIKELY:
        likely = replace(demand, elasticity=demand.elasticity + demand.error * place)
        better += _best(replace(inputs, demand=likely), ageing, [minor]) == minor
    return better / len(_LIKELY)
