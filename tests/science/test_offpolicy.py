"""Values of policies: exact where they can be counted, unbiased where they cannot, refused where there is nothing."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from serai_science.offpolicy.cross_fitting import RidgePerAction, cross_fitted
from serai_science.offpolicy.doubly_robust import direct, doubly_robust, switch
from serai_science.offpolicy.log import Log
from serai_science.offpolicy.value import gain
from serai_science.offpolicy.weighing import importance, ips, logged, snips

seeds = st.integers(0, 2**32 - 1)


def _some_log(seed: int, n: int = 200, k: int = 3) -> tuple[Log, np.ndarray, np.ndarray]:
    """A log, a policy to judge (n, k), and a model (n, k)."""
    rng = np.random.default_rng(seed)
    shown = rng.dirichlet(np.ones(k), n)
    action = (rng.random((n, 1)) > shown.cumsum(axis=1)).sum(axis=1).clip(0, k - 1)
    log = Log(action, rng.normal(size=n), shown[np.arange(n), action])
    return log, rng.dirichlet(np.ones(k), n), rng.normal(size=(n, k))


@settings(max_examples=50, deadline=None)
@given(seeds)
def test_the_policy_that_wrote_the_log_earned_what_the_log_says(seed: int):
    log, _, _ = _some_log(seed)

    found = ips(log, log.propensity)

    assert found.value == pytest.approx(log.reward.mean())
    assert found.effective == pytest.approx(200)
    assert found.largest == pytest.approx(1 / 200)
    assert (found.low, found.high) == pytest.approx((logged(log).low, logged(log).high))


@settings(max_examples=50, deadline=None)
@given(seeds, st.floats(-5, 5), st.floats(0.1, 10))
def test_self_normalised_values_move_with_the_rewards(seed: int, shift: float, unit: float):
    log, policy, _ = _some_log(seed)
    moved = Log(log.action, shift + unit * log.reward, log.propensity)
    target = log.shown(policy)

    one, other = snips(log, target), snips(moved, target)

    assert other.value == pytest.approx(shift + unit * one.value)
    assert other.error == pytest.approx(unit * one.error)
    assert log.reward.min() <= one.value <= log.reward.max()


def test_the_expectation_over_all_logs_is_the_truth():
    # Two actions, two rounds: every log that there can be, weighed by its probability.
    chance, reward, policy = np.array([0.2, 0.8]), np.array([1.0, 3.0]), np.array([0.7, 0.3])
    model = np.tile([5.0, -2.0], (2, 1))
    by_weights = by_both = 0.0
    for first in (0, 1):
        for second in (0, 1):
            shown = np.array([first, second])
            log = Log(shown, reward[shown], chance[shown])
            probability = float(chance[shown].prod())
            by_weights += probability * ips(log, policy[shown]).value
            by_both += probability * doubly_robust(log, np.tile(policy, (2, 1)), model).value

    assert by_weights == pytest.approx(1.6)
    assert by_both == pytest.approx(1.6)


@settings(max_examples=50, deadline=None)
@given(seeds)
def test_a_model_of_nothing_leaves_the_weights_and_a_perfect_one_needs_none(seed: int):
    log, policy, model = _some_log(seed)
    truth = Log(log.action, log.shown(model), log.propensity)

    assert doubly_robust(log, policy, np.zeros_like(model)).value == pytest.approx(
        ips(log, log.shown(policy)).value
    )
    assert doubly_robust(truth, policy, model).value == pytest.approx(direct(model, policy).value)


@settings(max_examples=50, deadline=None)
@given(seeds)
def test_switch_goes_from_the_model_to_doubly_robust(seed: int):
    log, policy, model = _some_log(seed)

    none, all_of_it = (switch(log, policy, model, threshold=threshold) for threshold in (0, np.inf))

    assert none.value == pytest.approx(direct(model, policy).value)
    assert none.effective == 0
    assert all_of_it.value == pytest.approx(doubly_robust(log, policy, model).value)


@settings(max_examples=50, deadline=None)
@given(seeds, st.floats(0.5, 5))
def test_clipping_bounds_what_hangs_on_one_round(seed: int, clip: float):
    log, policy, _ = _some_log(seed)
    target = log.shown(policy)

    assert importance(log, target, clip=clip).max() <= clip
    assert ips(log, target, clip=clip).effective >= ips(log, target).effective - 1e-9


@pytest.mark.parametrize(
    ("clicks", "views", "low", "high"),
    [
        (81, 263, 0.2535, 0.3682),
        (15, 148, 0.0598, 0.1644),
        (0, 20, 0.0, 0.2005),
        (1, 29, 0.0018, 0.1963),
    ],
)
def test_rare_clicks_have_newcombes_intervals(clicks: int, views: int, low: float, high: float):
    # Newcombe (1998), table I, method 4. One item is shown in half of the
    # rounds; the error's one degree of freedom makes the interval a little wider than that of a plain count.
    reward = np.zeros(2 * views)
    reward[:clicks] = 1
    log = Log(np.repeat([0, 1], views), reward, np.full(2 * views, 0.5))

    found = snips(log, (log.action == 0).astype(float), binary=True)

    assert found.value == pytest.approx(clicks / views)
    assert (found.low, found.high) == pytest.approx((low, high), abs=3e-3)
    assert found.effective == pytest.approx(views)


def test_every_round_a_click_reaches_one():
    log = Log(np.repeat([0, 1], 50), np.ones(100), np.full(100, 0.5))

    found = snips(log, (log.action == 0).astype(float), binary=True)

    assert (found.value, found.high) == (1, 1)
    assert 0.9 < found.low < 1


def test_two_policies_are_compared_round_by_round():
    log, policy, model = _some_log(1, n=5_000)
    better = doubly_robust(log, policy, model)
    worse = Log(log.action, log.reward - 1, log.propensity)

    low, middle, high = gain(
        better, doubly_robust(worse, policy, model - 1)
    )  # the same policy where each reward is one less

    assert (low, middle, high) == pytest.approx((1, 1, 1))
    with pytest.raises(ValueError, match="one log"):
        gain(better, logged(_some_log(1, n=10)[0]))


def test_no_round_is_predicted_by_a_model_that_saw_it():
    n = 60
    features, log = np.zeros((n, 0)), Log(np.zeros(n, int), np.arange(n) * 1.0, np.ones(n))

    def remembers(x, action, reward, asked):
        return np.full((len(asked), 1), reward.sum())

    found = cross_fitted(remembers, log, features, folds=6, rng=np.random.default_rng(0))

    held_out = log.reward.sum() - found[:, 0]
    for total in np.unique(held_out):
        assert log.reward[held_out == total].sum() == pytest.approx(total)
    assert np.unique(held_out).size == 6
    for folds in (1, 61):
        with pytest.raises(ValueError, match="folds"):
            cross_fitted(remembers, log, features, folds=folds, rng=np.random.default_rng(0))


def test_a_line_per_action_is_found_and_a_rare_action_is_the_mean():
    rng = np.random.default_rng(0)
    x, action = rng.normal(size=(4_000, 2)), rng.integers(0, 2, 4_000)
    reward = np.where(action == 0, 1 + x[:, 0], 2 - x[:, 1])

    found = RidgePerAction(3)(x, action, reward, np.eye(2))

    assert found[:, :2] == pytest.approx(np.array([[2, 2], [1, 1]]), abs=0.02)
    assert found[:, 2] == pytest.approx(reward.mean())


@pytest.mark.parametrize(
    ("action", "reward", "propensity"),
    [
        ([0], [1.0], [0.5]),
        ([0, 1], [1.0], [0.5, 0.5]),
        ([0, 1], [1.0, 0.0], [0.0, 0.5]),
        ([0, 1], [1.0, 0.0], [1.5, 0.5]),
    ],
)
def test_a_log_that_cannot_be_is_refused(action, reward, propensity):
    with pytest.raises(ValueError, match=r"round|propensity"):
        Log(np.array(action), np.array(reward), np.array(propensity))


@pytest.mark.parametrize("target", [[1.0], [1.5, 0.0], [-0.1, 0.0]])
def test_a_target_that_is_no_probability_is_refused(target):
    log = Log(np.array([0, 1]), np.ones(2), np.full(2, 0.5))

    with pytest.raises(ValueError, match="target probability"):
        ips(log, np.array(target))


def test_a_policy_that_shows_other_things_cannot_be_judged():
    log = Log(np.array([0, 1]), np.ones(2), np.full(2, 0.5))

    with pytest.raises(ValueError, match="nothing of what was shown"):
        snips(log, np.zeros(2))
    assert ips(log, np.zeros(2)).effective == 0
