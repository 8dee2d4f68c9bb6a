"""
How the units of a product answer the prices of the other goods of its kind.

What is left of log units once a product's own price and the controls are out answers the mean log price of the
others, each against its usual one and weighed by what it brings in. One answer a kind, drawn towards that of all.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from serai_science.elasticity.of_products import Demand, Panel, fit_demand
from serai_science.elasticity.shrunk import Shrunk, shrink

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class CrossDemand:
    """
    Demand that knows the prices of the other goods of a kind.

    Attributes:
        own: how units answer the own price and the controls once the others' prices are out.
        belief: what is believed of each kind: `mean` (g,) is by how many per cent the units of one of its products
            change when all others of the kind cost one per cent more; above 0 where they stand in for each other.
        usual: (p,), the usual log price of each product, against which prices of the others are measured.
        weight: (p,), what each product brings in a week, by which it counts among the others.
    """

    own: Demand
    belief: Shrunk
    usual: Floats
    weight: Floats

    def log_density(self, panel: Panel, week: Codes) -> Floats:
        """Return the log density of each row's log units; `week` (n,) is the week of each row."""
        others = others_prices(panel, week, self.usual, self.weight)
        return self.own.log_density(_without(panel, others, self.belief.mean))


def fit_cross(panel: Panel, week: Codes) -> CrossDemand:
    """
    Fit each product's own elasticity and one cross-elasticity a kind.

    Args:
        panel: weeks of products.
        week: (n,), the week of each row.

    Raises:
        ValueError: a control says the same as another, or as the price.
    """
    first = fit_demand(panel).shrunk
    weight = _brought_in(panel)
    others = others_prices(panel, week, first.usual, weight)
    cleaned = panel.log_units - (panel.controls - first.control_mean) @ first.control
    answer, error = _of_kinds(panel, week, others, cleaned)
    belief = shrink(answer, error, np.zeros(answer.size, np.int64))
    own = fit_demand(_without(panel, others, belief.mean)).shrunk
    return CrossDemand(own, belief, first.usual, weight)


def others_prices(panel: Panel, week: Codes, usual: Floats, weight: Floats) -> Floats:
    """
    Return (n,), the mean log price of the other goods of the kind in the week, each against its usual one.

    What was not sold in a week counts as at its usual price. Zero where a kind has one product only.
    """
    kind = panel.group[panel.product]
    _, when = np.unique(week, return_inverse=True)
    place = kind * (int(when.max()) + 1) + when
    moved = weight[panel.product] * (panel.log_price - usual[panel.product])
    together = np.bincount(place, moved)[place] - moved
    rest = np.bincount(panel.group, weight)[kind] - weight[panel.product]
    alone = rest <= 1e-9 * weight[panel.product]
    found: Floats = np.where(alone, 0.0, together / np.where(alone, 1.0, rest))
    return found


def _without(panel: Panel, others: Floats, cross: Floats) -> Panel:
    answer = cross[panel.group[panel.product]] * others
    return replace(panel, log_units=panel.log_units - answer)


def _brought_in(panel: Panel) -> Floats:
    weeks = np.maximum(np.bincount(panel.product, minlength=panel.group.size), 1.0)
    paid = np.exp(panel.log_units + panel.log_price)
    found: Floats = np.bincount(panel.product, paid, panel.group.size) / weeks
    return found


def _of_kinds(panel: Panel, week: Codes, others: Floats, cleaned: Floats) -> tuple[Floats, Floats]:
    """
    Return each kind's answer and its standard error; NaN where nothing moved.

    Own level and own price of each product are taken out of both sides; noise may hang together within a kind's week.
    """
    away = _around(panel.log_price, panel.product)
    x, y = (
        _beside(_around(each, panel.product), away, panel.product) for each in (others, cleaned)
    )
    kind = panel.group[panel.product]
    count = int(panel.group.max()) + 1
    moved = np.bincount(kind, x * x, count)
    tells = moved > 1e-6
    safe = np.where(tells, moved, 1.0)
    answer = np.where(tells, np.bincount(kind, x * y, count) / safe, np.nan)
    _, when = np.unique(week, return_inverse=True)
    weeks = int(when.max()) + 1
    score = x * (y - np.where(tells, answer, 0.0)[kind] * x)
    by_week = np.bincount(kind * weeks + when, score, count * weeks).reshape(count, weeks)
    error = np.where(tells, np.sqrt((by_week**2).sum(axis=1)) / safe, np.inf)
    return answer, np.maximum(error, 1e-3)


def _around(values: Floats, product: Codes) -> Floats:
    sizes = np.maximum(np.bincount(product), 1)
    found: Floats = values - (np.bincount(product, values) / sizes)[product]
    return found


def _beside(values: Floats, away: Floats, product: Codes) -> Floats:
    """Return what is left of values once each product's own price is out."""
    moved = np.bincount(product, away**2)
    slope = np.bincount(product, values * away) / np.where(moved > 1e-9, moved, np.inf)
    found: Floats = values - slope[product] * away
    return found
