"""The whole loop on the demo's real year: forecasts, orders, prices and promises beside plain rules, in money."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from serai.config.evaluations._demand import Demand, demand
from serai.config.evaluations._loop_run import (
    HOLDING,
    ON_TIME,
    SEEDS,
    Case,
    Told,
    by_the_mean,
    ours,
    plain,
)
from serai.config.evaluations._loop_shop import Shop, shop
from serai.config.measurement import Measurement
from serai.config.plot import Plot, over

_ARTICLES, _STORES, _MOST_WEEKS = 500, 30, 12
_COVERS = (2.0, 4.0, 6.0, 8.0, 10.0, 12.0, 16.0, 24.0, 32.0)
_SERVICES = (0.9, 0.93, 0.95, 0.97, 0.98, 0.99, 0.995)
_HOLDING_TIMES = (0.5, 1.0, 2.0)

_FIGURES: tuple[tuple[str, str, bool, Callable[[Told], float]], ...] = (
    ("margin", "$", False, lambda told: told.margin),
    ("revenue", "$", False, lambda told: float(told.earned.revenue.sum())),
    ("fill rate", "", False, lambda told: told.lived.fill),
    ("mean stock", "units", True, lambda told: float(told.lived.stock.sum(axis=0).mean())),
    ("cost of holding", "$", True, lambda told: told.holding),
    ("lost sales", "$", True, lambda told: float(told.earned.lost.sum())),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What earned most before: weeks of sales to begin with, weeks of the mean, the aimed-at service."""

    begin: float
    mean: float
    service: float


