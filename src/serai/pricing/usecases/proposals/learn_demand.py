"""Learn how units answer prices, and say how well that tells the latest weeks."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from serai.plumbing.model_registry import Card, Figure
from serai.pricing.domain.proposals.demand_model import DemandModel, id_of
from serai.pricing.ports import WeeklySales
from serai_science.elasticity.cross import CrossDemand, fit_cross
from serai_science.elasticity.of_products import Demand, Panel, fit_demand
from serai_science.elasticity.season import Season, fit_season

_MOST, _LEAST_WEEKS = 5000, 10
_HELD_OUT, _LATELY, _AHEAD = 8, 8, 4
_WEIGHED = 0.9
"""Where nearly every line has a price of its own, goods are weighed and a price of a piece is none."""


@dataclass(frozen=True, slots=True)
class LearntDemand:
    """A model and its evaluation card."""

    model: DemandModel
    card: Card


def learn_demand(sales: WeeklySales, kinds: Mapping[UUID, str]) -> LearntDemand | None:
    """
    Learn from weekly sales; `None` where there are too few.

    Args:
        sales: all of them.
        kinds: the category of each variant; what has none is of one kind.
    """
    chosen = _worth_learning(sales)
    if chosen.size < 2:
        return None
    row = np.isin(sales.variant, chosen)
    week = sales.week[row]
    last = int(week.max())
    panel = _panel(sales, row, chosen, kinds)
    held = week > last - _HELD_OUT
    held &= np.isin(panel.product, panel.product[~held])
    if not held.any():
        return None
    tried = _try_out(panel, week, held)
    season = fit_season(panel, week) if tried.season_tells else None
    panel = season.without(panel, week) if season else panel
    learnt = fit_cross(panel, week) if tried.others_tell else None
    own = learnt.own if learnt else fit_demand(panel).shrunk
    return LearntDemand(
        _model(sales, row, chosen, (panel, own, learnt, season), last),
        _card(panel, own, tried, int(row.sum())),
    )


def _worth_learning(sales: WeeklySales) -> NDArray[np.int64]:
    """Return the places of the variants that sold most, are not weighed and sold in enough weeks."""
    count = sales.variants.size
    weeks = np.bincount(sales.variant, minlength=count)
    several = sales.lines > 1
    prices = np.bincount(sales.variant[several], sales.prices[several], count)
    lines = np.bincount(sales.variant[several], sales.lines[several], count)
    weighed = prices >= _WEIGHED * np.maximum(lines, 1)
    units = np.bincount(sales.variant, sales.units, count)
    units[(weeks < _LEAST_WEEKS) | weighed] = 0
    best = np.argsort(-units, kind="stable")[:_MOST]
    return np.sort(best[units[best] > 0])


def _panel(
    sales: WeeklySales,
    row: NDArray[np.bool_],
    chosen: NDArray[np.int64],
    kinds: Mapping[UUID, str],
) -> Panel:
    names = [kinds.get(id_of(sales.variants[place]), "") for place in chosen]
    _, group = np.unique(np.array(names), return_inverse=True)
    orders = np.array([sales.orders.get(int(week), 1) for week in sales.week[row]], np.float64)
    return Panel(
        product=np.searchsorted(chosen, sales.variant[row]),
        log_units=np.log(sales.units[row]),
        log_price=np.log(sales.paid_minor[row] / sales.units[row]),
        controls=np.log(np.maximum(orders, 1.0))[:, None],
        group=group.astype(np.int64),
    )


def _model(
    sales: WeeklySales,
    row: NDArray[np.bool_],
    chosen: NDArray[np.int64],
    learnt: tuple[Panel, Demand, CrossDemand | None, Season | None],
    last: int,
) -> DemandModel:
    panel, own, crossed, season = learnt
    lately = row & (sales.week > last - _LATELY)
    sold = np.bincount(sales.variant[lately], sales.units[lately], sales.variants.size)
    units = sold[chosen] / _LATELY
    if season:
        ahead, before = last + np.arange(1, _AHEAD + 1), last - np.arange(_LATELY)
        units = units * season.beside(ahead, before)[panel.group]
    return DemandModel(
        variants=sales.variants[chosen],
        units=units,
        elasticity=own.elasticity,
        error=own.elasticity_error,
        usual_minor=np.exp(own.usual),
        kind=panel.group if crossed else None,
        cross=crossed.belief.mean[panel.group] if crossed else None,
        weight=crossed.weight if crossed else None,
    )


@dataclass(frozen=True, slots=True)
class _Tried:
    """
    What each way of learning tells of the held-out weeks, in nats a week.

    Attributes:
        alone: each variant by itself.
        pooled: one elasticity for all.
        shrunk: each drawn towards its kind.
        seasonal: the same, with a season of each kind.
        season_tells: whether the season tells more, by twice what chance would.
        crossed: with the prices of the others of the kind, and the season where it tells.
    """

    alone: float
    pooled: float
    shrunk: float
    seasonal: float
    season_tells: bool
    crossed: float

    @property
    def others_tell(self) -> bool:
        """Whether the prices of the other goods of a kind are worth knowing."""
        return self.crossed > self.used_alone

    @property
    def used_alone(self) -> float:
        """Return what own prices tell, with the season where it is used."""
        return self.seasonal if self.season_tells else self.shrunk


def _try_out(panel: Panel, week: NDArray[np.int64], held: NDArray[np.bool_]) -> _Tried:
    known, test = panel.rows(~held), panel.rows(held)
    fits = fit_demand(known)
    mixed = fits.shrunk.log_density(test)
    season = fit_season(known, week[~held])
    freed, freed_test = season.without(known, week[~held]), season.without(test, week[held])
    seasonal = fit_demand(freed).shrunk.log_density(freed_test)
    gain = seasonal - mixed
    season_tells = bool(gain.mean() > 2 * _error(gain, test))
    crossed = (
        fit_cross(freed, week[~held]).log_density(freed_test, week[held])
        if season_tells
        else fit_cross(known, week[~held]).log_density(test, week[held])
    )
    return _Tried(
        alone=float(fits.alone.log_density(test).mean()),
        pooled=float(fits.pooled.log_density(test).mean()),
        shrunk=float(mixed.mean()),
        seasonal=float(seasonal.mean()),
        season_tells=season_tells,
        crossed=float(crossed.mean()),
    )


def _error(gain: NDArray[np.float64], held: Panel) -> float:
    """Return the standard error of a mean gain; the weeks of a variant hang together."""
    variants = np.bincount(held.product) > 0
    summed = np.bincount(held.product, gain - gain.mean())[variants]
    return float(np.sqrt((summed**2).sum()) / gain.size)


def _card(panel: Panel, own: Demand, tried: _Tried, rows: int) -> Card:
    used = max(tried.used_alone, tried.crossed)
    return Card(
        protocol="The last {weeks} weeks are held out; mean log density of log units of a week.",
        facts={"weeks": _HELD_OUT},
        figure=Figure("log density", used, tried.pooled, "one elasticity for all"),
        others=(
            Figure("log density", used, tried.alone, "each variant alone"),
            Figure("log density, season of each kind known", tried.seasonal, tried.shrunk, "none"),
            Figure(
                "log density, prices of others known", tried.crossed, tried.used_alone, "own price"
            ),
            Figure("share that sells less when dearer", float((own.elasticity < 0).mean())),
        ),
        rows=rows,
        settings={"variants": panel.group.size, "kinds": int(panel.group.max()) + 1},
    )
