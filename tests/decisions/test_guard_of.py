"""A guardrail is kept, broken, or not yet known."""

import numpy as np
import pytest

from serai.decisions.domain.guard_of import guard_of
from serai_science.experiment.reading import Plan, read_experiment

PLAN = Plan(share=(1.0, 1.0), subjects=100_000, worth=0.01)


def _read(change: float, *, subjects: int, noise: float):
    rng = np.random.default_rng(5)
    arm = np.tile([0, 1], subjects // 2)
    value = 1 + change * arm + rng.normal(0, noise, subjects)
    return read_experiment(value, arm, PLAN)


@pytest.mark.parametrize(
    ("change", "noise", "said"),
    [
        (0.0, 0.05, "kept"),
        (-0.005, 0.05, "kept"),
        (-0.05, 0.05, "broken"),
        (0.0, 3.0, "open"),
        (0.05, 0.05, "kept"),
    ],
    ids=["no harm", "harm within the margin", "harm", "too little known", "better"],
)
def test_a_guardrail(change: float, noise: float, said: str):
    assert guard_of(_read(change, subjects=20_000, noise=noise)).value == said
