"""The next basket of every customer, beside purchases counted with a memory that fades."""

from collections.abc import Iterator
from pathlib import Path
from time import process_time

import numpy as np
import polars as pl
from numpy.typing import NDArray

from serai.config.evaluations._purchases import time_split
from serai.config.measurement import Measurement
from serai.config.plot import Plot, by_tenths
from serai_science.frequency import decayed
from serai_science.next_basket.describe import describe
from serai_science.next_basket.hits import hits
from serai_science.next_basket.log import before, first_baskets
from serai_science.next_basket.ranker import learn
from serai_science.next_basket.recommend import best_for_each

_WEEKS, _HALF_LIFE = 28, 120.0


def measure(data: Path) -> Iterator[Measurement]:
    """Yield recall and NDCG of ten products; `data` may be a file of purchases."""
    split = time_split(data)
    past = before(split.log, split.now)
    truth = first_baskets(split.log, split.now, split.now + _WEEKS)
    simple = _decayed(past, split.now)
    ranker = learn(past, now=split.now, offers=split.offers)
    start = process_time()
    known = describe(past, now=split.now, offers=split.offers)
    score = ranker.score(known)
    ours = best_for_each(known, score, past)
    seconds = process_time() - start
    base = best_for_each(simple, simple["score"].to_numpy(), past)
    plot = _by_habit(ours, base, truth, past)
    yield from _beside("all", ours, base, truth, bars=(0.146, 0.206), plots=(plot,))
    own = past.select("customer", "product").unique()
    repeat = truth.join(own, on=["customer", "product"], how="semi")
    new = truth.join(own, on=["customer", "product"], how="anti")
    yield from _beside("bought before", ours, base, repeat)
    yield from _explored(known.with_columns(score=score), own, past, new)
    yield Measurement("CPU to score everybody", seconds, "s", bar=5.0, at_most=True)


def _decayed(past: pl.DataFrame, now: float) -> pl.DataFrame:
    weight = decayed(now - past["day"].to_numpy(), half_life=_HALF_LIFE)
    weighed = past.select("customer", "product", pl.Series("score", weight))
    return weighed.group_by("customer", "product").agg(pl.col("score").sum())


def _beside(
    what: str,
    ours: pl.DataFrame,
    base: pl.DataFrame,
    truth: pl.DataFrame,
    bars: tuple[float | None, float | None] = (None, None),
    plots: tuple[Plot, ...] = (),
) -> Iterator[Measurement]:
    met, met_before = hits(ours, truth), hits(base, truth)
    for name, bar in zip(("recall", "ndcg"), bars, strict=True):
        value, reference = getattr(met, name), getattr(met_before, name)
        yield Measurement(
            f"{name}@10, {what}",
            float(value.mean()),
            "",
            reference=float(reference.mean()),
            bar=bar,
            bar_on_value=True,
            note=f"{value.size:,} customers; paired gain {_gain(value - reference)}",
            plots=plots if name == "ndcg" else (),
        )


def _by_habit(
    ours: pl.DataFrame, base: pl.DataFrame, truth: pl.DataFrame, past: pl.DataFrame
) -> Plot:
    """Draw how good both are for customers of few trips and of many."""
    met, met_before = hits(ours, truth), hits(base, truth)
    trips = past.group_by("customer").agg(pl.col("basket").n_unique().alias("trips"))
    people = truth.select("customer").unique().sort("customer")
    many = people.join(trips, on="customer", how="left", maintain_order="left")["trips"]
    return by_tenths(
        "trips",
        "NDCG@10 by tenths of customers, those with the fewest trips first",
        many.to_numpy().astype(np.float64),
        ours=met.ndcg,
        fading_memory=met_before.ndcg,
    )


def _explored(
    scored: pl.DataFrame, own: pl.DataFrame, past: pl.DataFrame, new: pl.DataFrame
) -> Iterator[Measurement]:
    """Recommend only what a customer never bought, beside what sells best of that."""
    pairs = ["customer", "product"]
    ours = scored.join(own, on=pairs, how="anti")
    sold = past.group_by("product").len("score").sort("score", descending=True)
    people = new.select("customer").unique()
    best = people.join(sold.head(1000), how="cross").join(own, on=pairs, how="anti")
    given = best_for_each(ours, ours["score"].to_numpy(), past)
    fill = best_for_each(best, best["score"].to_numpy(), past)
    yield from _beside("never bought before", given, fill, new, bars=(None, None))


def _gain(paired: NDArray[np.float64]) -> str:
    error = paired.std(ddof=1) / np.sqrt(paired.size)
    return f"{paired.mean():+.4f} (s.e. {error:.4f})"
