import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from serai_science.similarity import Likeness, alike_in_groups, tf_idf, unit_rows

counts = st.lists(st.lists(st.integers(0, 2), min_size=4, max_size=4), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None)
@given(counts, st.lists(st.integers(-1, 2), min_size=8, max_size=8))
def test_neighbours_are_of_the_group_alike_and_best_first(rows: list[list[int]], groups: list[int]):
    words = tf_idf(sparse.csr_array(np.array(rows)))
    n, group = len(rows), np.array(groups[: len(rows)])
    popularity = np.linspace(0, 1, n)

    found = alike_in_groups(words, sparse.csr_array((n, 1)), popularity, group, k=3)

    cosine = (words @ words.T).toarray()
    for each in range(n):
        listed = [place for place in found.index[each].tolist() if place >= 0]
        score = {
            other: 0.7 * cosine[each, other] + 0.1 * popularity[other]
            for other in range(n)
            if other != each and group[other] == group[each] >= 0 and cosine[each, other] > 0
        }
        assert len(listed) == min(3, len(score))
        assert set(listed) <= set(score)
        assert np.allclose(
            [score[place] for place in listed], sorted(score.values(), reverse=True)[:3], atol=1e-5
        )


def test_shared_buyers_make_alike():
    words = sparse.csr_array((3, 1))
    buyers = unit_rows(sparse.csr_array(np.array([[1, 1], [1, 1], [0, 1]])))

    found = alike_in_groups(
        words, buyers, np.zeros(3), np.zeros(3, int), k=2, weigh=Likeness(0, 1, 0)
    )

    assert found.index.tolist() == [[1, 2], [0, 2], [0, 1]]
    assert np.allclose(found.score[0], [1, np.sqrt(0.5)])


def test_rows_have_length_one_or_are_empty():
    rows = tf_idf(sparse.csr_array(np.array([[2, 1], [0, 0], [0, 5]])))

    assert np.allclose(sparse.linalg.norm(rows, axis=1), [1, 0, 1])
