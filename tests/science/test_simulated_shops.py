"""Shops whose truth is known: small in the fast suite, all that `serai evaluate` runs in the slow one."""

from pathlib import Path

import numpy as np
import pytest

from serai_science.experiment.critical import fixed_critical
from serai_science.experiment.estimate import estimate_means
from serai_science.experiment.interval import lift_interval
from serai_science.simulated.experiments import (
    read_all_the_time,
    read_at_the_end,
    share_of_false_alarms,
    variance_left_by_cuped,
)
from serai_science.simulated.logs import judge_many_logs
from serai_science.simulated.outcomes import CORRELATION, KINDS
from serai_science.simulated.play import (
    play_lin_ucb,
    play_thompson_on_clicks,
    play_thompson_on_money,
)


@pytest.mark.parametrize("kind", KINDS)
def test_simulated_outcomes_have_the_lift_that_they_claim(kind: str):
    arm = np.repeat([0, 1], 400_000)
    drawn = KINDS[kind](0.2 * arm, np.random.default_rng(1))
    below = np.ones(arm.size) if drawn.denominator is None else drawn.denominator

    mean = [drawn.value[arm == each].sum() / below[arm == each].sum() for each in (0, 1)]

    assert mean[1] / mean[0] - 1 == pytest.approx(0.2, abs=0.02)


@pytest.mark.parametrize("kind", KINDS)
def test_one_look_holds_the_truth_as_often_as_it_says(kind: str):
    hits = read_at_the_end(
        kind, lifts=(0.1,), times=400, subjects=500, rng=np.random.default_rng(2)
    )

    assert 0.92 <= hits.held <= 0.98  # 0.95 within three standard errors of 400 experiments


def test_every_look_holds_the_truth_and_one_look_intervals_do_not():
    rng = np.random.default_rng(3)

    honest, peeking = (
        read_all_the_time("spend", lift=0.0, times=300, subjects=2_000, fixed=fixed, rng=rng)
        for fixed in (False, True)
    )

    assert honest.held >= 0.95
    assert honest.found == pytest.approx(1 - honest.held)
    assert peeking.found > 0.25


def test_running_sums_are_the_estimates_of_the_first_subjects():
    rng = np.random.default_rng(4)

    hits = read_all_the_time("conversion", lift=0.1, times=1, subjects=100, fixed=True, rng=rng)

    bought = KINDS["conversion"](
        np.broadcast_to([0.0, 0.1], (1, 100, 2)), np.random.default_rng(4)
    ).value[0]
    arm = np.repeat([0, 1], 100)
    interval = lift_interval(estimate_means(bought.T.ravel(), arm, n_arms=2), fixed_critical(0.95))
    assert hits.held == float(interval.holds(0.1)[0])


def test_equal_arms_differ_in_one_experiment_of_twenty():
    share = share_of_false_alarms(times=20_000, subjects=2_000, rng=np.random.default_rng(5))

    assert share == pytest.approx(0.05, abs=0.005)


def test_cuped_leaves_one_minus_the_squared_correlation():
    left = variance_left_by_cuped(times=600, subjects=200, rng=np.random.default_rng(6))

    assert left == pytest.approx(1 - CORRELATION**2, abs=0.06)


def test_doubly_robust_errs_less_than_weights_although_its_model_is_wrong():
    found = judge_many_logs(times=100, rounds=1_000, rng=np.random.default_rng(7))

    assert found["dr"].rmse < found["ips"].rmse < found["direct"].rmse
    assert found["snips"].rmse < found["ips"].rmse
    assert abs(found["dr"].bias) < 0.015 < abs(found["direct"].bias)
    assert found["switch"].rmse < found["direct"].rmse
    assert found["dr"].held > 0.88


@pytest.mark.parametrize("play", [play_thompson_on_clicks, play_thompson_on_money, play_lin_ucb])
def test_learning_costs_less_and_less(play):
    regret = play(rounds=3_000, shops=20, rng=np.random.default_rng(8))

    assert regret.share < 0.5
    assert regret.exponent < 0.9
    assert (np.diff(regret.policy) >= 0).all()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["experiments", "bandits", "offpolicy"])
def test_everything_that_evaluate_claims(name: str):
    from serai.config.evaluations import run_evaluations

    lines = list(run_evaluations([name], Path("../shared/data")))

    assert [line.name for line in lines if not line.ok] == []
