"""What offers do, learned from runs: how near what is believed comes to a truth that is made up."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from serai.config.measurement import Measurement
from serai.config.plot import Line, Plot
from serai_science.offers.believe import as_said, believed, together
from serai_science.offers.effect import NAMES, Effect, Seen, seen_effect
from serai_science.simulated.offers import made_up_run

Numbers = NDArray[np.float64]
_SAID = np.array([0.08, 0.02, 0.30])
_OFFERS, _PEOPLE, _KEPT, _SEED = 200, 2_000, 0.2, 20_261_122
_RUNS = (0, 1, 2, 4, 8)
_SURE = 1.96


def measure(data: Path) -> Iterator[Measurement]:
    """
    Yield how far what is believed of made-up offers is from their truth, after runs of 2,000 people.

    `data` may be a run of one's own: Parquet with `sent`, `bought` and `used` (0 or 1), `spend`, and numbers
    `x_…` known before; then it is told what that run shows. See `docs/algorithms/offers.md`.
    """
    if data.is_file():
        yield from _own(pl.read_parquet(data))
        return
    rng = np.random.default_rng(_SEED)
    right = [_followed(_drawn(rng, 1.0), rng) for _ in range(_OFFERS)]
    wrong = [_followed(_drawn(rng, 0.5), rng) for _ in range(_OFFERS)]
    for name, found in (("said right in the mean", right), ("said twice too much", wrong)):
        off = np.mean([each.off for each in found], axis=0)
        alone = float(np.mean([each.alone for each in found], axis=0)[0])
        for place in range(1, len(_RUNS)):
            yield Measurement(
                f"wins back, {name}, {_RUNS[place]} runs", float(off[place, 0]), "mean error", at_most=True,
                reference=float(off[0, 0]), bar=1.0,
                note=f"{_OFFERS} offers; baseline: what was said"
                + (f"; the run alone {alone:.4f}" if place == 1 else ""),
                plots=(_plot(right, wrong),) if place == 1 and found is right else (),
            )  # fmt: skip
        inside = np.mean([each.inside for each in found], axis=0)
        for place, share in enumerate(NAMES):
            yield Measurement(
                f"95 % intervals of {share} that hold, {name}, one run", float(inside[place]), ""
            )


class _Followed:
    """An offer's mean errors after so many runs, those of the first run alone, and whether intervals held."""

    def __init__(self, off: Numbers, alone: Numbers, inside: Numbers) -> None:
        self.off, self.alone, self.inside = off, alone, inside


def _drawn(rng: np.random.Generator, share: float) -> Numbers:
    """Draw a truth as unsure around a share of what was said as sayings are."""
    drawn: Numbers = np.clip(rng.normal(_SAID * share, as_said(_SAID.tolist()).error), 0, 0.9)
    return drawn


def _followed(truth: Numbers, rng: np.random.Generator) -> _Followed:
    said = as_said(_SAID.tolist())
    runs = [
        seen_effect(made_up_run(truth.tolist(), people=_PEOPLE, kept=_KEPT, rng=rng))
        for _ in range(_RUNS[-1])
    ]
    beliefs = [believed(said, together(runs[:count]) if count else None) for count in _RUNS]
    return _Followed(
        np.stack([np.abs(each.mean - truth) for each in beliefs]),
        np.abs(runs[0].mean - truth),
        _holds(beliefs[1], truth),
    )


def _holds(belief: Effect, truth: Numbers) -> Numbers:
    return (np.abs(belief.mean - truth) <= _SURE * belief.error).astype(np.float64)


def _plot(right: list[_Followed], wrong: list[_Followed]) -> Plot:
    lines = (("said right", right), ("twice too much", wrong))
    return Plot(
        "runs",
        "Mean error of the share won back, after so many runs of 2,000 people",
        tuple(str(each) for each in _RUNS),
        tuple(
            Line.of(name, np.mean([each.off[:, 0] for each in found], axis=0))
            for name, found in lines
        ),
    )


def _own(run: pl.DataFrame) -> Iterator[Measurement]:
    known = run.select(pl.col("^x_.*$").cast(pl.Float64)).to_numpy()
    bought, spend, used = (
        run[name].cast(pl.Float64).to_numpy() for name in ("bought", "spend", "used")
    )
    seen = Seen(run["sent"].cast(pl.Boolean).to_numpy(), bought, spend, used, known)
    found = seen_effect(seen)
    for place, name in enumerate(NAMES):
        yield Measurement(
            name,
            float(found.mean[place]),
            "share",
            note=f"± {found.error[place]:.4f}, one standard error",
        )
