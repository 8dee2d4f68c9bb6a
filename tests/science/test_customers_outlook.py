"""What customers will do: nothing is read from the future, rhythm is understood, bands hold what they say."""

import numpy as np
import polars as pl
import pytest

from serai_science.buying.days import as_days
from serai_science.buying.describe import FEATURES, describe, matrix
from serai_science.buying.moments import TooLittleHistory, examples, moments
from serai_science.churn import NobodyLeft, gap_by_frequency, learn_churn
from serai_science.lifetime.outlook import learn_outlook


def days_of(*rows):
    """Make purchase days of (customer, day, amount)."""
    return as_days(pl.DataFrame(rows, schema=["customer", "day", "amount"], orient="row"))


def a_town(people=400, days=330, seed=1):
    """Everybody buys at a pace and for an amount of their own; a fifth stop for good some day."""
    rng = np.random.default_rng(seed)
    rows = []
    for person in range(people):
        pace, amount = rng.uniform(2, 25), rng.uniform(5, 80)
        end = rng.uniform(20, days) if rng.random() < 0.2 else days
        at = rng.uniform(0, pace)
        while at < end:
            rows.append((person, int(at), amount * rng.uniform(0.5, 1.5)))
            at += rng.exponential(pace)
    return days_of(*rows)


def known_of(customer, described):
    [row] = described.filter(pl.col("customer") == customer).to_dicts()
    return row


def test_purchases_say_which_column_is_missing():
    with pytest.raises(ValueError, match="lack amount"):
        as_days(pl.DataFrame({"customer": [1], "day": [1]}))


def test_what_came_to_nothing_is_no_purchase_and_a_day_counts_once():
    assert days_of((1, 3, 5.0), (1, 3, 2.0), (1, 4, -2.0)).rows() == [(1, 3, 7.0, 2.0, 0.0)]


def test_a_rhythm_is_described():
    known = known_of(
        1, describe(days_of((1, 0, 10.0), (1, 7, 20.0), (1, 14, 30.0)), now=24, start=0)
    )

    assert known["since"] == 10
    assert known["age"] == 24
    assert known["days"] == 3
    assert known["days_14"] == 1
    assert known["spend_21"] == 50
    assert known["gap_middle"] == 7
    assert known["overdue"] == pytest.approx(10 / 7)
    assert known["mean_spend"] == 20


def test_who_bought_once_has_no_gaps_but_an_age():
    known = known_of(1, describe(days_of((1, 4, 10.0)), now=24, start=0))

    assert known["gap_middle"] == known["gap_longest"] == known["age"] == 20
    assert known["gap_spread"] == 0


def test_nothing_of_the_future_is_known():
    days = a_town(60)
    then = describe(days.filter(pl.col("day") < 200), now=200, start=0)

    assert describe(days, now=200, start=0).equals(then)


def test_everything_known_is_a_number():
    assert np.isfinite(matrix(describe(a_town(60), now=330, start=0))).all()
    assert matrix(describe(a_town(60), now=330, start=0)).shape[1] == len(FEATURES)


def test_what_is_learned_from_is_over():
    assert max(moments(now=300, start=0, ahead=92)) == 208
    with pytest.raises(TooLittleHistory):
        moments(now=100, start=0, ahead=92)


def test_who_stayed_away_is_an_example_of_nothing():
    found = examples(days_of((1, 0, 5.0), (2, 0, 5.0), (2, 35, 8.0)), [30], start=0, ahead=30)

    assert found.customer.tolist() == [1, 2]
    assert found.days.tolist() == [0, 1]
    assert found.spend.tolist() == [0, 8]


def test_the_outlook_beats_the_last_quarter_and_its_band_holds():
    days = a_town()
    now, ahead = 240, 90
    past = days.filter(pl.col("day") < now)
    outlook = learn_outlook(past, now=now, start=0, ahead=ahead)
    known = describe(past, now=now, start=0)
    truth = examples(days, [now], start=0, ahead=ahead)
    band = outlook.days.predict(matrix(known))
    last = known["days_92"].to_numpy()

    assert np.abs(band.middle - truth.days).mean() < np.abs(last - truth.days).mean()
    assert 0.7 < ((truth.days >= band.low) & (truth.days <= band.high)).mean() < 0.95
    assert (band.low <= band.middle).all()
    assert (band.low >= 0).all()


def test_who_fell_silent_is_likelier_gone_than_who_keeps_the_rhythm():
    days = a_town()
    churn = learn_churn(days, now=330, start=0, ahead=60)
    silent = [(900, day, 20.0) for day in range(0, 180, 6)]
    steady = [(901, day, 20.0) for day in range(0, 330, 6)]
    known = describe(days_of(*silent, *steady), now=330, start=0)
    gone, here = churn.line.chance(matrix(known))

    assert gone > 0.9
    assert here < 0.1
    assert gap_by_frequency(known)[0] > gap_by_frequency(known)[1]


def test_nothing_is_learned_where_everybody_comes_back():
    everybody = [(person, day, 5.0) for person in range(5) for day in range(0, 200, 5)]

    with pytest.raises(NobodyLeft):
        learn_churn(days_of(*everybody), now=200, start=0, ahead=60)
