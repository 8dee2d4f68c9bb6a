"""Forecasts: nothing is known of the future, feasts are shared, bands hold, parts make the whole."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from serai_science.forecast import measures
from serai_science.forecast.assemble import assemble
from serai_science.forecast.calendar import calendar
from serai_science.forecast.described import describe
from serai_science.forecast.intermittent import croston, moving_average, teunter
from serai_science.forecast.learn import TooShort, learn
from serai_science.forecast.lift import feast_lifts
from serai_science.forecast.panel import Panel
from serai_science.forecast.parts import Parts, learn_parts
from serai_science.forecast.reconcile import reconcile

MONDAY = date(2025, 1, 6)


def weeks(count, **days):
    return calendar([MONDAY + timedelta(weeks=week) for week in range(count)], **days)


def a_shop(series=60, known=30, ahead=4, seed=3, feasts=()):
    """Promotions treble what sells; everything else is chance."""
    rng = np.random.default_rng(seed)
    total = known + ahead
    level = rng.gamma(4.0, 8.0, series)
    plan = (rng.random((series, total, 1)) < 0.2).astype(float)
    mean = level[:, None] * np.where(plan[:, :, 0] > 0, 3.0, 1.0)
    days = weeks(total, feasts=feasts)
    mean = mean * np.where(days.feast == 1, 2.0, 1.0)
    demand = rng.poisson(mean).astype(float)
    panel = Panel(
        demand=demand[:, :known],
        plan=plan,
        price=np.full((series, known), 2.0),
        discount=np.zeros((series, known)),
        visits=demand[:, :known],
        groups={"category": np.arange(series) % 5, "kind": np.arange(series) % 10},
        calendar=days,
        plan_names=("leaflet",),
    )
    return panel, demand[:, known:], mean[:, known:]


def test_what_is_said_of_a_week_does_not_change_when_the_future_does():
    panel, _, _ = a_shop()
    later = panel.demand.copy()
    later[:, 20:] *= 7
    other = Panel(
        later, panel.plan, panel.price, panel.discount, panel.visits, panel.groups, panel.calendar
    )

    assert np.array_equal(describe(panel, 20, 22).columns, describe(other, 20, 22).columns)


@pytest.mark.parametrize(("origin", "target"), [(7, 8), (20, 19), (20, 34)])
def test_only_planned_periods_after_eight_known_ones_are_described(origin, target):
    with pytest.raises(ValueError, match="eight"):
        describe(a_shop()[0], origin, target)


def test_a_planned_promotion_is_foreseen_and_the_band_holds():
    panel, came, mean = a_shop(series=150, known=40)

    told = learn(panel).forecast(panel)

    flat = np.repeat(moving_average(panel.demand)[:, None], 4, axis=1)
    assert measures.wape(mean, told.mean) < 0.5 * measures.wape(mean, flat)
    assert abs(measures.bias(mean, told.mean)) < 0.06
    assert 0.7 < measures.coverage(came, told.low, told.high) < 0.9
    assert (told.low <= told.high).all()
    assert (told.low >= 0).all()


def test_learning_twice_gives_the_same_forecast():
    panel, _, _ = a_shop(series=20)

    first, second = (learn(panel, bands=False).forecast(panel).mean for _ in range(2))

    assert np.array_equal(first, second)


def test_too_little_history_is_refused_by_name():
    with pytest.raises(TooShort, match="15 periods are known; 16 are needed"):
        learn(a_shop(known=15)[0])


def test_a_feast_ahead_lifts_as_the_last_one_did():
    first, second = MONDAY + timedelta(weeks=16, days=3), MONDAY + timedelta(weeks=31, days=3)
    panel, _, _ = a_shop(series=400, feasts=[first, second])

    lifts = feast_lifts(panel)

    assert panel.calendar.feast[[16, 17, 31, 32]].tolist() == [1, 2, 1, 2]
    assert lifts[:, 16].mean() == pytest.approx(2.0, abs=0.1)
    assert np.allclose(lifts[:, 31], lifts[:, 16])
    assert np.array_equal(lifts[:, 20], np.ones(400))


def test_the_first_feast_of_its_kind_lifts_nothing_yet():
    panel, _, _ = a_shop(feasts=[MONDAY + timedelta(weeks=31, days=3)])

    assert np.array_equal(feast_lifts(panel), np.ones((60, 34)))


def test_a_closed_day_takes_its_share():
    closed = weeks(2, closed=[MONDAY + timedelta(days=8)])

    assert closed.open_share.tolist() == [1.0, 6 / 7]


def test_stores_are_foreseen_by_their_share_and_their_own_display():
    panel, _, _ = a_shop(series=30, known=40)
    rng = np.random.default_rng(5)
    share = np.array([0.5, 0.3, 0.2])
    mean = panel.demand[:, None, :] * share[None, :, None]
    demand = rng.poisson(mean).astype(float)
    flags = np.repeat(panel.plan[:, None, :, :], 3, axis=1)
    parts = Parts(panel, demand, flags, demand.sum(axis=0))

    told = learn_parts(parts).forecast(parts)

    assert told.shape == (30, 3, 4)
    seen = told.sum(axis=(0, 2)) / told.sum()
    assert seen == pytest.approx(share, abs=0.05)
    promoted = panel.plan[:, 40:, 0] > 0
    ratio = told.sum(axis=1) / panel.demand.mean(axis=1)[:, None]
    assert ratio[promoted].mean() > 1.8 * ratio[~promoted].mean()


def test_sums_agree_after_reconciling_and_nothing_is_negative():
    rng = np.random.default_rng(1)
    whole, parts = rng.gamma(2, 5, (20, 4)), rng.gamma(1, 1, (20, 6, 4))
    parts[0] = 0

    agreed, fitted = reconcile(
        whole, parts, whole_variance=np.ones((20, 4)), part_variance=np.ones((20, 6, 4))
    )

    assert np.allclose(fitted.sum(axis=1), agreed)
    assert (fitted >= 0).all()


def test_what_is_trusted_does_not_move():
    agreed, _ = reconcile(
        np.array([[12.0]]),
        np.array([[[3.0], [5.0]]]),
        whole_variance=np.array([[1e-12]]),
        part_variance=np.ones((1, 2, 1)),
    )

    assert agreed[0, 0] == pytest.approx(12.0)


def test_a_series_that_never_sold_is_forecast_as_nothing():
    never = np.zeros((1, 10))

    assert croston(never).tolist() == [0.0]
    assert teunter(never).tolist() == [0.0]
    assert moving_average(never).tolist() == [0.0]


def test_scaled_errors_leave_out_what_came_before_the_first_sale():
    past = np.array([[0.0, 0.0, 2.0, 4.0], [0.0, 0.0, 0.0, 3.0]])
    came, told = np.array([[5.0], [5.0]]), np.array([[3.0], [3.0]])

    scaled = measures.rmsse(past, came, told)

    assert scaled[0] == pytest.approx(1.0)
    assert np.isnan(scaled[1])
    assert measures.wrmsse(past, came, told, np.array([2.0, 9.0])) == pytest.approx(1.0)


def test_tables_become_arrays_and_what_is_not_sold_has_no_price():
    sold = pl.DataFrame(
        {
            "series": [0, 0, 1, 0],
            "period": [0, 1, 1, 2],
            "quantity": [2, 4, 1, 9],
            "amount": [3.0, 6.0, 1.0, 9.0],
            "discount": [1.0, 2.0, 0.0, 0.0],
            "visits": [1, 2, 1, 3],
        }
    )
    plan = pl.DataFrame({"series": [1], "period": [2], "leaflet": [0.5]})
    groups = pl.DataFrame({"kind": ["milk", "bread"]})

    panel = assemble(sold, plan, groups, weeks(3), known=2)

    assert panel.demand.tolist() == [[2.0, 4.0], [0.0, 1.0]]
    assert panel.price[0].tolist() == [2.0, 2.0]
    assert np.isnan(panel.price[1, 0])
    assert panel.discount[0].tolist() == [0.25, 0.25]
    assert panel.plan[1, 2].tolist() == [0.5]
    assert (panel.known, panel.ahead, panel.plan_names) == (2, 1, ("leaflet",))
    assert panel.groups["kind"].tolist() == [1, 0]
