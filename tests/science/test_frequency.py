import numpy as np
import pytest

from serai_science.frequency import decayed, personal_frequency, popularity
from serai_science.trend import last_full_day, rising


def test_a_purchase_fades_by_half_every_half_life():
    assert decayed(np.array([0, 30, 60]), half_life=30).tolist() == [1, 0.5, 0.25]


@pytest.mark.parametrize("half_life", [0, -1])
def test_a_half_life_is_positive(half_life: float):
    with pytest.raises(ValueError, match="positive"):
        decayed(np.array([1.0]), half_life=half_life)


def test_what_is_bought_often_and_lately_leads():
    customer, product = np.array([0, 0, 0, 1]), np.array([0, 0, 1, 1])
    age = np.array([200.0, 210.0, 1.0, 1.0])

    found = personal_frequency(customer, product, age, shape=(2, 2), half_life=60).toarray()

    assert found[0, 1] > found[0, 0] > 0
    assert found[1, 0] == 0


def test_nobody_is_popular_in_an_empty_shop():
    assert (
        popularity(np.array([], int), np.array([]), n_products=3, half_life=1).tolist() == [0] * 3
    )


def test_a_first_sale_is_no_trend_and_a_steady_seller_none_either():
    score = rising(np.array([1.0, 100.0, 12.0]), np.array([0.0, 300.0, 3.0]), share=1 / 3)

    assert score[0] <= 1
    assert abs(score[1]) < 0.1
    assert score[2] > 3


def test_a_trend_needs_a_share():
    with pytest.raises(ValueError, match="positive"):
        rising(np.array([1.0]), np.array([1.0]), share=0)


def test_a_single_order_of_today_does_not_end_the_history():
    history = np.repeat(np.arange(100), 20)

    assert last_full_day(np.append(history, 5000)) == 99
    with pytest.raises(ValueError, match="no lines"):
        last_full_day(np.array([], int))
