"""Sums over runs of equal keys are those of counting one by one."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from serai_science.runs import Runs, at, dense, find

PAIRS = st.lists(st.tuples(st.integers(-9, 9), st.integers(0, 99)), max_size=40)


@given(PAIRS)
def test_every_run_is_counted_as_one_by_one(pairs):
    pairs = sorted(pairs)
    keys = np.array([key for key, _ in pairs], np.int64)
    values = np.array([value for _, value in pairs], np.float64)
    each = [values[keys == key] for key in np.unique(keys)]

    runs = Runs.of(keys)

    assert runs.size.tolist() == [len(one) for one in each]
    assert runs.sum(values).tolist() == [one.sum() for one in each]
    assert runs.least(values).tolist() == [one.min() for one in each]
    assert runs.most(values).tolist() == [one.max() for one in each]
    assert runs.middle(values).tolist() == [np.median(one) for one in each]


@given(st.lists(st.integers(-50, 50) | st.integers(10**9, 2 * 10**9), max_size=30))
def test_values_become_places_and_back(values):
    given_ = np.array(values, np.int64)

    different, place = dense(given_)

    assert different.tolist() == sorted(set(values))
    assert different[place].tolist() == values if values else place.size == 0


def test_what_is_not_there_is_found_nowhere():
    assert find(np.array([2, 5]), np.array([5, 3, 9])).tolist() == [1, -1, -1]
    assert find(np.zeros(0, np.int64), np.array([5])).tolist() == [-1]
    assert np.isnan(at(np.array([7.0]), np.array([-1])))[0]
