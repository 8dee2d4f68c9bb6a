"""Readings of simulated experiments whose effect is known: does 95 % mean 95 %?"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from serai.config.measurement import Measurement
from serai_science.simulated.experiments import (
    read_all_the_time,
    read_at_the_end,
    share_of_false_alarms,
    variance_left_by_cuped,
)
from serai_science.simulated.outcomes import CORRELATION, KINDS

_TIMES, _SEED = 2_000, 20_261_122


def measure(data: Path) -> Iterator[Measurement]:
    """Yield coverage, false alarms and noise of 2,000 experiments each; `data` is not used."""
    yield from _one_look()
    yield from _several_arms()
    yield from _every_look()
    yield from _noise()


def _one_look() -> Iterator[Measurement]:
    for kind in KINDS:
        hits = read_at_the_end(
            kind, lifts=(0.1,), times=_TIMES, subjects=1_000, rng=np.random.default_rng(_SEED)
        )
        yield from _between(f"coverage, one look, {kind}", hits.held, 0.935, 0.965)
    alarms = share_of_false_alarms(times=100_000, subjects=2_000, rng=np.random.default_rng(_SEED))
    yield Measurement(
        "false alarms of A/A, one look",
        alarms,
        "share",
        reference=0.05,
        bar=1.028,  # two standard errors of 100,000 simulations above the nominal share
        at_most=True,
        note="100,000 experiments",
    )


def _several_arms() -> Iterator[Measurement]:
    rng = np.random.default_rng(_SEED)
    hits = read_at_the_end(
        "conversion", lifts=(0.1, 0.0, -0.1), times=_TIMES, subjects=1_000, rng=rng
    )
    yield from _between("coverage, one look, three arms at once", hits.held, 0.935, 0.965)


def _every_look() -> Iterator[Measurement]:
    for kind in ("conversion", "spend"):
        for lift in (0.0, 0.1):
            hits, fixed = (
                read_all_the_time(
                    kind,
                    lift=lift,
                    times=_TIMES,
                    subjects=5_000,
                    fixed=fixed,
                    rng=np.random.default_rng(_SEED),
                )
                for fixed in (False, True)
            )
            yield Measurement(
                f"coverage, every look, {kind}, lift {lift:.0%}",
                hits.held,
                "share",
                reference=fixed.held,
                bar=0.95,
                bar_on_value=True,
                note="4,901 looks; baseline: one-look intervals",
            )
            if not lift:
                yield Measurement(
                    f"false alarms of A/A, every look, {kind}",
                    hits.found,
                    "share",
                    reference=fixed.found,
                    bar=0.05,
                    at_most=True,
                    bar_on_value=True,
                    note="baseline: one-look intervals",
                )


def _noise() -> Iterator[Measurement]:
    left = variance_left_by_cuped(times=_TIMES, subjects=500, rng=np.random.default_rng(_SEED))
    theory = 1 - CORRELATION**2
    yield from _between("variance left by CUPED", left, 0.95 * theory, 1.05 * theory)


def _between(name: str, share: float, low: float, high: float) -> Iterator[Measurement]:
    """Yield one line whose baseline is the middle of two bars, and whose bar is the nearer of them."""
    above = share > (low + high) / 2
    yield Measurement(
        name,
        share,
        "share",
        reference=(low + high) / 2,
        bar=high if above else low,
        at_most=above,
        bar_on_value=True,
        note=f"between {low:.4g} and {high:.4g}",
    )
