"""Bands of single days hold what they promise, on days and articles that nothing was learned from."""

import numpy as np
import pytest

from serai_science.forecast import measures
from serai_science.forecast.day_bands import day_lumpiness, learn_day_bands

WEEKDAYS = np.array([1.0, 1, 1, 1, 2, 2, 1]) / 9


def a_shop(articles=150, weeks=30, seed=3):
    """Return expected and sold units of days; every second article is bought by the dozen."""
    rng = np.random.default_rng(seed)
    level = np.exp(rng.uniform(np.log(7), np.log(400), articles))
    mean = np.broadcast_to(level[:, None, None] * WEEKDAYS, (articles, weeks, 7))
    lumps = np.where(np.arange(articles) % 2, 0.5, 0.02)[:, None, None]
    rate = rng.gamma(1 / lumps, mean * lumps)
    return mean, rng.poisson(rate).astype(float)


def bands_of(mean, sold):
    lumpiness = day_lumpiness(sold[:, :22], np.broadcast_to(WEEKDAYS, (len(mean), 7)))
    return lumpiness, learn_day_bands(mean[:, 22:26], sold[:, 22:26], lumpiness)


def test_eight_days_of_ten_lie_in_bands_that_were_learned_from_earlier_days():
    mean, sold = a_shop()
    lumpiness, bands = bands_of(mean, sold)

    low, high = bands.around(mean[:, 26:], lumpiness)

    came = sold[:, 26:]
    assert bands.held(mean[:, 26:], lumpiness, came) == pytest.approx(0.8, abs=0.02)
    assert measures.coverage(came, low, high) >= 0.79
    assert (came < low).mean() == pytest.approx((came > high).mean(), abs=0.04)
    assert np.array_equal(low, np.rint(low))


def test_bands_hold_for_steady_articles_and_for_lumpy_ones():
    mean, sold = a_shop()
    lumpiness, bands = bands_of(mean, sold)

    for kind in (slice(0, None, 2), slice(1, None, 2)):
        held = bands.held(mean[kind, 26:], lumpiness[kind], sold[kind, 26:])
        assert held == pytest.approx(0.8, abs=0.05)


def test_forecasts_that_were_too_low_move_the_band_up():
    mean, sold = a_shop()
    lumpiness, bands = bands_of(0.8 * mean, sold)

    held = bands.held(0.8 * mean[:, 26:], lumpiness, sold[:, 26:])

    assert held == pytest.approx(0.8, abs=0.03)


def test_a_closed_day_has_no_band_and_no_days_teach_the_plain_levels():
    bands = learn_day_bands(np.zeros((0, 4, 7)), np.zeros((0, 4, 7)), np.zeros(0))

    low, high = bands.around(np.array([[0.0, 5.0]]), np.array([0.1]))

    assert (low[0, 0], high[0, 0]) == (0, 0)
    assert low[0, 1] < 5 < high[0, 1]
