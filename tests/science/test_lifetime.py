"""Models of repeated buying: known answers, and futures that agree with formulas."""

import numpy as np
import pytest

from serai_science.lifetime.bg_nbd import BgNbd, TooFewPurchases, fit_bg_nbd
from serai_science.lifetime.gamma_gamma import GammaGamma, fit_gamma_gamma
from serai_science.lifetime.summary import Summary, summarise

CDNOW = BgNbd(r=0.2426, alpha=4.4136, a=0.7929, b=2.4259)


def known(*rows):
    """Make a summary of (repeats, last, age, mean)."""
    columns = np.array(rows, float).T
    return Summary(np.arange(len(rows)), *columns)


def made_up(model, n, age, rng):
    """Return customers who live by a BG/NBD model for `age` units of time."""
    rate = rng.gamma(model.r, 1 / model.alpha, n)
    leaves = rng.beta(model.a, model.b, n)
    repeats, last = np.zeros(n), np.zeros(n)
    at, here = np.zeros(n), np.ones(n, bool)
    while here.any():
        at = at + rng.exponential(1 / np.maximum(rate, 1e-12))
        here &= at < age
        repeats, last = repeats + here, np.where(here, at, last)
        here &= rng.random(n) >= leaves
    return Summary(np.arange(n), repeats, last, np.full(n, float(age)), np.zeros(n))


def test_purchases_of_one_day_count_once_and_later_ones_not_at_all():
    found = summarise([2, 1, 1, 1], [3, 5, 5, 9], [1.0, 2.0, 3.0, 4.0], until=8)

    assert found.customer.tolist() == [1, 2]
    assert found.repeats.tolist() == [0, 0]
    assert found.age.tolist() == [3, 5]


def test_nothing_was_bought():
    assert summarise([], [], [], until=8).customer.size == 0


def test_the_published_example_is_reproduced():
    """Fader & Hardie's spreadsheet: customer 0001 of CDNOW, 39 weeks ahead."""
    one = known((2, 30.43, 38.86, 0))

    assert CDNOW.expected(one, ahead=39)[0] == pytest.approx(1.226, abs=0.001)


def test_who_bought_once_is_still_there_and_who_fell_silent_is_not():
    alive = CDNOW.alive(known((0, 0, 40, 0), (20, 5, 40, 0), (20, 40, 40, 0)))

    assert alive[0] == 1
    assert alive[1] < 0.01
    assert alive[2] > 0.9


def test_futures_agree_with_the_formula():
    some = known((0, 0, 30, 0), (3, 20, 38, 0), (12, 38, 38.5, 0))
    futures = CDNOW.simulated(some, ahead=39, times=40_000, rng=np.random.default_rng(1))

    assert futures.mean(axis=1) == pytest.approx(CDNOW.expected(some, ahead=39), rel=0.03)


def test_what_customers_live_by_is_found_again():
    truth = BgNbd(r=0.8, alpha=6.0, a=0.9, b=3.0)
    found = fit_bg_nbd(made_up(truth, 8_000, 40, np.random.default_rng(5)))

    assert found.r == pytest.approx(truth.r, rel=0.1)
    assert found.alpha == pytest.approx(truth.alpha, rel=0.1)
    assert found.a / (found.a + found.b) == pytest.approx(0.9 / 3.9, rel=0.1)


def test_nothing_is_learned_from_customers_who_bought_once():
    once = known((0, 0, 30, 0), (0, 0, 10, 0))

    with pytest.raises(TooFewPurchases):
        fit_bg_nbd(once)
    with pytest.raises(TooFewPurchases):
        fit_gamma_gamma(once)


def test_what_customers_spend_is_found_again():
    truth, rng = GammaGamma(p=6.0, q=4.0, v=15.0), np.random.default_rng(2)
    repeats = rng.integers(1, 12, 8_000).astype(float)
    nu = rng.gamma(truth.q, 1 / truth.v, repeats.size)
    mean = rng.gamma(truth.p * repeats) / nu / repeats
    some = Summary(np.arange(repeats.size), repeats, repeats, repeats, mean)
    found = fit_gamma_gamma(some)

    assert found.p == pytest.approx(truth.p, rel=0.1)
    assert found.q == pytest.approx(truth.q, rel=0.1)
    assert found.v == pytest.approx(truth.v, rel=0.15)


def test_one_large_purchase_is_pulled_towards_what_others_spend():
    model = GammaGamma(p=6.25, q=3.74, v=15.44)
    usual = model.p * model.v / (model.q - 1)
    once, often = model.expected(known((1, 5, 30, 200.0), (40, 30, 30, 200.0)))

    assert usual < once < often < 200


def test_simulated_spend_agrees_with_the_formula():
    model, some = GammaGamma(p=6.25, q=6.0, v=25.0), known((4, 5, 30, 40.0), (0, 0, 9, 0))
    counts = np.full((2, 60_000), 3)
    counts[:, 0] = 0
    money = model.simulated(some, counts, rng=np.random.default_rng(3))

    assert money[:, 0].tolist() == [0, 0]
    assert money[:, 1:].mean(axis=1) == pytest.approx(3 * model.expected(some), rel=0.03)
