"""Learn what will be sold, check it on weeks held back, and publish it."""

from collections.abc import Callable
from datetime import UTC, datetime, time
from uuid import UUID

import numpy as np
from django.utils.translation import gettext_noop
from numpy.typing import NDArray

from serai.inventory.queries.demand.foreseen import MODEL, Arrays, ids_as_array
from serai.inventory.queries.demand.sold import monday_of
from serai.inventory.usecases.demand.days_ahead import DaysAhead, days_ahead
from serai.inventory.usecases.demand.lay_out import HORIZON, YOUNG, LaidOut, lay_out
from serai.inventory.usecases.demand.learn_first_weeks import learn_first_weeks
from serai.plumbing.model_registry import Card, Figure, Kept, Published, in_use, publish
from serai_science.forecast import measures
from serai_science.forecast.described import describe
from serai_science.forecast.intermittent import moving_average
from serai_science.forecast.learn import Forecast, Forecaster, TooShort, learn, ordinary
from serai_science.forecast.newcomers import learn_newcomers, new_at, with_newcomers
from serai_science.forecast.panel import Numbers, Panel
from serai_science.forecast.split import lumpiness, shares
from serai_science.replenish.classes import value_classes
from serai_science.replenish.protection import Protection

MOST_ARTICLES = 1_200
_PAST, _NOISE = 26, 0.005


def learn_demand(*, now: datetime, most: int = MOST_ARTICLES) -> Published | None:
    """
    Forecast the articles that sell most, at every location, for the four weeks after the last one with trade.

    Learned twice: without the last four weeks, which are then the check, and with them for use. What a shop with
    too little history sells is drawn to what is usual instead, see `learn_first_weeks`.

    Args:
        now: the instant.
        most: how many articles.
    """
    laid = lay_out(now=now, most=most)
    if laid is None:
        return learn_first_weeks(now=now, most=most)
    try:
        before = laid.panel.until(laid.panel.known - HORIZON)
        tried = foresee(before, laid.ever)
        model = learn(laid.panel, horizon=HORIZON)
    except TooShort:
        return learn_first_weeks(now=now, most=most)
    told = _told(model, laid.panel, laid.ever)
    days = days_ahead(laid, tried=tried.mean, mean=told.mean)
    arrays = _arrays(laid, model, tried, told, days)
    card = _card(laid, tried, days)
    return publish(
        MODEL, card, arrays.write, again=_on_the_same_weeks(arrays), tolerance=_NOISE, now=now
    )


def _arrays(
    laid: LaidOut, model: Forecaster, tried: Forecast, told: Forecast, days: DaysAhead
) -> Arrays:
    here = shares(laid.sold, laid.panel.demand)
    lumps = lumpiness(laid.sold)
    at = here[:, :, None] * told.mean[:, None, :]
    spread = Protection(at, at + lumps[:, None, None] * at**2)
    names, reasons = _reasons(laid.panel, model)
    return Arrays(
        variants=ids_as_array(list(laid.variants)),
        locations=ids_as_array([each or UUID(int=0) for each in laid.locations]),
        first_week=np.array([laid.first_week * 7 + 4]),
        mean=told.mean.astype(np.float32),
        low=told.low.astype(np.float32),
        high=told.high.astype(np.float32),
        past=laid.panel.demand[:, -_PAST:].astype(np.float32),
        tried=np.stack([tried.mean, tried.low, tried.high]).astype(np.float32),
        mean_at=at.astype(np.float32),
        low_at=np.minimum(spread.quantile(0.1), 65_535).astype(np.uint16),
        high_at=np.minimum(spread.quantile(0.9), 65_535).astype(np.uint16),
        lumpiness=lumps.astype(np.float32),
        weekdays=days.shares,
        day_low=days.low,
        day_high=days.high,
        classes=value_classes(laid.amount),
        reasons=reasons,
        is_new=_first_sold(laid.panel) >= laid.panel.known - YOUNG,
        names=names,
    )


def foresee(panel: Panel, ever: Numbers) -> Forecast:
    """
    Learn from a panel and return what is foreseen of its next weeks.

    Args:
        panel: the articles.
        ever: (A, T), see `LaidOut`.

    Raises:
        TooShort: too few weeks are known.
    """
    return _told(learn(panel, horizon=HORIZON), panel, ever)


def _told(model: Forecaster, panel: Panel, ever: Numbers) -> Forecast:
    """Return what is foreseen; new articles at the level that earlier new ones kept."""
    told = model.forecast(panel, HORIZON)
    newcomers = learn_newcomers(ever[:, : panel.known], young=YOUNG, horizon=HORIZON)
    if newcomers is None:
        return told
    begun = new_at(panel.demand, panel.known, young=YOUNG)
    mean = with_newcomers(told.mean, begun.row, newcomers.level(begun))
    change = mean / np.maximum(told.mean, 1e-9)
    return Forecast(mean, told.low * change, told.high * change)


def _first_sold(panel: Panel) -> NDArray[np.int64]:
    sold = panel.demand > 0
    return np.where(sold.any(axis=1), sold.argmax(axis=1), panel.known)


def _reasons(panel: Panel, model: Forecaster) -> tuple[tuple[str, ...], np.ndarray]:
    usual, _ = ordinary(panel)
    known = describe(usual, panel.known, panel.known)
    return known.names, model.means[1].strongest(known.columns).astype(np.int16)


def _card(laid: LaidOut, tried: Forecast, days: DaysAhead) -> Card:
    panel = laid.panel
    came = panel.demand[:, -HORIZON:]
    average = np.repeat(moving_average(panel.demand[:, :-HORIZON])[:, None], HORIZON, axis=1)
    simple = gettext_noop("the mean of the last eight weeks")
    return Card(
        protocol="The last {weeks} weeks were held back; {articles:,} articles, all locations together.",
        facts={"weeks": HORIZON, "articles": panel.series},
        figure=Figure(
            "WAPE",
            measures.wape(came, tried.mean),
            measures.wape(came, average),
            simple,
            at_most=True,
        ),
        others=(
            Figure("bias", measures.bias(came, tried.mean), measures.bias(came, average), simple),
            Figure("coverage of P10 to P90", measures.coverage(came, tried.low, tried.high)),
            Figure("coverage of single days, P10 to P90", days.held),
            Figure(
                "pinball loss of P90, units",
                measures.pinball(came, tried.high, 0.9),
                measures.pinball(came, average, 0.9),
                simple,
                at_most=True,
            ),
        ),
        rows=panel.series * panel.known,
        data_until=datetime.combine(monday_of(laid.first_week), time(), UTC),
        settings={"weeks": panel.known, "plans": list(panel.plan_names), "held_back": HORIZON},
    )


def _on_the_same_weeks(arrays: Arrays) -> Callable[[Kept], float] | None:
    """Return how the version in use did, where it was checked on the same weeks; else nothing can be compared."""
    kept = in_use(MODEL)
    if kept is None or Arrays.read(kept.folder).first_week[0] != arrays.first_week[0]:
        return None
    return lambda theirs: theirs.card.figure.value
