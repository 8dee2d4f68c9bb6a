"""The lowest price of the thirty days before a reduction."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from serai.kernel.money import Money
from serai.pricing.domain.price_list import ListKind, PriceList
from serai.pricing.domain.prior_price import PastPrice, PriorPrice, prior_price

START = datetime(2027, 1, 1, tzinfo=UTC)
SALE = PriceList(uuid4(), "sale", "Sale", "web", ListKind.LOWER)


def day(number: float) -> datetime:
    return START + timedelta(days=number)


def history(*entries: tuple) -> list[PastPrice]:
    """Read (first day, price, former price, last day, list), the last three as wanted."""
    found = []
    for place, (first, minor, *more) in enumerate(entries):
        compare_at, last, on = (*more, None, None, None)[:3]
        found.append(
            PastPrice(
                place,
                None if minor is None else Decimal(minor),
                "EUR",
                compare_at,
                day(first),
                None if last is None else day(last),
                on,
            )
        )
    return found


def prior(entries: list[PastPrice], on: float) -> tuple[int, float] | None:
    found = prior_price(entries, now=day(on))
    if found is None:
        return None
    return found.lowest.minor, (found.reduced_since - START) / timedelta(days=1)


def test_what_is_not_reduced_has_no_prior_price():
    assert prior(history((0, 1000), (40, 900)), 41) is None
    assert prior_price([], now=START) is None


def test_the_price_before_the_reduction_is_told():
    assert prior(history((0, 1000), (100, 800, 1000)), 105) == (1000, 100)


def test_a_price_raised_shortly_before_the_sale_does_not_count():
    raised = history((0, 1000), (90, 1500), (100, 1000, 1500))

    assert prior(raised, 105) == (1000, 100)


def test_the_lowest_of_thirty_days_counts_and_one_before_them_does_not():
    within = history((0, 1000), (60, 700, None, 71), (100, 800, 1000))
    before = history((0, 1000), (60, 700, None, 70), (100, 800, 1000))

    assert prior(within, 105) == (700, 100)
    assert prior(before, 105) == (1000, 100)


def test_the_days_are_counted_from_the_reduction_and_not_from_today():
    entries = history((0, 1000), (100, 800, 1000))

    assert prior(entries, 300) == (1000, 100)


def test_a_price_that_is_only_called_reduced_tells_on_itself():
    assert prior(history((0, 800), (100, 800, 1000)), 101) == (800, 100)


def test_a_second_reduction_is_told_beside_the_first():
    entries = history((0, 1000), (100, 800, 1000), (110, 600, 1000))

    assert prior(entries, 105) == (1000, 100)
    assert prior(entries, 112) == (800, 110)


def test_what_was_never_sold_before_has_no_prior_price():
    assert prior(history((100, 800, 1000)), 101) is None


def test_what_is_sold_for_less_than_thirty_days_counts_from_its_first_day():
    assert prior(history((90, 1000), (100, 800, 1000)), 101) == (1000, 100)


def test_a_sale_on_a_price_list_is_a_reduction():
    entries = history((0, 1000), (100, 800, None, 110, SALE))

    assert prior(entries, 105) == (1000, 100)
    assert prior(entries, 110) is None


def test_a_sale_taken_off_its_list_ends():
    entries = history((0, 1000), (100, 800, None, None, SALE), (110, None, None, None, SALE))

    assert prior(entries, 109) == (1000, 100)
    assert prior(entries, 111) is None


def test_a_sale_again_within_thirty_days_shows_the_first_sales_price():
    entries = history((0, 1000), (100, 800, None, 105, SALE), (120, 900, None, 130, SALE))

    assert prior(entries, 121) == (800, 120)


def test_prices_finer_than_a_cent_are_told_rounded():
    entries = history((0, "1.25"), (100, "0.8", 2))

    assert prior_price(entries, now=day(101)) == PriorPrice(Money(1, "EUR"), day(100))


@pytest.mark.parametrize("on", [99.5, 130])
def test_a_reduction_is_told_while_it_lasts_only(on: float):
    assert prior(history((0, 1000), (100, 800, 1000, 130)), on) is None
