"""What customers need within a week, by the rhythm of each product, beside its plain rate."""

from collections.abc import Iterator
from pathlib import Path
from time import process_time

import numpy as np
import polars as pl
from numpy.typing import NDArray

from serai.config.evaluations._purchases import TimeSplit, time_split
from serai.config.measurement import Measurement
from serai_science.auc import auc
from serai_science.replenishment import Rhythms, needed_within, rhythms

_WITHIN = 7.0
_LIKELIEST = 1000


def measure(data: Path) -> Iterator[Measurement]:
    """Yield how well due products are told from others; `data` may be a file of purchases."""
    yield from measure_split(time_split(data))


def measure_split(split: TimeSplit) -> Iterator[Measurement]:
    """Yield the figures of one split."""
    start = process_time()
    known = _rhythms(split)
    chance = needed_within(known, _WITHIN)
    seconds = process_time() - start
    bought = _bought(split, known)
    rate = _rate(known)
    note = f"{bought.size:,} habits, {bought.mean():.1%} bought within a week"
    yield Measurement(
        "AUC",
        auc(bought.astype(np.float64), chance),
        "",
        reference=auc(bought.astype(np.float64), rate),
        bar=auc(bought.astype(np.float64), rate),
        bar_on_value=True,
        note=note,
    )
    yield Measurement(
        "Brier score",
        float(((chance - bought) ** 2).mean()),
        "",
        reference=float(((rate - bought) ** 2).mean()),
        at_most=True,
    )
    yield Measurement(
        "bought within a week, of the thousand likeliest",
        float(bought[np.argsort(-chance, kind="stable")[:_LIKELIEST]].mean()),
        "",
        reference=float(bought[np.argsort(-rate, kind="stable")[:_LIKELIEST]].mean()),
    )
    yield Measurement("mean chance", float(chance.mean()), "", reference=float(bought.mean()))
    yield Measurement("CPU", seconds, "s")


def _rate(known: Rhythms) -> NDArray[np.float64]:
    """Return the chance of a purchase at random, at the rate from the first purchase until now."""
    seen = known.every * (known.times - 1) + known.since
    rate: NDArray[np.float64] = -np.expm1(-_WITHIN * known.times / seen)
    return rate


def _rhythms(split: TimeSplit) -> Rhythms:
    past = split.log.filter(pl.col("day") < split.now)
    age = np.floor(split.now - past["day"].to_numpy())
    return rhythms(
        past["customer"].to_numpy(), past["product"].to_numpy(), age, np.ones(past.height)
    )


def _bought(split: TimeSplit, known: Rhythms) -> NDArray[np.bool_]:
    week = split.log.filter(
        pl.col("day").is_between(split.now, split.now + _WITHIN, closed="left")
    ).select("customer", "product", bought=pl.lit(value=True))
    pairs = pl.DataFrame({"customer": known.customer, "product": known.product})
    found = pairs.join(week.unique(), on=["customer", "product"], how="left", maintain_order="left")
    return found["bought"].fill_null(value=False).to_numpy()
