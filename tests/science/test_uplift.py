"""Whom a letter moves: found where people differ, and not read from noise where they do not."""

import numpy as np
import pytest

from serai_science.linear.logistic import sigmoid
from serai_science.uplift.learners import chances, dr_learner, means, t_learner, x_learner
from serai_science.uplift.qini import qini, uplift_of_best
from serai_science.uplift.response import SHRINKAGES, OneSided, learn_response


def an_experiment(effect, *, people=6_000, seed=1):
    """Return features, treated and responded; the letter adds `effect` of the features to the log-odds."""
    rng = np.random.default_rng(seed)
    features = rng.normal(size=(people, 4))
    treated = rng.integers(0, 2, people).astype(float)
    odds = -1.5 + 0.5 * features[:, 1] + treated * effect(features)
    return features, treated, (rng.random(people) < sigmoid(odds)).astype(float)


def test_everybody_alike_has_no_area():
    treated = np.tile([1.0, 0.0], 50)

    assert qini(np.arange(100.0), treated, treated) == pytest.approx(0, abs=3)


def test_those_moved_first_make_the_area_positive_and_last_negative():
    treated, moved = np.tile([1.0, 0.0], 50), np.repeat([1.0, 0.0], 50)
    responded = treated * moved

    assert qini(moved, treated, responded) > 50
    assert qini(-moved, treated, responded) < -50
    assert uplift_of_best(moved, treated, responded, share=0.5) == 1


def test_who_is_moved_is_found():
    features, treated, responded = an_experiment(lambda x: 0.2 + 1.0 * x[:, 0])
    model = learn_response(features, treated, responded)
    found = model.uplift(features)

    assert np.corrcoef(found, features[:, 0])[0, 1] > 0.8
    assert model.shrinkage < SHRINKAGES[-1]
    assert np.argmax(np.abs(model.parts(features)).mean(axis=0)) == 0


def test_where_all_are_moved_alike_differences_are_shrunk_away():
    wide = [
        learn_response(*an_experiment(lambda _: 0.5, seed=seed), shrinkages=(kept,))
        .parts(an_experiment(lambda _: 0.5, seed=seed)[0])
        .std()
        for seed in (3, 4)
        for kept in (1.0, 3000.0)
    ]

    assert wide[1] < wide[0] / 2
    assert wide[3] < wide[2] / 2


def test_the_mean_uplift_is_what_the_experiment_shows():
    features, treated, responded = an_experiment(lambda _: 0.6, people=20_000)
    measured = responded[treated > 0].mean() - responded[treated == 0].mean()

    assert learn_response(features, treated, responded).uplift(features).mean() == pytest.approx(
        measured, abs=0.01
    )


def test_a_group_that_is_missing_is_refused():
    features, treated, responded = an_experiment(lambda _: 0.6, people=200)

    with pytest.raises(OneSided):
        learn_response(features, np.ones_like(treated), responded)
    with pytest.raises(OneSided):
        learn_response(features, treated, np.zeros_like(responded))


_CHANCES, _EFFECTS = chances(ridge=1.0), means(ridge=30.0)
LEARNERS = {
    "T": lambda *told: t_learner(*told, each=_CHANCES),
    "X": lambda *told: x_learner(*told, each=_CHANCES, effect=_EFFECTS),
    "DR": lambda *told: dr_learner(*told, each=_CHANCES, effect=_EFFECTS),
}


@pytest.mark.parametrize("name", LEARNERS)
def test_each_learner_finds_who_is_moved_and_how_much_in_the_mean(name):
    told = an_experiment(lambda x: 0.3 + 1.0 * x[:, 0], people=20_000)
    features, treated, responded = told
    found = LEARNERS[name](*told)(features)
    measured = responded[treated > 0].mean() - responded[treated == 0].mean()

    assert np.corrcoef(found, features[:, 0])[0, 1] > 0.9
    assert found.mean() == pytest.approx(measured, abs=0.01)


def test_effects_of_unequal_groups_are_weighed_by_what_was_known_better():
    features, _, _ = an_experiment(lambda _: 0.5, people=8_000)
    rng = np.random.default_rng(5)
    treated = (rng.random(8_000) < 0.1).astype(float)
    responded = 2 * features[:, 1] + treated * (1 + features[:, 0])
    exact = means(ridge=1e-6)

    for learner in (x_learner, dr_learner):
        found = learner(features, treated, responded, each=exact, effect=exact)(features)
        assert found == pytest.approx(1 + features[:, 0], abs=1e-6)


def test_a_shrunk_line_keeps_the_mean():
    features, _, responded = an_experiment(lambda _: 0.5, people=500)

    assert means(ridge=1e9)(features, responded)(features) == pytest.approx(responded.mean())
