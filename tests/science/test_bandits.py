"""Policies: their orders, their beliefs, and the chances that they claim, against other ways to the same number."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, stats

from serai_science.bandits.beta_arms import BetaArms
from serai_science.bandits.gaussian_arms import GaussianArms
from serai_science.bandits.greedy import rank_greedily
from serai_science.bandits.linear_arms import LinearArms
from serai_science.bandits.mean_arms import MeanArms

seeds = st.integers(0, 2**32 - 1)


def _share_of_first_places(rank, n: int, times: int) -> np.ndarray:
    rng = np.random.default_rng(11)
    return np.bincount([rank(rng).order[0] for _ in range(times)], minlength=n) / times


@pytest.mark.parametrize("epsilon", [0, 0.3, 1])
def test_epsilon_greedy_stands_first_as_often_as_it_says(epsilon: float):
    score = np.array([0.2, 0.5, 0.5, 0.1])

    share = _share_of_first_places(
        lambda rng: rank_greedily(score, epsilon=epsilon, rng=rng), 4, 20_000
    )

    said = rank_greedily(score, epsilon=epsilon, rng=np.random.default_rng(0)).propensity
    assert said.tolist() == pytest.approx(
        [epsilon / 4 + best * (1 - epsilon) / 2 for best in (0, 1, 1, 0)]
    )
    assert np.abs(share - said).max() < 0.015


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=1, max_size=8), st.floats(0, 1), seeds)
def test_a_ranking_shows_every_candidate_once(scores: list[int], epsilon: float, seed: int):
    ranked = rank_greedily(
        np.array(scores, float), epsilon=epsilon, rng=np.random.default_rng(seed)
    )

    assert sorted(ranked.order.tolist()) == list(range(len(scores)))
    assert ranked.propensity.sum() == pytest.approx(1)
    if epsilon == 0:
        shown = np.array(scores)[ranked.order]
        assert (np.diff(shown) <= 0).all()


@pytest.mark.parametrize(
    ("score", "epsilon"), [([], 0.1), ([np.nan], 0.1), ([1.0], -0.1), ([1.0], 1.1)]
)
def test_greed_refuses_what_it_cannot_rank(score: list[float], epsilon: float):
    with pytest.raises(ValueError, match=r"candidates|Epsilon"):
        rank_greedily(np.array(score), epsilon=epsilon, rng=np.random.default_rng(0))


@pytest.mark.parametrize(
    ("hits", "misses"),
    [
        ([2, 1], [1, 1]),
        ([0.5, 3, 10], [0.5, 100, 500]),
        ([200, 220, 1], [10_000, 10_000, 1]),
        ([5_000, 5_100, 5_050], [100_000] * 3),
        ([1, 2_000], [1, 100_000]),
    ],
)
def test_the_chance_of_a_first_place_is_the_integral_within_its_stated_error(hits, misses):
    belief = stats.beta(np.array(hits, float), np.array(misses, float))
    n = len(hits)

    found = BetaArms(np.array(hits, float), np.array(misses, float)).first_place()

    bends = np.unique(
        np.clip(belief.ppf(np.array([[0.001], [0.05], [0.5], [0.95], [0.999]])), 1e-9, 1)
    )
    for arm in range(n):
        others = np.arange(n) != arm
        exact, _ = integrate.quad(
            lambda x, arm=arm, others=others: belief.pdf(x)[arm] * belief.cdf(x)[others].prod(),
            1e-12,
            1 - 1e-12,
            points=bends[(bends > 1e-12) & (bends < 1 - 1e-9)],
            limit=1000,
        )
        assert abs(found.chance[arm] - exact) <= found.error + 1e-6
    assert found.error < 5e-4


@pytest.mark.parametrize("n", [2, 30])
def test_thompson_stands_first_as_often_as_it_says(n: int):
    rng = np.random.default_rng(5)
    clicks = BetaArms.fresh(n, rate=0.05, weight=20).learned(
        rng.integers(0, n, 200 * n), (rng.random(200 * n) < 0.05).astype(float)
    )
    first = clicks.first_place()

    share = _share_of_first_places(lambda rng: clicks.rank(rng=rng, first=first), n, 20_000)

    assert np.abs(share - first.chance).max() < 4.5 * np.sqrt(0.25 / 20_000)


def test_money_stands_first_as_often_as_it_says():
    spent = GaussianArms.fresh(4, mean=10, deviation=5).learned(
        np.array([0, 0, 1, 2, 2, 2]), np.array([11.0, 14, 3, 9, 9, 10])
    )
    first = spent.first_place()

    share = _share_of_first_places(lambda rng: spent.rank(rng=rng, first=first), 4, 20_000)

    assert np.abs(share - first.chance).max() < 0.015
    assert first.chance.sum() == pytest.approx(1)


def test_a_single_arm_is_always_first():
    ranked = BetaArms.fresh(1).rank(rng=np.random.default_rng(0))

    assert (ranked.order.tolist(), ranked.propensity.tolist()) == ([0], [1.0])


def test_beliefs_grow_by_what_happened():
    arms = BetaArms.fresh(3).learned(np.array([0, 0, 2]), np.array([1.0, 0, 1]))

    assert arms.hits.tolist() == [2, 1, 2]
    assert arms.misses.tolist() == [2, 1, 1]
    assert arms.of(np.array([2])).mean.tolist() == [2 / 3]
    with pytest.raises(ValueError, match="between 0 and 1"):
        arms.learned(np.array([0]), np.array([2.0]))


def test_a_decision_takes_the_rows_of_its_candidates():
    money = GaussianArms.fresh(3, mean=1, deviation=1).learned(np.array([2]), np.array([5.0]))
    lines = LinearArms.fresh(3, 1).learned(np.ones((1, 1)), np.array([2]), np.array([5.0]))
    chosen = np.array([2, 0])

    assert money.of(chosen).mean.tolist() == [3, 1]
    assert lines.of(chosen).coefficient.ravel().tolist() == [2.5, 0]


def test_means_grow_by_what_happened():
    arms = MeanArms.fresh(2, mean=1, weight=1).learned(np.array([0, 0]), np.array([4.0, 1.0]))

    assert arms.mean.tolist() == [2, 1]
    assert arms.of(np.array([1])).mean.tolist() == [1]
    assert arms.rank(epsilon=0, rng=np.random.default_rng(0)).order.tolist() == [0, 1]


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 20), seeds)
def test_a_batch_teaches_what_its_parts_teach(cut: int, seed: int):
    rng = np.random.default_rng(seed)
    item, reward, features = rng.integers(0, 3, 20), rng.random(20), rng.normal(size=(20, 2))

    for fresh in (
        BetaArms.fresh(3),
        MeanArms.fresh(3),
        GaussianArms.fresh(3, mean=0.5, deviation=0.3),
    ):
        whole = fresh.learned(item, reward)
        parts = fresh.learned(item[:cut], reward[:cut]).learned(item[cut:], reward[cut:])
        for name in type(fresh).__slots__:
            assert np.allclose(getattr(whole, name), getattr(parts, name))
    whole = LinearArms.fresh(3, 2).learned(features, item, reward)
    parts = LinearArms.fresh(3, 2).learned(features[:cut], item[:cut], reward[:cut])
    parts = parts.learned(features[cut:], item[cut:], reward[cut:])
    assert np.allclose(whole.inverse, parts.inverse)
    assert np.allclose(whole.moment, parts.moment)


@settings(max_examples=30, deadline=None)
@given(seeds, st.floats(0.1, 10))
def test_a_line_is_the_ridge_regression_of_its_own_exposures(seed: int, ridge: float):
    rng = np.random.default_rng(seed)
    item, reward, features = rng.integers(0, 3, 40), rng.random(40), rng.normal(size=(40, 4))

    arms = LinearArms.fresh(3, 4, ridge=ridge).learned(features, item, reward)

    for arm in range(3):
        x, y = features[item == arm], reward[item == arm]
        square = x.T @ x + ridge * np.eye(4)
        assert np.allclose(arms.inverse[arm], np.linalg.inv(square))
        assert np.allclose(arms.coefficient[arm], np.linalg.solve(square, x.T @ y))


def test_hope_leads_to_the_unknown_and_knowledge_to_the_better():
    one = np.ones((100, 1))
    known = LinearArms.fresh(3, 1).learned(one, np.repeat([0, 1], 50), np.repeat([0.2, 0.4], 50))

    curious = known.rank(np.ones(1), alpha=1, rng=np.random.default_rng(0))
    sure = known.rank(np.ones(1), alpha=0, epsilon=0.3, rng=np.random.default_rng(0))

    assert curious.order.tolist() == [2, 1, 0]
    assert curious.propensity.tolist() == [0, 0, 1]
    assert sure.propensity.tolist() == pytest.approx([0.1, 0.8, 0.1])


def test_each_arm_may_have_features_of_its_own():
    arms = LinearArms.fresh(2, 1).learned(np.ones((2, 1)), np.array([0, 1]), np.array([2.0, 2.0]))

    assert arms.upper(np.array([[1.0], [3.0]]), alpha=0).tolist() == [1, 3]


@pytest.mark.parametrize(
    "make",
    [
        lambda: BetaArms.fresh(1, rate=0),
        lambda: BetaArms.fresh(1, weight=0),
        lambda: GaussianArms.fresh(1, mean=0, deviation=0),
        lambda: GaussianArms.fresh(1, mean=0, deviation=1, weight=0),
        lambda: LinearArms.fresh(1, 1, ridge=0),
    ],
)
def test_a_belief_needs_a_possible_beginning(make):
    with pytest.raises(ValueError, match=r"positive|between"):
        make()


def test_gaussian_arms_follow_the_textbook_update():
    # Murphy (2007), equations 85 to 89, by hand for three rewards 1, 2, 6 and a prior of one reward of 0.
    arms = GaussianArms.fresh(1, mean=0, deviation=1).learned(
        np.zeros(3, int), np.array([1.0, 2, 6])
    )

    assert arms.weight.tolist() == [4]
    assert arms.mean.tolist() == [2.25]
    assert arms.shape.tolist() == [2.5]
    assert arms.spread.tolist() == pytest.approx([1 + 14 / 2 + 1 * 3 / 4 * 9 / 2])
