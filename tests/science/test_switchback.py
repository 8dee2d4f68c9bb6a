"""Switch-back experiments: nothing is found where there is nothing, and what there is is found."""

import numpy as np
import pytest
from scipy.stats import t

from serai_science.experiment.switchback import (
    _effect,
    _student,
    _within,
    draw_plan,
    read_switchback,
)

STORES, BLOCKS = 12, 8


def weeks(chance: np.random.Generator, effect: float, over: float = 0.0) -> tuple:
    """Stores of very unlike size, weeks with ups and downs, noise that hangs together and a few wild days."""
    plan = draw_plan(STORES, BLOCKS, chance)
    noise = np.zeros((STORES, BLOCKS))
    noise[:, 0] = chance.standard_t(4, STORES)
    for block in range(1, BLOCKS):
        noise[:, block] = 0.6 * noise[:, block - 1] + chance.standard_t(4, STORES)
    before = np.column_stack([np.zeros(STORES), plan[:, :-1]])
    value = (
        100 * np.exp(chance.normal(0, 0.8, STORES))[:, None]
        + chance.normal(0, 20, BLOCKS)
        + 3 * noise
        + effect * plan
        + over * before
    )
    return value, plan


def test_a_plan_is_balanced_in_every_pair_of_blocks_and_in_every_block():
    rng = np.random.default_rng(3)
    for units in (4, 7, 12):
        plan = draw_plan(units, 6, rng)
        assert (plan[:, 0::2] + plan[:, 1::2] == 1).all()
        assert (np.abs(plan.sum(axis=0) - units / 2) <= 0.5).all()
    drawn = np.mean([draw_plan(7, 2, rng) for _ in range(2000)], axis=0)
    assert drawn == pytest.approx(np.full((7, 2), 0.5), abs=0.05)


def test_where_nothing_is_tried_five_in_a_hundred_look_as_if_there_were():
    chance = np.random.default_rng(7)
    found = [read_switchback(*weeks(chance, 0.0), chance, draws=99) for _ in range(400)]
    false = np.mean([each.p_value <= 0.05 for each in found])
    covered = np.mean([each.low <= 0 <= each.high for each in found])
    assert false == pytest.approx(0.05, abs=0.022)
    assert covered > 0.92


def test_an_effect_is_found_without_bias_and_its_interval_holds_it():
    chance = np.random.default_rng(8)
    found = [read_switchback(*weeks(chance, 6.0), chance, draws=99) for _ in range(200)]
    assert np.mean([each.effect for each in found]) == pytest.approx(6.0, abs=0.3)
    assert np.mean([each.low <= 6 <= each.high for each in found]) > 0.9
    assert np.mean([each.p_value <= 0.05 for each in found]) > 0.9


def test_what_is_carried_over_shows():
    chance = np.random.default_rng(9)
    found = [read_switchback(*weeks(chance, 6.0, over=4.0), chance, draws=9) for _ in range(100)]
    assert np.mean([each.carried_over for each in found]) == pytest.approx(4.0, abs=0.6)
    none = [read_switchback(*weeks(chance, 6.0), chance, draws=9) for _ in range(100)]
    assert np.mean([each.carried_over for each in none]) == pytest.approx(0.0, abs=0.4)


def test_the_worked_table_of_two_stores():
    value, plan = np.array([[12.0, 10.0], [20.0, 22.0]]), np.array([[1.0, 0.0], [0.0, 1.0]])
    assert _within(value).tolist() == [[1.0, -1.0], [-1.0, 1.0]]
    assert _effect(_within(value), _within(plan))[0] == 2.0


@pytest.mark.parametrize("shape", [(3, 4), (4, 3), (12, 1)])
def test_too_little_is_refused(shape):
    with pytest.raises(ValueError, match="takes at least 4"):
        draw_plan(*shape, np.random.default_rng(1))
    with pytest.raises(ValueError, match="At least 4"):
        read_switchback(np.zeros(shape), np.zeros(shape, int), np.random.default_rng(1))


@pytest.mark.parametrize("degrees", [3, 5, 11, 40])
def test_an_interval_reaches_as_far_as_student_says(degrees):
    assert _student(0.95, degrees) == pytest.approx(t.ppf(0.975, degrees), abs=0.02)
