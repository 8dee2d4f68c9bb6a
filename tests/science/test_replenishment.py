"""When a customer needs something again: rhythm, quantity, doubt, and moving on."""

import numpy as np
import pytest

from serai_science.replenishment import Rhythms, needed_within, rhythms


def bought(*ages: float, quantity: list[float] | None = None, least: int = 3) -> Rhythms:
    """Return the rhythm of one product of one customer."""
    n = len(ages)
    units = np.ones(n) if quantity is None else np.array(quantity)
    return rhythms(np.zeros(n, int), np.zeros(n, int), np.array(ages), units, least=least)


def test_two_purchases_make_no_rhythm():
    assert bought(3.0, 10.0).customer.size == 0


def test_nothing_bought_has_no_rhythm():
    nothing = np.zeros(0, np.int64)

    assert needed_within(rhythms(nothing, nothing, np.zeros(0), np.zeros(0)), 7).size == 0


def test_a_steady_rhythm_is_told_in_days():
    milk = bought(2.0, 11.0, 20.0, 29.0)

    assert (milk.every[0], milk.since[0], milk.times[0]) == (9.0, 2.0, 4)


def test_two_purchases_of_one_day_are_one():
    assert bought(2.0, 2.0, 11.0, 20.0).times[0] == 3


def test_twice_the_quantity_lasts_twice_as_long():
    once = bought(2.0, 11.0, 20.0, 29.0)
    twice = bought(2.0, 11.0, 20.0, 29.0, quantity=[2, 1, 1, 1])

    assert twice.lasts[0] == pytest.approx(2 * once.lasts[0])
    assert needed_within(twice, 7)[0] < needed_within(once, 7)[0]


def test_a_pallet_counts_as_three_times_the_usual():
    pallet = bought(2.0, 11.0, 20.0, 29.0, quantity=[400, 1, 1, 1])

    assert pallet.lasts[0] == pytest.approx(9 * 3 * 403 / 4)


def test_a_new_rhythm_leans_on_what_is_usual_for_the_product():
    others = [(person, age) for person in range(1, 12) for age in (1.0, 11.0, 21.0, 31.0, 41.0)]
    fast = [(0, age) for age in (1.0, 3.0, 5.0)]
    customer, age = (np.array(column) for column in zip(*others, *fast, strict=True))
    known = rhythms(customer.astype(int), np.zeros(age.size, int), age, np.ones(age.size))

    assert known.every[0] == pytest.approx((4 + 10) / 3)
    assert known.every[1] == 10.0


def test_what_is_due_is_needed_and_what_is_fresh_or_forgotten_is_not():
    ages = (0.0, 36.0, 80.0, 112.0, 156.0)
    fresh, due, forgotten = (
        needed_within(bought(*(age + later for age in ages)), 7)[0] for later in (0.0, 28.0, 300.0)
    )

    assert due > fresh
    assert forgotten < fresh


def test_of_rising_horizons_each_is_likelier():
    known = bought(3.0, 9.0, 20.0, 28.0)
    chances = [needed_within(known, days)[0] for days in (1, 3, 7, 30, 365)]

    assert chances == sorted(chances)
    assert 0 < chances[0] < chances[-1] < 1
