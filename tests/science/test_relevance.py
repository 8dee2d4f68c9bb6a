import pytest

from serai_science.relevance import ndcg


def test_the_best_order_is_worth_one_and_the_worst_less():
    judged = {"a": 3, "b": 2, "c": 0}

    assert ndcg(["a", "b", "c"], judged) == 1
    assert 0 < ndcg(["c", "b", "a"], judged) < ndcg(["b", "a", "c"], judged) < 1
    assert ndcg(["x", "y"], judged) == 0


def test_only_the_first_places_count():
    assert ndcg(["x", "a"], {"a": 1}, depth=1) == 0


def test_without_a_positive_judgement_there_is_nothing_to_measure():
    with pytest.raises(ValueError, match="positive"):
        ndcg(["a"], {"a": 0})
