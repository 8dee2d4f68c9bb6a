"""Learn what customers will do, and put it to use where it is better than a simple rule."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path

import numpy as np
import polars as pl
from django.utils.translation import gettext_noop
from numpy.typing import NDArray

from serai.customers.models.kept_lines import load_churn, load_outlook, save_churn, save_outlook
from serai.customers.queries.predicting.purchase_days import PurchaseDays
from serai.plumbing.model_registry import Card, Figure, Published, publish
from serai.plumbing.model_registry.in_use import Kept
from serai_science.auc import auc
from serai_science.buying.describe import describe, matrix
from serai_science.buying.moments import TooLittleHistory, examples
from serai_science.churn import NobodyLeft, gap_by_frequency, learn_churn
from serai_science.lifetime.outlook import Outlook, learn_outlook

OUTLOOK, CHURN = "customers.outlook", "customers.churn"
_ERRORS = {
    "days": gettext_noop("mean error, days"),
    "spend": gettext_noop("mean error, spend"),
}
_AHEAD = (90, 60, 30)
_PAST = 28
_NOISE = 0.02
"""How far behind the version in use a figure may be, as a share of it: by so much a few more weeks move it."""
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Split:
    """A history cut `ahead` days before its end: what was known then, and what came."""

    history: PurchaseDays
    ahead: int
    cut: int
    past: pl.DataFrame
    known: pl.DataFrame
    days: Numbers
    spend: Numbers


def learn(history: PurchaseDays, *, now: datetime) -> Iterator[Published]:
    """
    Learn the outlook and churn, measure each on the last weeks, which it did not see, and publish it.

    It looks 90 days ahead, or 60 or 30 in a shop that is younger. What is published was learned from everything.

    Raises:
        TooLittleHistory: a month ahead cannot be learned and measured yet.
    """
    split = _split(history)
    yield _publish_outlook(split, now)
    try:
        yield _publish_churn(split, now)
    except NobodyLeft:
        return


def _split(history: PurchaseDays) -> _Split:
    whole = history.now - history.start
    ahead = next((each for each in _AHEAD if whole >= 2 * each + _PAST), None)
    if ahead is None:
        raise TooLittleHistory(2 * _AHEAD[-1] + _PAST)
    cut = history.now - ahead
    came = examples(history.days, [cut], start=history.start, ahead=ahead)
    return _Split(
        history,
        ahead,
        cut,
        history.days.filter(pl.col("day") < cut),
        describe(history.days, now=cut, start=history.start),
        came.days,
        came.spend,
    )


def _publish_outlook(split: _Split, now: datetime) -> Published:
    def met(outlook: Outlook) -> dict[str, float]:
        features = matrix(split.known)
        return {
            what: float(np.abs(line.predict(features).middle - truth).mean())
            for what, line, truth in (
                ("days", outlook.days, split.days),
                ("spend", outlook.spend, split.spend),
            )
        }

    past, start = split.past, split.history.start
    ours = met(learn_outlook(past, now=split.cut, start=start, ahead=split.ahead))
    simple = _same_again(split)
    whole = learn_outlook(split.history.days, now=split.history.now, start=start, ahead=split.ahead)
    figures = [
        Figure(
            name,
            ours[what],
            simple[what],
            "the same as the last {days} days",
            at_most=True,
            facts={"days": split.ahead},
        )
        for what, name in _ERRORS.items()
    ]
    return publish(
        OUTLOOK,
        _card(split, figures, whole.rows),
        _saving(save_outlook, whole),
        again=lambda kept: met(load_outlook(kept.folder))["days"],
        tolerance=_NOISE * ours["days"],
        now=now,
    )


def _publish_churn(split: _Split, now: datetime) -> Published:
    gone = (split.days == 0).astype(np.float64)
    if gone.min() == gone.max():
        raise NobodyLeft
    features, start = matrix(split.known), split.history.start
    before = learn_churn(split.past, now=split.cut, start=start, ahead=split.ahead)
    whole = learn_churn(split.history.days, now=split.history.now, start=start, ahead=split.ahead)
    figure = Figure(
        "AUC",
        auc(gone, before.line.log_odds(features)),
        auc(gone, gap_by_frequency(split.known)),
        "days since the last purchase / purchase days",
    )

    def again(kept: Kept) -> float:
        return auc(gone, load_churn(kept.folder).line.log_odds(features))

    return publish(
        CHURN,
        _card(split, [figure], whole.rows),
        _saving(save_churn, whole),
        again=again,
        tolerance=_NOISE * figure.value,
        now=now,
    )


def _same_again(split: _Split) -> dict[str, float]:
    """Return the errors of expecting what the last weeks before the cut brought."""
    recent = (
        split.past.filter(pl.col("day") >= split.cut - split.ahead)
        .group_by("customer")
        .agg(pl.len().cast(pl.Float64).alias("days"), pl.col("amount").sum().alias("spend"))
    )
    last = split.known.select("customer").join(recent, on="customer", how="left")
    return {
        what: float(np.abs(last[what].fill_null(0.0).to_numpy() - truth).mean())
        for what, truth in (("days", split.days), ("spend", split.spend))
    }


def _card(split: _Split, figures: list[Figure], rows: int) -> Card:
    return Card(
        protocol="The last {days} days were held out; {customers:,} customers.",
        facts={"days": split.ahead, "customers": split.days.size},
        figure=figures[0],
        others=tuple(figures[1:]),
        rows=rows,
        data_until=datetime.combine(split.history.seen_until, time.max, UTC),
        settings={"ahead_days": split.ahead, "currency": split.history.currency},
    )


def _saving(save: Callable[..., None], model: object) -> Callable[[Path], None]:
    return lambda folder: save(model, folder)
