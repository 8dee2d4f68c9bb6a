"""Pairs counted one by one."""

from itertools import combinations
from math import log

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from serai_science.copurchase import basket_matrix, bought_together

baskets_of_products = st.lists(st.sets(st.integers(0, 6), min_size=1), min_size=1, max_size=15)


@settings(max_examples=80, deadline=None)
@given(baskets_of_products, st.integers(1, 3), st.sampled_from([1, 3, 100]))
def test_neighbours_are_the_most_surprising_pairs(orders: list[set[int]], least: int, block: int):
    lines = [(number, product) for number, order in enumerate(orders) for product in order]
    order, product = (np.array(column) for column in zip(*lines, strict=True))
    baskets = basket_matrix(order, product, n_orders=len(orders), n_products=7)

    found = bought_together(baskets, k=6, least=least, block=block)

    sold = {each: sum(each in items for items in orders) for each in range(7)}
    expected: dict[int, list[tuple[float, int]]] = {each: [] for each in range(7)}
    for first, second in combinations(range(7), 2):
        together = sum({first, second} <= items for items in orders)
        if together >= least:
            score = together * log(together * len(orders) / (sold[first] * sold[second]))
            if score > 1e-9:
                expected[first].append((round(-score, 5), second))
                expected[second].append((round(-score, 5), first))
    for each in range(7):
        places = [place for place in found.index[each].tolist() if place >= 0]
        scores = [
            (round(-float(score), 5), place)
            for score, place in zip(found.score[each], places, strict=False)
        ]
        assert {place for _, place in scores} == {place for _, place in expected[each]}
        assert np.allclose(
            [score for score, _ in scores], sorted(score for score, _ in expected[each]), atol=1e-4
        )


def test_a_basket_counts_a_product_once():
    baskets = basket_matrix(np.array([0, 0, 0]), np.array([1, 1, 1]), n_orders=1, n_products=2)

    assert baskets.toarray().tolist() == [[0, 1]]
