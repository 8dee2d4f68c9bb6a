"""Learn from which categories each customer will buy, as far as offers are about them."""

from collections.abc import Callable
from datetime import UTC, datetime, time
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from serai.customers.public import customers_allowing
from serai.marketing.domain.offer_categories import offer_categories
from serai.marketing.queries.category_days import ANYTHING, CategoryDays
from serai.plumbing.db import copy_into, execute, unit_of_work
from serai.plumbing.model_registry import Card, Figure, Published, publish
from serai.pricing.public import promotions
from serai_science.auc import auc
from serai_science.linear.logistic import LogisticLine
from serai_science.propensity.category import FEATURES, Asked, describe_categories, learn_category

CATEGORIES = "marketing.categories"
AHEAD = 28
_CUTS, _YOUNG = 3, 28
_MOST_OFFERS, _LARGEST = 500, 50
_NOISE = 0.01
_FADING = FEATURES.index("fading_120")
Numbers = NDArray[np.float64]


def learn_categories(history: CategoryDays, *, now: datetime) -> Published | None:
    """
    Learn from the weeks before, measure on the last four, and write down the chances of the next four.

    `None` where no active offer is about a category that was bought from, or the history is younger than five months.
    Who does not allow `profiling` is learned from and not written down. A line that orders customers worse than how
    often they bought is refused, and the chances of before stay.
    """
    wanted = _wanted(history)
    if not wanted or history.now - history.start < (_CUTS + 1) * AHEAD + _YOUNG:
        return None
    held = history.now - AHEAD
    learnt = _learned(history, wanted, held)
    asked = _asked(history, wanted, held)
    known, bought = _described(history, asked, held), _bought(history, asked, held)
    if bought.min() == bought.max():
        return None
    whole = _learned(history, wanted, history.now)
    card = Card(
        protocol="The last {days} days were held out; {categories} categories.",
        facts={"days": AHEAD, "categories": len(wanted)},
        figure=Figure(
            "AUC", auc(bought, learnt.chance(known)), auc(bought, known[:, _FADING]), "how often, fading by 120 days"
        ),
        rows=bought.size,
        data_until=datetime.combine(history.seen_until, time.max, UTC),
        settings={"ahead_days": AHEAD, "categories": [history.categories[each] for each in wanted]},
    )  # fmt: skip
    published = publish(CATEGORIES, card, _saving(whole), tolerance=_NOISE, now=now)
    if not published.refused_because:
        _write(history, _asked(history, wanted, history.now), whole)
    return published


def _wanted(history: CategoryDays) -> list[int]:
    """Return the places of the categories that active offers are for."""
    named = {
        each
        for offer in promotions(state="active", limit=_MOST_OFFERS)
        if offer.needs_coupon
        for each in offer_categories(offer.rule)
    }
    return [place for place, path in enumerate(history.categories) if path in named]


def _learned(history: CategoryDays, wanted: list[int], now: int) -> LogisticLine:
    """Learn from three times four weeks before `now`, on the wanted categories and the largest besides."""
    cuts = [now - AHEAD * each for each in range(1, _CUTS + 1)]
    of = _asked(history, sorted({*wanted, *_largest(history, cuts[-1])}), cuts[-1])
    return learn_category(
        np.concatenate([_described(history, of, cut) for cut in cuts]),
        np.concatenate([_bought(history, of, cut) for cut in cuts]),
    )


def _largest(history: CategoryDays, now: int) -> list[int]:
    past = history.days.filter((pl.col("day") < now) & (pl.col("category") != ANYTHING))
    counts = past.group_by("category").agg(pl.len())
    best = counts.sort(["len", "category"], descending=[True, False]).head(_LARGEST)
    return [int(each) for each in best["category"]]


def _asked(history: CategoryDays, categories: list[int], now: int) -> Asked:
    past = history.days.filter(pl.col("day") < now)
    return Asked(past["customer"].unique().sort().to_numpy(), np.array(categories, np.int64))


def _described(history: CategoryDays, asked: Asked, now: int) -> Numbers:
    told = describe_categories(history.days, asked, now=now, start=history.start)
    return told.reshape(-1, len(FEATURES))


def _bought(history: CategoryDays, asked: Asked, now: int) -> Numbers:
    later = history.days.filter((pl.col("day") >= now) & (pl.col("day") < now + AHEAD))
    counts = later.group_by("customer", "category").agg(pl.len().alias("bought"))
    return (asked.grid(counts, "bought") > 0).astype(np.float64).ravel()


def _write(history: CategoryDays, asked: Asked, line: LogisticLine) -> None:
    chance = line.chance(_described(history, asked, history.now))
    rounded = np.round(chance * 10_000).astype(int).reshape(asked.customers.size, -1).tolist()
    people = [history.customers[each] for each in asked.customers.tolist()]
    paths = [history.categories[each] for each in asked.categories.tolist()]
    with unit_of_work():
        allowing = set(customers_allowing("profiling", people))
        execute("DELETE FROM marketing_category_chance")
        copy_into(
            "marketing_category_chance",
            ("customer_id", "category", "chance"),
            (
                (customer, path, share)
                for customer, row in zip(people, rounded, strict=True)
                if customer in allowing
                for path, share in zip(paths, row, strict=True)
            ),
        )


def _saving(line: LogisticLine) -> Callable[[Path], None]:
    def save(folder: Path) -> None:
        np.savez(
            folder / "categories.npz",
            weights=line.weights,
            base=np.array(line.base),
            middle=line.scale.middle,
            spread=line.scale.spread,
        )

    return save
