"""A young shop: golden values by hand, what draws whom, and bands that hold on simulated shops."""

import numpy as np
import pytest

from serai_science.forecast.first_weeks import General, first_weeks
from serai_science.forecast.general import GENERAL, learn_general

USUAL = General(rate=2.0, shops=1.0, kinds=0.5, articles=1.0, lumpiness=0.5, memory=1.0)


def told(sold, kind, usual=USUAL, *, places=1):
    units = np.array(sold, float)
    return first_weeks(units, np.ones(units.shape, bool), np.array(kind), usual, places=places)


def simulated(rng, *, shops, weeks):
    """Return shops of forty articles in eight kinds, drawn as `USUAL` says, and their kinds."""
    made, kind = [], np.repeat(np.arange(8), 5)
    for _ in range(shops):
        level = USUAL.rate * rng.gamma(1 / USUAL.shops, USUAL.shops)
        kinds = level * rng.gamma(1 / USUAL.kinds, USUAL.kinds, 8)
        mean = kinds[kind] * rng.gamma(1 / USUAL.articles, USUAL.articles, 40)
        varied = mean[:, None] * rng.gamma(2.0, 0.5, (40, weeks))
        made.append((rng.poisson(varied).astype(float), kind))
    return made


def test_before_anything_is_sold_each_location_is_expected_to_sell_the_general_rate():
    before = told(np.zeros((2, 0)), [0, 1], places=3)

    assert before.mean.tolist() == [6.0, 6.0]
    assert before.trust.tolist() == [[1.0, 0.0, 0.0, 0.0]] * 2
    # Rate 6: articles 6 * 6 * 1 * (1 + 0.5 * 6) / (1 + 0.5 * 6) = 36, kinds and shops 36 * (0.5 + 1).
    assert before.unsure.tolist() == pytest.approx([90.0, 90.0])
    # One week varies by 6 + 0.5 * 36 = 24 around its mean.
    assert before.weeks().variance.tolist() == pytest.approx([114.0, 114.0])


def test_an_articles_own_weeks_count_by_how_much_it_sells():
    known = told([[2.0, 2.0, 2.0, 2.0]], [0])

    # Its kind stays at 2, as general: four weeks count 4 / (4 + (1 / 2 + 0.5) / 1) of the whole.
    assert known.mean.tolist() == pytest.approx([2.0])
    assert known.trust[0, 3] == pytest.approx(0.8)
    # Own noise 1 / 4 beside articles 1: kinds trust 0.5 / (0.5 + 1.25), the shop log 2 / (log 2 + 1.75).
    kinds, shop = 0.5 / 1.75, np.log(2) / (np.log(2) + 1.75)
    assert known.trust[0, 2] == pytest.approx(0.2 * kinds)
    assert known.trust[0, 1] == pytest.approx(0.2 * (1 - kinds) * shop)
    assert known.trust[0].sum() == pytest.approx(1.0)


@pytest.mark.parametrize("times", [0.2, 50])
def test_a_shop_far_from_the_general_rate_is_soon_believed(times):
    kind = np.append(np.repeat(np.arange(12), 5), 12)
    sold = np.full((61, 2), 2.0 * times)
    sold[-1] = 0
    listed = np.ones((61, 2), bool)
    listed[-1] = False

    known = first_weeks(sold, listed, kind, USUAL)

    assert known.mean[-1] == pytest.approx(2.0 * times, rel=0.5)
    assert known.trust[-1, 1] > 0.5


def test_a_shop_that_sold_nothing_expects_little_and_not_nothing():
    nothing = told(np.zeros((3, 4)), [0, 0, 1])

    assert (nothing.mean > 0).all()
    assert (nothing.mean < 1).all()


def test_what_was_not_listed_is_not_held_against_an_article():
    sold = np.array([[0.0, 0.0, 6.0], [6.0, 6.0, 6.0]])
    listed = np.array([[False, False, True], [True, True, True]])

    late = first_weeks(sold, listed, np.array([0, 0]), USUAL)
    always = first_weeks(sold, np.ones((2, 3), bool), np.array([0, 0]), USUAL)

    assert late.mean[0] == pytest.approx(late.mean[1], rel=0.2)
    assert always.mean[0] < 0.6 * always.mean[1]


def test_an_article_that_sold_nothing_learns_from_its_kind():
    sold = [[0, 0], [30, 26], [28, 31], [0, 0], [1, 0], [0, 1]]

    known = told(sold, [0, 0, 0, 1, 1, 1])

    assert known.mean[0] > 3 * known.mean[3]
    assert known.mean[0] < known.mean[1] / 3


def test_more_weeks_tell_more_and_later_ones_count_more():
    few, many = told([[4.0]], [0]), told([[4.0] * 10], [0])
    fading = General(2.0, shops=1.0, kinds=0.5, articles=1.0, lumpiness=0.5, memory=0.8)
    rising = told([[1.0, 1.0, 1.0, 9.0, 9.0, 9.0]], [0], fading)

    assert many.unsure[0] < 0.3 * few.unsure[0]
    assert many.trust[0, 3] > few.trust[0, 3]
    assert rising.mean[0] > told([[1.0, 1.0, 1.0, 9.0, 9.0, 9.0]], [0]).mean[0]


@pytest.mark.parametrize("weeks", [0, 2, 8])
def test_bands_hold_what_they_promise_where_the_prior_is_true(weeks):
    shops = simulated(np.random.default_rng(11), shops=300, weeks=12)

    held = [
        first_weeks(sold[:, 8 - weeks : 8], np.ones((40, weeks), bool), kind, USUAL).held(
            sold[:, 8:]
        )
        for sold, kind in shops
    ]

    assert np.mean(held) == pytest.approx(0.8, abs=0.03)


def test_drawn_means_err_less_than_own_means():
    shops = simulated(np.random.default_rng(12), shops=100, weeks=10)

    drawn = np.concatenate(
        [
            first_weeks(sold[:, :2], np.ones((40, 2), bool), kind, USUAL).mean - sold[:, 2:].mean(1)
            for sold, kind in shops
        ]
    )
    own = np.concatenate([sold[:, :2].mean(1) - sold[:, 2:].mean(1) for sold, _ in shops])

    assert (drawn**2).mean() < 0.9 * (own**2).mean()


def test_the_general_prior_is_found_again():
    learned = learn_general(simulated(np.random.default_rng(13), shops=400, weeks=16))

    assert learned.rate == pytest.approx(USUAL.rate, rel=0.15)
    assert learned.shops == pytest.approx(USUAL.shops, rel=0.3)
    assert learned.kinds == pytest.approx(USUAL.kinds, rel=0.3)
    assert learned.articles == pytest.approx(USUAL.articles, rel=0.2)
    assert learned.lumpiness == pytest.approx(USUAL.lumpiness, rel=0.1)


def test_one_shop_tells_nothing_of_shops():
    with pytest.raises(ValueError, match="Two shops"):
        learn_general([(np.ones((4, 4)), np.array([0, 0, 1, 1]))])


def test_what_is_shipped_is_wide():
    new = first_weeks(np.zeros((1, 0)), np.ones((1, 0), bool), np.array([0]), GENERAL, places=9)

    assert new.weeks().quantile(0.1).tolist() == [0.0]
    assert new.weeks().quantile(0.9)[0] > 2 * new.mean[0]
