"""Customers in groups."""

import numpy as np

from serai_science.groups.fifths import fifths
from serai_science.groups.k_means import k_means


def test_fifths_hold_a_fifth_each():
    assert np.bincount(fifths(np.arange(100.0))).tolist() == [0, 20, 20, 20, 20, 20]


def test_equal_values_share_a_fifth_and_nobody_has_none():
    assert fifths(np.zeros(7)).tolist() == [3] * 7
    assert fifths(np.zeros(0)).tolist() == []


def test_heaps_are_found_and_ordered():
    rng = np.random.default_rng(1)
    heaps = np.repeat([[0.0, 0], [10, 0], [0, 10]], 50, axis=0) + rng.normal(size=(150, 2)) / 10
    groups = k_means(heaps, groups=3, by=0, rng=rng)

    assert groups.middles[0].round().tolist() == [10, 0]
    assert sorted(np.bincount(groups.nearest(heaps)).tolist()) == [50, 50, 50]


def test_there_are_no_more_groups_than_different_rows():
    groups = k_means(np.ones((5, 2)), groups=4, by=0, rng=np.random.default_rng(1))

    assert len(groups.middles) == 1
