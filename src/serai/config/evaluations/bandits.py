"""Policies at play in simulated shops: what learning cost, beside showing anything at random."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from serai.config.measurement import Measurement
from serai_science.simulated.play import (
    Regret,
    play_lin_ucb,
    play_thompson_on_clicks,
    play_thompson_on_money,
)

_SEED = 20_261_122


def measure(data: Path) -> Iterator[Measurement]:
    """Yield each policy's regret after 10,000 decisions in each of 50 shops; `data` is not used."""
    for name, play in {
        "Thompson sampling, clicks": play_thompson_on_clicks,
        "Thompson sampling, money": play_thompson_on_money,
        "LinUCB, alpha 1": play_lin_ucb,
    }.items():
        yield from _lines(name, play(rounds=10_000, shops=50, rng=np.random.default_rng(_SEED)))


def _lines(name: str, regret: Regret) -> Iterator[Measurement]:
    yield Measurement(
        f"regret, {name}",
        float(regret.policy[-1]),
        "reward lost",
        reference=float(regret.uniform[-1]),
        bar=0.4,
        at_most=True,
        note="10 arms, 10,000 decisions, 50 shops; baseline: uniform",
    )
    yield Measurement(
        f"growth of regret, {name}",
        regret.exponent,
        "exponent",
        reference=1.0,
        bar=0.9,
        at_most=True,
        note="1 is linear",
    )
