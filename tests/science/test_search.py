"""Latent directions and what the best findings agree on."""

import numpy as np
from scipy import sparse

from serai_science.search.consensus import likeness_to_the_best
from serai_science.search.latent import latent, of_length_one
from serai_science.search.unseen import unseen, worst_tenths


def test_the_directions_are_those_of_the_exact_decomposition():
    rng = np.random.default_rng(3)
    low = rng.standard_normal((60, 4)) @ rng.standard_normal((4, 30))
    matrix = low + 0.01 * rng.standard_normal((60, 30))

    found = latent(sparse.csr_array(matrix), dimensions=4, seed=0)

    _, _, exact = np.linalg.svd(matrix, full_matrices=False)
    across = np.abs(exact[:4] @ found.directions)
    assert np.allclose(across, np.eye(4), atol=0.01)
    assert np.allclose(found.directions.T @ found.directions, np.eye(4), atol=1e-5)
    assert np.allclose(np.linalg.norm(found.rows, axis=1), 1, atol=1e-5)


def test_the_same_seed_gives_the_same_directions():
    matrix = sparse.random_array((50, 20), density=0.2, rng=np.random.default_rng(1)).tocsr()

    first, second = (latent(matrix, dimensions=5, seed=7) for _ in range(2))

    assert np.array_equal(first.rows, second.rows)


def test_nothing_and_less_than_the_dimensions_can_be_learnt_from():
    assert latent(sparse.csr_array((0, 0)), dimensions=3, seed=0).rows.shape == (0, 0)
    assert latent(sparse.csr_array((2, 5)), dimensions=3, seed=0).rows.tolist() == [[0, 0]] * 2
    assert latent(sparse.csr_array(np.eye(2)), dimensions=9, seed=0).rows.shape == (2, 2)


def test_a_row_of_zeros_stays_one():
    assert of_length_one(np.zeros((1, 3), np.float32)).tolist() == [[0, 0, 0]]


def test_what_is_of_another_kind_than_the_best_is_unlike_them():
    screens, cloths = np.array([1, 0], np.float32), np.array([0, 1], np.float32)
    direction = np.stack([screens, screens, screens, cloths, -screens])

    likeness = likeness_to_the_best(np.array([5.0, 4, 4, 3, 2]), direction, best=3)

    assert likeness.round(6).tolist() == [1, 1, 1, 0, 0]


def test_what_is_unknown_has_no_vote_and_no_likeness():
    direction = np.array([[0, 0], [1, 0]], np.float32)

    assert likeness_to_the_best(np.array([9.0, 1.0]), direction, best=2).tolist() == [0, 1]
    assert likeness_to_the_best(np.zeros(2), direction, best=2).tolist() == [0, 0]
    assert likeness_to_the_best(np.zeros(0), np.zeros((0, 0), np.float32), best=2).size == 0


def test_the_luckiest_of_many_equal_settings_is_no_better_on_other_queries():
    quality = np.random.default_rng(5).uniform(0, 1, (60, 50))

    expected = unseen(quality, rng=np.random.default_rng(1), times=40)

    assert quality.mean(axis=1).max() > 0.58
    assert expected.mean < 0.53


def test_a_setting_that_is_better_for_every_query_is_chosen_and_keeps_its_figure():
    quality = np.random.default_rng(5).uniform(0, 0.5, (5, 40))
    quality[3] = 0.75

    expected = unseen(quality, rng=np.random.default_rng(1), times=5)

    assert expected.chosen.tolist() == [0, 0, 0, 1, 0]
    assert abs(expected.mean - 0.75) < 1e-12


def test_the_worst_of_ten_random_tenths_is_behind_by_chance_alone():
    gain = np.random.default_rng(6).normal(0.1, 0.3, 60)

    tenths = worst_tenths(gain, rng=np.random.default_rng(1), behind=-0.02, times=300)

    assert tenths.worst < -0.02 < 0.1 < gain.mean()
    assert tenths.below > 0.5
    assert abs(tenths.spread - 0.3 / 6**0.5) < 0.03
