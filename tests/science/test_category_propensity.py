"""Who buys from a category: from their own rhythm, and from nothing that comes later."""

import numpy as np
import polars as pl
import pytest

from serai_science.auc import auc
from serai_science.propensity.category import (
    FEATURES,
    Asked,
    describe_categories,
    learn_category,
)


def some_days(*, people=200, days=280, seed=1):
    """Each buys from two of five categories, every third to twentieth day."""
    rng = np.random.default_rng(seed)
    rows = {
        (person, int(category), int(day))
        for person in range(people)
        for category in rng.choice(5, 2, replace=False)
        for day in np.cumsum(rng.exponential(rng.uniform(3, 20), 100))
        if day < days
    }
    return pl.DataFrame(sorted(rows), schema=["customer", "category", "day"], orient="row")


EVERYBODY = Asked(np.arange(200), np.arange(5))


def bought_after(days, now):
    later = days.filter((pl.col("day") >= now) & (pl.col("day") < now + 28))
    seen = later.group_by("customer", "category").agg(pl.len().alias("bought"))
    return (EVERYBODY.grid(seen, "bought") > 0).astype(float).ravel()


def described(days, now):
    return describe_categories(days, EVERYBODY, now=now, start=0)


def test_who_buys_there_is_found():
    days = some_days()
    line = learn_category(described(days, 200).reshape(-1, len(FEATURES)), bought_after(days, 200))
    asked = described(days, 240).reshape(-1, len(FEATURES))

    assert auc(bought_after(days, 240), line.log_odds(asked)) > 0.9


def test_nothing_later_is_known():
    days = some_days(people=20)

    early = days.filter(pl.col("day") < 120)
    assert np.array_equal(described(days, 120), described(early, 120))


def test_a_pair_that_never_was_is_described_by_numbers():
    known = described(some_days(people=3), 100)[150]

    assert known[:, FEATURES.index("since")].tolist() == [366.0] * 5
    assert known[:, FEATURES.index("trips_all")].tolist() == [0.0] * 5
    assert np.isfinite(known).all()


def test_days_gaps_and_fading_are_counted():
    days = pl.DataFrame({"customer": [0, 0], "category": [1, 1], "day": [80, 90]})
    row = dict(zip(FEATURES, described(days, 100)[0, 1], strict=True))

    assert (row["days_28"], row["since"], row["overdue"], row["trips_28"]) == (2, 10, 1, 2)
    assert row["days_all"] == pytest.approx(2 * 91 / 100)
    assert row["fading_30"] == pytest.approx(0.5 ** (10 / 30) + 0.5 ** (20 / 30))
    assert row["category_all"] == pytest.approx(1 / 200)
