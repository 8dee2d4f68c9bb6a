"""Demand of products at their locations: mostly nothing, seldom much; learned with the chain's rhythm beside it."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from serai_science.forecast.described import Described, describe
from serai_science.forecast.learn import ordinary
from serai_science.forecast.panel import Panel
from serai_science.forecast.similar import alike
from serai_science.forecast.trees import COUNTS, MEAN, Trees, grow

Numbers = NDArray[np.float64]
_FIRST = 14


@dataclass(frozen=True, slots=True)
class Parts:
    """
    Demand of P products at L locations, beside the panel of the products in the whole chain.

    Attributes:
        chain: P series.
        demand: (P, L, T), units per period.
        flags: (P, L, T + H, J), what is planned at the location itself, in [0, 1].
        trade: (L, T), everything that a location sold, units per period.
    """

    chain: Panel
    demand: Numbers
    flags: Numbers
    trade: Numbers


@dataclass(frozen=True, slots=True)
class PartsForecaster:
    """What was learned: trees for counts and for squared errors, each corrected to the mean."""

    trees: tuple[Trees, ...]
    scales: tuple[float, ...]

    def forecast(self, parts: Parts, horizon: int = 4) -> Numbers:
        """Return the mean of the periods after the known ones, (P, L, H), units per period."""
        usual, factor = _ordinary(parts)
        known = parts.chain.known
        told = [self._one(usual, target) for target in range(known, known + horizon)]
        return np.stack(told, axis=2) * factor[:, None, known : known + horizon]

    def _one(self, parts: Parts, target: int) -> Numbers:
        known = describe_parts(parts, parts.chain.known, target)
        scaled = zip(self.trees, self.scales, strict=True)
        ratio = np.mean([scale * trees.predict(known.columns) for trees, scale in scaled], axis=0)
        mean: Numbers = (ratio * known.level).reshape(parts.demand.shape[:2])
        return mean


def learn_parts(parts: Parts, *, horizon: int = 4, first: int = _FIRST) -> PartsForecaster:
    """
    Learn from every origin of the past how much was sold where.

    Args:
        parts: the products at their locations.
        horizon: how many periods ahead it will be asked for.
        first: the first origin that is learned from.

    Notes:
        Deterministic. 3,000 series over 48 weeks: about half a minute of one core.
    """
    usual, _ = _ordinary(parts)
    told = []
    for origin in range(first, parts.chain.known):
        for period in range(origin, min(origin + horizon, parts.chain.known)):
            known = describe_parts(usual, origin, period)
            came = usual.demand[:, :, period].ravel() / known.level
            told.append((known.columns, came, known.level, period))
    rows = np.concatenate([one[0] for one in told])
    target: Numbers = np.concatenate([one[1] for one in told])
    level: Numbers = np.concatenate([one[2] for one in told])
    recent = np.repeat([one[3] >= parts.chain.known - 13 for one in told], told[0][1].size)
    trees, scales = [], []
    for objective, power in ((COUNTS, 0.5), (MEAN, 1.5)):
        grown = grow(rows, target, level**power, objective=objective)
        sold = grown.predict(rows[recent]) * level[recent]
        trees.append(grown)
        scales.append(float((target * level)[recent].sum() / max(sold.sum(), 1e-9)))
    return PartsForecaster(tuple(trees), tuple(scales))


def describe_parts(parts: Parts, origin: int, target: int) -> Described:
    """Describe every product at every location, location by location within a product; see `describe`."""
    chain = describe(parts.chain, origin, target)
    level, columns = _own(parts, origin, target)
    products, locations = parts.demand.shape[:2]
    wide = [np.broadcast_to(each, (products, locations)).ravel() for each in columns.values()]
    repeated = np.repeat(chain.columns, locations, axis=0)
    rows = np.column_stack([np.column_stack(wide).astype(np.float32), repeated])
    return Described(rows, (*columns, *chain.names), level.ravel())


def _own(parts: Parts, origin: int, target: int) -> tuple[Numbers, dict[str, Numbers]]:
    sold = parts.demand[:, :, :origin]
    usual, share, size = _shares(parts, origin)
    together = _lately(sold.sum(axis=1))
    own = _lately(sold)
    level = 0.5 * own + 0.5 * share * together[:, None] + 0.02
    since = origin - 1 - np.where(sold > 0, np.arange(origin), -1).max(axis=2)
    columns = {
        "log level here": np.log(level),
        "own level": own / level,
        "share of level": share * together[:, None] / level,
        **{f"sold here {back} back": sold[:, :, -back] / level for back in (1, 2, 3, 4, 8)},
        "mean of 4 here": sold[:, :, -4:].mean(axis=2) / level,
        "mean of all here": sold.mean(axis=2) / level,
        "most of 13 here": sold[:, :, -13:].max(axis=2) / level,
        "share of nothing here": (sold == 0).mean(axis=2),
        "spread here": sold.std(axis=2) / level,
        "since last sold here": since.astype(np.float64),
        **_planned(parts, origin, target, level),
        "size of location": np.log(size + 1)[None, :],
        "liked here": np.log((share + 1e-6) / (usual[None, :] + 1e-6)),
        "location": np.arange(sold.shape[1], dtype=np.float64)[None, :],
    }
    return level, columns


def _shares(parts: Parts, origin: int) -> tuple[Numbers, Numbers, Numbers]:
    """Return each location's share of all trade, of each product (drawn to the former), and its trade."""
    trade = parts.trade[:, :origin].sum(axis=1)
    usual = trade / max(trade.sum(), 1e-9)
    fading = 0.98 ** np.arange(origin)[::-1]
    sold = parts.demand[:, :, :origin] @ fading
    share = (sold + 3 * usual) / (sold.sum(axis=1, keepdims=True) + 3)
    return usual, share, trade / origin


def _planned(parts: Parts, origin: int, target: int, level: Numbers) -> dict[str, Numbers]:
    sold, flags = parts.demand[:, :, :origin], parts.flags
    same = (flags[:, :, :origin] == flags[:, :, target][:, :, None]).all(axis=3)
    weight = same * 0.97 ** np.arange(origin)[::-1]
    here = ((weight * sold).sum(axis=2) + level) / (weight.sum(axis=2) + 1)
    nearness = alike(parts.chain.plan, target, np.arange(origin)).weights(0.1, 0.97)
    there = (np.einsum("pt,plt->pl", nearness, sold) + 0.5 * level) / (
        nearness.sum(axis=1)[:, None] + 0.5
    )
    return {
        **{f"plan {at} here": flags[:, :, target, at] for at in range(flags.shape[3])},
        "first plan here, lately": flags[:, :, origin - 8 : origin, 0].mean(axis=2),
        "like plan here": here / level,
        "like plan in the chain": there / level,
    }


def _lately(sold: Numbers) -> Numbers:
    """Return recent means of the last axis."""
    mean: Numbers = (
        0.4 * sold[..., -8:].mean(axis=-1)
        + 0.3 * sold[..., -13:].mean(axis=-1)
        + 0.3 * sold.mean(axis=-1)
    )
    return mean


def _ordinary(parts: Parts) -> tuple[Parts, Numbers]:
    chain, factor = ordinary(parts.chain)
    freed = parts.demand / factor[:, None, : parts.chain.known]
    return replace(parts, chain=chain, demand=freed), factor
