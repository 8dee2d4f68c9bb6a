"""Lines of our own: they find what data were made from, and tell why."""

import numpy as np
import pytest

from serai_science.auc import auc, calibration, log_loss
from serai_science.linear.logistic import fit_logistic, sigmoid
from serai_science.linear.quantile import fit_quantile
from serai_science.linear.reasons import strongest
from serai_science.linear.scale import Scale


def test_a_column_that_never_changes_says_nothing():
    features = np.array([[3.0, 1.0], [3.0, 2.0]])

    assert Scale.of(features).apply(features)[:, 0].tolist() == [0, 0]


def test_what_lies_far_out_counts_as_eight_deviations():
    scale = Scale.of(np.array([[0.0], [2.0]]))

    assert scale.apply(np.array([[1e9]])).tolist() == [[8.0]]


@pytest.mark.parametrize(("quantile", "expected"), [(0.1, 10), (0.5, 50), (0.9, 90)])
def test_a_quantile_has_its_share_of_outcomes_below(quantile, expected):
    rng = np.random.default_rng(1)
    features = rng.normal(size=(4_000, 2))
    outcome = 20 + 3 * features[:, 0] + rng.normal(size=4_000) * (1 + (features[:, 1] > 0))
    line = fit_quantile(features, outcome, quantile=quantile)

    assert 100 * (outcome < line.predict(features)).mean() == pytest.approx(expected, abs=1)
    assert line.weights[0] == pytest.approx(3, abs=0.15)


def test_the_median_does_not_mind_one_wild_outcome():
    rng = np.random.default_rng(2)
    features = rng.normal(size=(300, 1))
    outcome = 5 + 2 * features[:, 0]
    outcome[0] = 10_000

    assert fit_quantile(features, outcome, ridge=0.1).predict(np.zeros((1, 1)))[0] == pytest.approx(
        5, abs=0.3
    )


def test_a_logistic_line_finds_the_log_odds_and_means_what_it_says():
    rng = np.random.default_rng(3)
    features = rng.normal(size=(20_000, 2))
    odds = -1 + features @ np.array([0.8, 0.0])
    happened = (rng.random(20_000) < sigmoid(odds)).astype(float)
    line = fit_logistic(features, happened, ridge=1.0)

    assert line.weights == pytest.approx([0.8, 0.0], abs=0.06)
    assert calibration(happened, line.log_odds(features))[0] == pytest.approx(1, abs=0.01)
    assert log_loss(happened, line.chance(features)) < log_loss(happened, np.full(20_000, 0.3))


def test_perfectly_separated_kinds_do_not_break_it():
    features = np.array([[-1.0], [-2.0], [1.0], [2.0]])
    line = fit_logistic(features, np.array([0.0, 0.0, 1.0, 1.0]), ridge=0.01)

    assert np.isfinite(line.weights).all()
    assert line.chance(features)[0] < 0.1


def test_the_parts_and_the_base_are_the_log_odds():
    rng = np.random.default_rng(4)
    features = rng.normal(size=(200, 3))
    line = fit_logistic(features, (features[:, 0] > 0).astype(float), ridge=1.0)

    assert line.base + line.parts(features).sum(axis=1) == pytest.approx(line.log_odds(features))
    assert (strongest(line.parts(features), k=1)[:, 0] == 0).mean() > 0.8


def test_scores_by_chance_tell_nothing_apart():
    assert auc(np.array([0.0, 1.0]), np.array([1.0, 1.0])) == 0.5
    with pytest.raises(ValueError, match="everybody"):
        auc(np.ones(3), np.arange(3.0))
