"""What feasts do to demand, learned from earlier feasts and shared between products."""

import numpy as np
from numpy.typing import NDArray

from serai_science.forecast.panel import Panel
from serai_science.forecast.similar import alike, weighed

Numbers = NDArray[np.float64]
_STRENGTH = (10_000.0, 1_000.0, 500.0, 200.0)
"""How many expected units of its own a department, category, kind or product needs to count half."""
_AROUND = 13


def feast_lifts(panel: Panel) -> Numbers:
    """
    Return how much more is sold in each period because of a feast, or less because one has just been.

    A known feast is measured: what was sold over what the same products sold in the periods around it with
    a like plan. A feast ahead is expected to lift as the earlier ones of its kind did on average.

    Args:
        panel: the series, freed of closed days and season.

    Returns:
        (S, T + H) array of factors, 1 in ordinary periods.

    Notes:
        Every measured factor is drawn to that of its wider group, the widest to the whole; `_STRENGTH` was chosen
        on the cut before week 46 of the demo's year: Thanksgiving, expected from Easter alone.
    """
    feast = panel.calendar.feast
    lifts = np.ones((panel.series, feast.size))
    for kind in (1, 2):
        measured = {
            int(period): _measured(panel, int(period))
            for period in np.flatnonzero(feast[: panel.known] == kind)
        }
        for period, lift in measured.items():
            lifts[:, period] = lift
        if measured:
            ahead = np.flatnonzero(feast[panel.known :] == kind) + panel.known
            expected = np.exp(np.mean([np.log(each) for each in measured.values()], axis=0))
            lifts[:, ahead] = expected[:, None]
    return lifts


def _measured(panel: Panel, period: int) -> Numbers:
    usual = np.flatnonzero(panel.calendar.feast[: panel.known] == 0)
    around = usual[np.abs(usual - period) <= _AROUND]
    if around.size < 4:
        return np.ones(panel.series)
    nearness = alike(panel.plan, period, around)
    weight = np.exp(-nearness.distance / 0.3) * 0.93 ** np.abs(around - period)
    nearby = panel.demand[:, around]
    expected = weighed(nearby, weight, nearby.mean(axis=1), 0.2)
    return _shared(panel.demand[:, period], expected + 1e-9, panel)


def _shared(sold: Numbers, expected: Numbers, panel: Panel) -> Numbers:
    """Return sold / expected of each series, each level drawn to the one above it."""
    lift = np.full(sold.size, max(sold.sum(), 1.0) / max(expected.sum(), 1.0))
    levels = [*list(panel.groups.values())[:3], np.arange(sold.size)]
    for codes, strength in zip(levels, _STRENGTH[-len(levels) :], strict=True):
        size = int(codes.max()) + 1
        own = np.bincount(codes, sold, size)[codes]
        wished = np.bincount(codes, expected * lift, size)[codes]
        lift = lift * (own + strength) / (wished + strength)
    return lift
