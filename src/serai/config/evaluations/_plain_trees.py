"""The forecast that a good data scientist would try first: trees on lags, means and the plan."""

from dataclasses import dataclass

import numpy as np

from serai_science.forecast.described import Described, describe
from serai_science.forecast.panel import Numbers, Panel
from serai_science.forecast.trees import MEDIAN, grow

_FIRST = 9
_LAGS = (
    *(f"sold {back} back" for back in (1, 2, 3, 4, 8)),
    *("mean of 4", "mean of 13", "mean of all", "fading mean", "spread of 8", "ahead", "log level"),
)


@dataclass(frozen=True, slots=True)
class PlainForecast:
    """(S, H) each, units per period; without quantiles the ends are the median."""

    median: Numbers
    low: Numbers
    high: Numbers


def plain_trees(panel: Panel, horizon: int, *, quantiles: bool) -> PlainForecast:
    """Learn and forecast with lags, means, the plan of the week and the product's groups."""
    wanted = {*_LAGS, *panel.plan_names, *panel.groups}
    rows, target, level = [], [], []
    for origin in range(_FIRST, panel.known):
        for week in range(origin, min(origin + horizon, panel.known)):
            known = describe(panel, origin, week)
            rows.append(known.columns[:, _chosen(known, wanted)])
            target.append(panel.demand[:, week] / known.level)
            level.append(known.level)
    stacked = np.concatenate(rows), np.concatenate(target), np.concatenate(level)
    trees = [grow(*stacked, objective=MEDIAN, rounds=300)]
    if quantiles:
        trees += [
            grow(*stacked, objective="", rounds=300, quantiles=(each,)) for each in (0.1, 0.9)
        ]
    told = []
    for week in range(panel.known, panel.known + horizon):
        known = describe(panel, panel.known, week)
        ahead = known.columns[:, _chosen(known, wanted)]
        told.append([each.predict(ahead) * known.level for each in trees])
    parts = [np.stack([week[part] for week in told], axis=1) for part in range(len(trees))]
    return PlainForecast(parts[0], parts[1 if quantiles else 0], parts[-1])


def _chosen(known: Described, wanted: set[str]) -> list[int]:
    return [at for at, name in enumerate(known.names) if name in wanted]
