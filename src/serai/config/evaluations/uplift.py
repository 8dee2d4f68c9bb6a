"""Whom a letter moves: the public experiment of an outdoor shop, women's letter against none."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from serai.config.measurement import Measurement
from serai.config.plot import Plot, over
from serai_science.uplift.learners import (
    Known,
    chances,
    dr_learner,
    means,
    t_learner,
    x_learner,
)
from serai_science.uplift.qini import qini, uplift_of_best
from serai_science.uplift.response import learn_response

Numbers = NDArray[np.float64]
_SHARE, _HALVES, _MANY = 0.3, 5, 20
_SURE = 2.093
"""Of Student's distribution with 19 degrees of freedom, for 95 %."""
_WITHOUT = "No E-Mail"
_PLAIN = ("recency", "history", "mens", "womens", "newbie")  # codespell:ignore womens


def measure(data: Path) -> Iterator[Measurement]:
    """
    Yield Qini and the uplift of the best 30 % on the half that was left out, five halves averaged.

    `data` may be a file of an experiment: Parquet or CSV with `treated` and `responded` (0 or 1) and numbers
    `x_…` known before. See `docs/algorithms/uplift.md`.
    """
    if data.is_file():
        frame = pl.read_csv(data) if data.suffix == ".csv" else pl.read_parquet(data)
        names = [name for name in frame.columns if name.startswith("x_")]
        features = frame.select(pl.col(names).cast(pl.Float64)).to_numpy()
        treated, responded = (
            frame[name].cast(pl.Float64).to_numpy() for name in ("treated", "responded")
        )
        yield from _ordered("own experiment", features, treated, responded)
        return
    path = data / "hillstrom" / "hillstrom.csv.gz"
    if not path.exists():
        yield Measurement("uplift", 0.0, "Qini", note=f"skipped: no {path.parent.name}")
        return
    people = pl.read_csv(path, infer_schema_length=None)
    women = experiment_with(people, "Womens E-Mail")  # codespell:ignore womens
    yield from _ordered("women's letter", *women, bars=(3.5, 0.070))
    yield from _ordered("men's letter", *experiment_with(people, "Mens E-Mail"))


def experiment_with(people: pl.DataFrame, letter: str) -> tuple[Numbers, Numbers, Numbers]:
    """Return what was known before (nine numbers), who got the letter, who visited."""
    kept = people.filter(pl.col("segment").is_in([letter, _WITHOUT]))
    kinds = kept.select("zip_code", "channel").to_dummies()
    kinds = kinds.select(sorted(kinds.columns)).drop("zip_code_Rural", "channel_Multichannel")
    features = pl.concat(
        [
            kept.select(pl.col(_PLAIN).cast(pl.Float64)).with_columns(pl.col("history").log1p()),
            kinds.cast(pl.Float64),
        ],
        how="horizontal",
    )
    return (
        features.to_numpy(),
        (kept["segment"] == letter).to_numpy().astype(np.float64),
        kept["visit"].cast(pl.Float64).to_numpy(),
    )


def _ordered(
    name: str,
    features: Numbers,
    treated: Numbers,
    responded: Numbers,
    bars: tuple[float | None, float | None] = (None, None),
) -> Iterator[Measurement]:
    met = np.array(
        [_half(features, treated, responded, seed) for seed in range(_MANY)]
    )  # (halves, ways, Qini and best)
    for place, (what, bar) in enumerate(
        zip(("Qini", f"uplift of the best {_SHARE:.0%}"), bars, strict=True)
    ):
        for way, (learner, _) in enumerate(_WAYS):
            if learner != _PLAIN_WAY:
                ours, plain = met[:, way, place], met[:, _PLAIN_AT, place]
                yield Measurement(
                    f"{name}, {what}{learner and f', {learner}'}",
                    float(ours[:_HALVES].mean()),
                    "visits / 1,000" if not place else "share",
                    reference=float(plain[:_HALVES].mean()),
                    bar=None if learner else bar,
                    bar_on_value=True,
                    note=f"{_MANY} halves: {ours.mean():.4g}, {_interval(ours - plain)};"
                    f" baseline: {_PLAIN_WAY}",
                    plots=()
                    if place or learner
                    else (_by_tenths(name, features, treated, responded),),
                )


def _by_tenths(name: str, features: Numbers, treated: Numbers, responded: Numbers) -> Plot:
    """Draw what was said of a half that was left out, and what was seen."""
    order = np.random.default_rng(0).permutation(treated.size)
    fit, test = order[: treated.size // 2], order[treated.size // 2 :]
    score = learn_response(features[fit], treated[fit], responded[fit]).uplift(features[test])
    tenths = np.array_split(np.argsort(-score, kind="stable"), 10)
    got, came = treated[test] > 0, responded[test]
    return over(
        name.replace(" ", "-").replace("'", ""),
        f"More visits because of a {name}, by tenths of people, the likeliest to be moved first",
        [f"{tenth}." for tenth in range(1, 11)],
        seen=[came[each][got[each]].mean() - came[each][~got[each]].mean() for each in tenths],
        said=[score[each].mean() for each in tenths],
    )


def _interval(paired: Numbers) -> str:
    """
    Return the mean difference and its 95 % interval, in words.

    Halves share people, so that their spread alone would promise too much; the variance of the mean is taken
    as (1 / halves + tested / taught) of theirs (Nadeau & Bengio 2003, "Inference for the Generalization Error").
    """
    wide = _SURE * float(paired.std(ddof=1)) * np.sqrt(1 / paired.size + 1)
    middle = float(paired.mean())
    return f"difference {middle:+.4f} (95 %: {middle - wide:+.4f} to {middle + wide:+.4f})"


def _shrunk(features: Numbers, treated: Numbers, responded: Numbers) -> Known:
    return learn_response(features, treated, responded).uplift


def _plain(features: Numbers, treated: Numbers, responded: Numbers) -> Known:
    return learn_response(features, treated, responded, shrinkages=(1e-3,)).uplift


def _t(features: Numbers, treated: Numbers, responded: Numbers) -> Known:
    return t_learner(features, treated, responded, each=_CHANCES)


def _x(features: Numbers, treated: Numbers, responded: Numbers) -> Known:
    return x_learner(features, treated, responded, each=_CHANCES, effect=_EFFECTS)


def _dr(features: Numbers, treated: Numbers, responded: Numbers) -> Known:
    return dr_learner(features, treated, responded, each=_CHANCES, effect=_EFFECTS)


_CHANCES, _EFFECTS = chances(ridge=1.0), means(ridge=3000.0)
_PLAIN_WAY = "logit with interactions"
_WAYS = (
    ("", _shrunk),
    (_PLAIN_WAY, _plain),
    ("T-learner", _t),
    ("X-learner", _x),
    ("DR-learner", _dr),
)
"""Each way to learn; the first is the shop's, the second the baseline."""
_PLAIN_AT = 1


def _half(
    features: Numbers, treated: Numbers, responded: Numbers, seed: int
) -> list[tuple[float, float]]:
    order = np.random.default_rng(seed).permutation(treated.size)
    fit, test = order[: treated.size // 2], order[treated.size // 2 :]
    scores = [
        learn(features[fit], treated[fit], responded[fit])(features[test]) for _, learn in _WAYS
    ]
    return [
        (
            qini(score, treated[test], responded[test]),
            uplift_of_best(score, treated[test], responded[test], share=_SHARE),
        )
        for score in scores
    ]
