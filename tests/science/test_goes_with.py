"""What goes with a basket: shared baskets speak, habits speak, the basket itself is not repeated."""

import numpy as np
import pytest
from scipy import sparse

from serai_science.completion import completed
from serai_science.copurchase import basket_matrix
from serai_science.goes_with import goes_with
from serai_science.neighbours import Neighbours

BREAD, BUTTER, MILK, TRUFFLE = range(4)
BASKETS = [*[{BREAD, BUTTER, MILK}] * 6, *[{MILK}] * 30, *[{BREAD, MILK}] * 4, {BUTTER, TRUFFLE}]


@pytest.fixture(scope="module")
def lists() -> Neighbours:
    rows = [(order, product) for order, basket in enumerate(BASKETS) for product in sorted(basket)]
    order, product = np.array(rows).T
    return goes_with(basket_matrix(order, product, n_orders=len(BASKETS), n_products=4), k=3)


def test_what_shares_baskets_stands_before_what_everybody_buys(lists: Neighbours):
    assert lists.index[BUTTER].tolist() == [BREAD, MILK, -1]


def test_what_was_seen_together_once_goes_with_nothing(lists: Neighbours):
    assert lists.index[TRUFFLE].tolist() == [-1, -1, -1]


def test_each_score_is_the_count_over_both_popularities(lists: Neighbours):
    expected = 6 / (7**0.6 * 10**0.4 + 5)

    assert lists.score[BUTTER, 0] == pytest.approx(expected)


def test_a_stranger_is_told_what_goes_with_the_basket(lists: Neighbours):
    found, _, because = completed(np.array([BREAD, BUTTER]), lists, *nobody())

    assert (found.tolist(), because.tolist()) == ([MILK], [BREAD])


def test_a_habit_that_is_missing_comes_first_and_says_so(lists: Neighbours):
    found, score, because = completed(
        np.array([BREAD]), lists, np.array([TRUFFLE, BREAD, -1]), np.array([0.9, 0.9, 0.0])
    )

    assert found.tolist() == [TRUFFLE, MILK, BUTTER]
    assert (because[0], score[0]) == (-1, 0.9)


def test_what_was_looked_at_last_may_count_more(lists: Neighbours):
    shown = np.array([BUTTER, MILK])

    late = completed(shown, lists, *nobody(), weight=np.array([0.1, 1.0]))

    assert late[1][0] < completed(shown, lists, *nobody())[1][0]


def test_an_empty_basket_of_a_stranger_is_completed_by_nothing(lists: Neighbours):
    assert completed(np.zeros(0, np.int64), lists, *nobody())[0].size == 0


def test_blocks_change_nothing():
    rng = np.random.default_rng(1)
    baskets = sparse.csr_array((rng.random((200, 40)) < 0.2).astype(np.float32))

    whole, parts = goes_with(baskets, k=5), goes_with(baskets, k=5, block=7)

    assert np.array_equal(whole.index, parts.index)
    assert np.array_equal(whole.score, parts.score)


def nobody() -> tuple[np.ndarray, np.ndarray]:
    return np.zeros(0, np.int64), np.zeros(0)
