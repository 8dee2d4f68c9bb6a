"""
The price that brings most, within its bounds, and why.

Units answer as units now × (price / price now) ^ elasticity. Arithmetic on models is in floating point; what comes
out is a whole number of minor units, and the same inputs give the same number.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, erf, floor, log, sqrt

from serai.pricing.domain.proposals.ageing import Ageing
from serai.pricing.domain.proposals.price_terms import PriceTerms

_MOST_CANDIDATES = 400
_MOST_MINOR = 10**15


@dataclass(frozen=True, slots=True)
class Demand:
    """
    How units of an article answer its price.

    Attributes:
        units: a week at the present price.
        elasticity: by how many per cent units change for one per cent of price.
        error: its standard deviation.
        usual_minor: the usual price of the year.
    """

    units: float
    elasticity: float
    error: float
    usual_minor: float

    def units_at(self, minor: int, now_minor: int) -> float:
        """Return the units of a week at another price."""
        return float(self.units * (minor / now_minor) ** self.elasticity)


@dataclass(frozen=True, slots=True)
class Bound:
    """One bound of the price: who sets it, and between which minor units."""

    name: str
    low: int
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """
    What the price might become.

    Attributes:
        minor: the price; the present one where nothing better is sure enough.
        because: why, as a code: `better`, `ageing`, `below_floor`, `unsure`, `no_room`,
            `best_already`, `ages`.
        units: a week at the price.
        margin: a week's price less cost, in minor units.
        margin_now: the same at the present price.
        others: by how much a week's margin of the other goods of its kind changes.
        certainty: how probable it is that the price brings more than the present one.
        bounds: which bounds there were.
        binding: the names of those that kept the price from what would have been best.
    """

    minor: int
    because: str
    units: float
    margin: float
    margin_now: float
    others: float
    certainty: float
    bounds: tuple[Bound, ...]
    binding: tuple[str, ...]

    @property
    def gain(self) -> float:
        """Return what a week brings more in margin, that of the other goods of its kind included."""
        return self.margin - self.margin_now + self.others


@dataclass(frozen=True, slots=True)
class Inputs:
    """
    All that a proposal is worked out from; no person's data are among it.

    Attributes:
        now_minor: the present price, more than 0.
        cost_minor: what a unit of the goods costs.
        demand: how units answer.
        terms: the bounds.
        competitors_minor: what others ask for it now.
        others_minor: by how much a week's margin of the other goods of its kind changes for one unit of log price.
        ageing: what of it lies too long; `None`: nothing.
    """

    now_minor: int
    cost_minor: Decimal
    demand: Demand
    terms: PriceTerms
    competitors_minor: tuple[int, ...] = ()
    others_minor: float = 0.0
    ageing: Ageing | None = None


def propose_price(inputs: Inputs) -> Proposal:
    """Return the best price within the terms; the present one where none is better and sure enough."""
    now_minor, demand, terms = inputs.now_minor, inputs.demand, inputs.terms
    cost = float(inputs.cost_minor)
    bounds = bounds_of(inputs)
    floor_minor = bounds[0].low
    candidates = prices_within(bounds, terms.endings)

    def gain(minor: int) -> float:
        price_weight = terms.role.revenue_weight
        own = demand.units_at(minor, now_minor) * (minor - cost + price_weight * minor)
        return own + others_at(inputs, minor)

    def told(minor: int, because: str, certainty: float) -> Proposal:
        units = demand.units_at(minor, now_minor)
        return Proposal(
            minor=minor,
            because=because,
            units=units,
            margin=units * (minor - cost),
            margin_now=demand.units * (now_minor - cost),
            others=others_at(inputs, minor),
            certainty=certainty,
            bounds=bounds,
            binding=tuple(binding_at(minor, bounds, gain)),
        )

    if now_minor < floor_minor:
        return told(candidates[0] if candidates else floor_minor, "below_floor", 1.0)
    if not candidates:
        return told(now_minor, "no_room", 0.0)
    best = max(candidates, key=lambda minor: (gain(minor), -abs(minor - now_minor)))
    if best == now_minor or gain(best) <= gain(now_minor):
        return told(now_minor, "best_already", 0.0)
    certainty = _certainty(best, inputs)
    if certainty < float(terms.certainty):
        return told(now_minor, "unsure", certainty)
    return told(best, "better", certainty)


def bounds_of(inputs: Inputs) -> tuple[Bound, ...]:
    """Return the bounds, those first that count before others: the floor, then how far a step may go."""
    return tuple(_bounds(inputs))


def _bounds(inputs: Inputs) -> Iterator[Bound]:
    now_minor, terms = inputs.now_minor, inputs.terms
    yield Bound("floor", ceil(inputs.cost_minor / (1 - terms.least_margin)))
    yield Bound(
        "step", ceil(now_minor * (1 - terms.most_fall)), floor(now_minor * (1 + terms.most_rise))
    )
    yield Bound("ceiling", 1, max(1, floor(Decimal(inputs.demand.usual_minor) * terms.highest)))
    if inputs.competitors_minor and (terms.competitor_low or terms.competitor_high):
        ordered = sorted(inputs.competitors_minor)
        middle = Decimal(ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
        high = floor(middle * terms.competitor_high) if terms.competitor_high else None
        yield Bound("competitors", max(1, ceil(middle * terms.competitor_low)), high)


def prices_within(bounds: tuple[Bound, ...], endings: tuple[int, ...]) -> list[int]:
    """Return the prices that keep to the bounds and end as they should, the lowest first."""
    return list(_candidates(*_room(bounds), endings))


def _room(bounds: tuple[Bound, ...]) -> tuple[int, int]:
    """Return the lowest and highest price; where two bounds leave nothing between them the earlier one counts."""
    low, high = 1, _MOST_MINOR
    for bound in bounds:
        least = min(max(bound.low, low), high)
        high = min(max(bound.high or high, least), high)
        low = least
    return low, high


def _candidates(low: int, high: int, endings: tuple[int, ...]) -> Iterator[int]:
    """Yield the prices between two bounds that end as they should, at most a few hundred, evenly."""
    step = max(1, (high - low) // _MOST_CANDIDATES) if not endings else 1
    for minor in range(low, high + 1, step):
        if not endings or any(
            minor % 100 == ending or (ending < 10 and minor % 10 == ending) for ending in endings
        ):
            yield minor


def binding_at(
    minor: int, bounds: tuple[Bound, ...], gain: Callable[[int], float]
) -> Iterator[str]:
    """Yield the bounds beyond which a step of a twentieth would bring more."""
    up, down = ceil(minor * 1.05), floor(minor * 0.95)
    for bound in bounds:
        above = bound.high is not None and up > bound.high and gain(up) > gain(minor)
        below = down < bound.low and gain(max(down, 1)) > gain(minor)
        if above or below:
            yield bound.name


def others_at(inputs: Inputs, minor: int) -> float:
    """Return by how much a week's margin of the other goods of its kind changes at a price."""
    return inputs.others_minor * log(minor / inputs.now_minor)


def _certainty(minor: int, inputs: Inputs) -> float:
    """Return how probable it is that a price brings more than the present one, the elasticity being unsure."""
    now_minor, demand, cost = inputs.now_minor, inputs.demand, float(inputs.cost_minor)
    weight = inputs.terms.role.revenue_weight
    then = minor * (1 + weight) - cost
    needed = now_minor * (1 + weight) - cost
    if demand.units > 0:
        needed -= others_at(inputs, minor) / demand.units
    if then <= 0 or needed <= 0:
        return 1.0 if then > needed else 0.0
    turning = log(needed / then) / log(minor / now_minor)
    if demand.error <= 0:
        is_more = demand.elasticity > turning if minor > now_minor else demand.elasticity < turning
        return 1.0 if is_more else 0.0
    below = 0.5 * (1 + erf((turning - demand.elasticity) / demand.error / sqrt(2)))
    return 1 - below if minor > now_minor else below