def measure(data: Path) -> Iterator[Measurement]:
    """Yield what the loop earns beside plain rules; `data` may be a file of weekly demand with amounts."""
    told = demand(data)
    if not _prices_move(told):
        yield Measurement("loop", 0.0, "", note="skipped: no prices that moved are known")
        return
    weeks = len(told.weeks)
    played = min(_MOST_WEEKS, weeks // 4)
    cuts = (weeks - 2 * played, weeks - played)
    earlier, test = (
        shop(told, articles=_ARTICLES, stores=_STORES, first=cut, until=cut + played)
        for cut in cuts
    )
    chosen, line = _choose(earlier)
    yield line
    yield from _as_estimated(test, chosen[1.0])
    yield from _under_other_assumptions(test, chosen)


def _prices_move(told: Demand) -> bool:
    price = (pl.col("amount") / pl.col("quantity")).round(4)
    prices = told.sold.filter(pl.col("amount") > 0).group_by("product").agg(price.n_unique())
    return bool((prices["amount"] > 1).any())


def _choose(earlier: Shop) -> tuple[dict[float, Choice], Measurement]:
    """Choose each rule's one number, for each cost of holding, by what it earned earlier, prices as they were."""
    case = Case()
    simple = {cover: plain(earlier, case, cover) for cover in _COVERS}
    mean = {cover: by_the_mean(earlier, case, cover) for cover in _COVERS}
    better = {service: ours(earlier, case, service) for service in _SERVICES}
    chosen = {
        times: Choice(*(_best(plays, times) for plays in (simple, mean, better)))
        for times in _HOLDING_TIMES
    }
    of = chosen[1.0]
    return chosen, Measurement(
        "earlier weeks, on which was chosen: profit, orders alone",
        better[of.service].profit,
        "$",
        simple[of.begin].profit,
        note=f"weeks {earlier.first + 1} to {earlier.until}: begin with {of.begin:.0f} weeks; order up to"
        f" {of.mean:.0f} weeks of the mean; aim at a service of {of.service:.1%}",
    )


def _best(plays: dict[float, Told], times: float) -> float:
    """Return the number that earns most where holding costs so many times as much."""
    return max(plays, key=lambda number: plays[number].margin - times * plays[number].holding)


def _as_estimated(test: Shop, chosen: Choice) -> Iterator[Measurement]:
    """Yield all figures where shoppers answer as was estimated, on average over seeds."""
    cases = [Case(seed) for seed in SEEDS]
    simple = [plain(test, case, chosen.begin) for case in cases]
    mean = [by_the_mean(test, case, chosen.mean) for case in cases]
    orders = [ours(test, case, chosen.service) for case in cases]
    whole = [ours(test, case, chosen.service, prices=True) for case in cases]
    yield _beside("profit, orders alone", orders, simple, bar=1.0)
    yield _beside(
        "profit, prices alone", [plain(test, c, chosen.begin, prices=True) for c in cases], simple
    )
    yield _beside("profit, the whole loop", whole, simple, bar=1.0, plot=orders)
    yield _beside("profit, the whole loop, beside weeks of the mean", whole, mean)
    for name, unit, at_most, figure in _FIGURES:
        values = [
            float(np.mean([figure(told) for told in each])) for each in (whole, simple, orders)
        ]
        yield Measurement(
            f"{name}, the whole loop",
            values[0],
            unit,
            values[1],
            at_most=at_most,
            note=f"orders alone: {values[2]:,.4g}",
        )
    factor = whole[0].lived.factor[:, -1]
    yield Measurement(
        "prices at the end beside those as they were, mean",
        float(factor[test.by_piece].mean()),
        "",
        1.0,
        note=f"{(factor > 1).sum()} higher, {(factor < 1).sum()} lower of {factor.size};"
        f" believed elasticity {test.answers.elasticity.mean():.2f} on average",
    )


def _under_other_assumptions(test: Shop, chosen: dict[float, Choice]) -> Iterator[Measurement]:
    """Yield the profit of the whole loop where one assumption is another."""
    changes = (
        ("shoppers answer prices half as strongly", Case(answers=0.5), None),
        ("shoppers answer prices twice as strongly", Case(answers=2.0), 1.0),
        ("shoppers answer prices three times as strongly", Case(answers=3.0), None),
        ("shoppers answer prices five times as strongly", Case(answers=5.0), None),
        ("goods cost 60 % of the price", Case(cost=0.6), None),
        ("goods cost 80 % of the price", Case(cost=0.8), None),
        ("holding costs half as much", Case(holding=0.5 * HOLDING), None),
        ("holding costs twice as much", Case(holding=2.0 * HOLDING), None),
    )
    for name, case, bar in changes:
        choice = chosen[case.holding / HOLDING]
        whole = [ours(test, case, choice.service, prices=True)]
        yield _beside(
            f"profit, the whole loop, {name}", whole, [plain(test, case, choice.begin)], bar=bar
        )
    yield from _promised(test, chosen[1.0])


def _promised(test: Shop, chosen: Choice) -> Iterator[Measurement]:
    case = Case(waits=0.25)
    whole = ours(test, case, chosen.service, prices=True)
    yield _beside(
        "profit, the whole loop, one in four waits for what is promised",
        [whole],
        [plain(test, case, chosen.begin)],
    )
    yield Measurement(
        "promises kept, one in four waits",
        whole.lived.kept / max(whole.lived.promised, 1.0),
        "",
        ON_TIME,
        note=f"{whole.lived.promised:,.0f} units promised; beside orders that come when agreed",
    )


def _beside(
    name: str,
    better: list[Told],
    simple: list[Told],
    *,
    bar: float | None = None,
    plot: list[Told] | None = None,
) -> Measurement:
    """Return the mean profit of some plays beside that of the same plays under another rule."""
    gains = [each.profit - other.profit for each, other in zip(better, simple, strict=True)]
    of_articles = np.mean(
        [
            (a.earned.profit - b.earned.profit).sum(axis=1)
            for a, b in zip(better, simple, strict=True)
        ],
        axis=0,
    )
    reference = float(np.mean([each.profit for each in simple]))
    error = np.sqrt(of_articles.size) * of_articles.std(ddof=1)
    seeds = f"; seeds {min(gains):+,.0f} to {max(gains):+,.0f}" if len(gains) > 1 else ""
    drawn = () if plot is None else (_by_week(simple, plot, better),)
    return Measurement(
        name,
        float(np.mean([each.profit for each in better])),
        "$",
        reference,
        bar,
        note=f"gain {np.mean(gains) / reference:+.1%}, s.e. of articles {error / reference:.1%}{seeds}",
        plots=drawn,
    )


def _by_week(simple: list[Told], orders: list[Told], whole: list[Told]) -> Plot:
    weekly = {
        name: np.mean([told.earned.profit.sum(axis=0) for told in each], axis=0)
        for name, each in (
            ("last week's sales", simple),
            ("our orders", orders),
            ("the whole loop", whole),
        )
    }
    return over(
        "weeks",
        "What each week earns, $",
        [f"{week + 1}." for week in range(len(weekly["our orders"]))],
        **weekly,
    )
