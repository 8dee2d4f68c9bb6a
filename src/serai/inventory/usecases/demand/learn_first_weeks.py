"""Publish what a young shop will sell: its own few weeks, drawn to what is usual."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from uuid import UUID

import numpy as np
from django.utils.translation import gettext_noop
from numpy.typing import NDArray

from serai.inventory.domain.demand_reason import FIRST_WEEKS
from serai.inventory.queries.demand.foreseen import MODEL, Arrays, ids_as_array
from serai.inventory.queries.demand.sold import monday_of
from serai.inventory.queries.demand.stocked import Stocked, stocked_articles
from serai.inventory.usecases.demand.lay_out import HORIZON, LaidOut, lay_out
from serai.plumbing.model_registry import Card, Figure, Published, in_use, publish
from serai_science.forecast import measures
from serai_science.forecast.first_weeks import LEVELS, FirstWeeks, first_weeks
from serai_science.forecast.general import GENERAL
from serai_science.forecast.learn import Forecast
from serai_science.forecast.panel import Numbers
from serai_science.forecast.split import shares
from serai_science.replenish.classes import value_classes
from serai_science.replenish.protection import Protection

_PAST, _MOST, _LEAST_TRUST = 26, 65_535, 0.005


def learn_first_weeks(*, now: datetime, most: int) -> Published | None:
    """
    Foresee what sells and what lies in stock from the first day on, until there is enough history to learn from.

    Every article is drawn to its category, the shop and a general prior, the more the less it has sold. Nothing is
    published where there is no article at all, or where a version that was learned from history is in use.

    Args:
        now: the instant.
        most: how many articles: those that sold most, then those in stock.
    """
    kept, stocked = in_use(MODEL), stocked_articles()
    if kept is not None and Arrays.read(kept.folder).own is None:
        return None
    laid = lay_out(now=now, most=most, stocked=stocked)
    if laid is None:
        return None
    listed = _listed(laid, stocked)
    back = held_back(laid.panel.known)
    tried = _told(laid, listed, laid.panel.known - back)[1] if back else None
    drawn, told = _told(laid, listed, laid.panel.known)
    card = _card(laid, tried, back)
    return publish(MODEL, card, _arrays(laid, drawn, told, tried).write, now=now)


def held_back(known: int) -> int:
    """
    Return how many of the last weeks are kept to check by.

    Example:
        >>> [held_back(weeks) for weeks in (1, 2, 4, 8, 19)]
        [0, 1, 2, 4, 4]
    """
    return 0 if known < 2 else 1 if known < 4 else 2 if known < 2 * HORIZON else HORIZON


def _listed(laid: LaidOut, stocked: Sequence[Stocked]) -> NDArray[np.bool_]:
    """Return (V, T), whether each article could be bought: since its first units came, or its first sale."""
    known, first_week = laid.panel.known, laid.first_week - laid.panel.known
    came: dict[UUID, int] = {}
    for each in stocked:
        if each.since is not None:
            week = (each.since.date() - monday_of(first_week)).days // 7
            came[each.variant_id] = min(week, came.get(each.variant_id, known))
    sold = laid.panel.demand > 0
    begun = np.where(sold.any(axis=1), sold.argmax(axis=1), known) if known else sold.sum(axis=1)
    since = np.minimum(begun, [came.get(each, known) for each in laid.variants])
    return np.arange(known) >= since[:, None]


def _told(laid: LaidOut, listed: NDArray[np.bool_], known: int) -> tuple[FirstWeeks, Forecast]:
    """Return what is foreseen when so many weeks are known, freed of closed days and season and with them."""
    swing = laid.panel.calendar.open_share * laid.panel.calendar.season
    drawn = first_weeks(
        laid.panel.demand[:, :known] / swing[:known],
        listed[:, :known],
        laid.panel.groups["category"],
        GENERAL,
        places=max(len(laid.locations), 1),
    )
    ahead = swing[known : known + HORIZON]
    mean = drawn.mean[:, None] * ahead
    variance = mean + drawn.lumpiness * mean**2 + drawn.unsure[:, None] * ahead**2
    week = Protection(mean, variance)
    return drawn, Forecast(mean, week.quantile(0.1), week.quantile(0.9))


def _arrays(laid: LaidOut, drawn: FirstWeeks, told: Forecast, tried: Forecast | None) -> Arrays:
    panel = laid.panel
    at = _at_locations(laid)[:, :, None] * told.mean[:, None, :]
    lumps = drawn.lumpiness + drawn.unsure / drawn.mean**2
    spread = Protection(at, at + lumps[:, None, None] * at**2)
    past = panel.demand[:, -_PAST:] if panel.known else np.zeros((panel.series, 1))
    earned = laid.amount
    strongest = np.argsort(-drawn.trust, axis=1, kind="stable")[:, :3]
    weighty = np.take_along_axis(drawn.trust, strongest, axis=1) >= _LEAST_TRUST
    checked = [tried.mean, tried.low, tried.high] if tried else [np.zeros((panel.series, 0))] * 3
    return Arrays(
        variants=ids_as_array(list(laid.variants)),
        locations=ids_as_array([each or UUID(int=0) for each in laid.locations]),
        first_week=np.array([laid.first_week * 7 + 4]),
        mean=told.mean.astype(np.float32),
        low=told.low.astype(np.float32),
        high=told.high.astype(np.float32),
        past=past.astype(np.float32),
        tried=np.stack([each[:, : held_back(panel.known)] for each in checked]).astype(np.float32),
        mean_at=at.astype(np.float32),
        low_at=np.minimum(spread.quantile(0.1), _MOST).astype(np.uint16),
        high_at=np.minimum(spread.quantile(0.9), _MOST).astype(np.uint16),
        lumpiness=lumps.astype(np.float32),
        weekdays=laid.day_shares(panel.known).astype(np.float32),
        classes=value_classes(earned) if earned.any() else np.full(earned.size, "B"),
        reasons=np.where(weighty, strongest, -1).astype(np.int16),
        is_new=np.zeros(panel.series, bool),
        names=tuple(f"{FIRST_WEEKS}{each}" for each in LEVELS),
        own=drawn.trust[:, -1].astype(np.float32),
    )


def _at_locations(laid: LaidOut) -> Numbers:
    """Return (V, L) shares; beside what was sold, every location is taken to have sold one unit of the range."""
    articles, places, _ = laid.sold.shape
    first = np.full((articles, places, 1), 1 / articles)
    sold = np.concatenate([first, laid.sold], axis=2)
    return shares(sold, sold.sum(axis=1))


def _card(laid: LaidOut, tried: Forecast | None, back: int) -> Card:
    """Return what could be checked; so few weeks decide nothing, so no figure of them refuses a version."""
    panel = laid.panel
    known = panel.known - back
    others = _errors(panel.demand[:, :known], panel.demand[:, known:], tried) if tried else ()
    return Card(
        protocol="The shop is young: {weeks} weeks are known, the last {back} were held back; {articles:,} articles,"
        " drawn to their category, the shop and a general prior.",
        facts={"weeks": panel.known, "back": back, "articles": panel.series},
        figure=Figure("weeks of history", float(panel.known)),
        others=others,
        rows=panel.series * panel.known,
        data_until=datetime.combine(monday_of(laid.first_week), time(), UTC),
        settings={"weeks": panel.known, "held_back": back, "prior": True},
    )


def _errors(before: Numbers, came: Numbers, tried: Forecast) -> tuple[Figure, ...]:
    back = came.shape[1]
    usual = np.repeat(before.mean(axis=1)[:, None], back, axis=1)
    simple = gettext_noop("the mean of the weeks so far")
    total = came.sum(axis=1), tried.mean[:, :back].sum(axis=1), usual.sum(axis=1)
    if not total[0].any():
        return ()
    return (
        Figure(
            "WAPE of all weeks held back together",
            measures.wape(total[0], total[1]),
            measures.wape(total[0], total[2]),
            simple,
            at_most=True,
        ),
        Figure(
            "coverage of P10 to P90",
            measures.coverage(came, tried.low[:, :back], tried.high[:, :back]),
        ),
    )
