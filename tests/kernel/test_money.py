"""Money adds up."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.kernel.currencies import UnknownCurrency, exponent_of
from serai.kernel.money import CurrencyMismatch, Money, UnitPrice
from serai.kernel.rounding import Rounding
from serai.plumbing.json import as_json, money_as_json

minors = st.integers(min_value=-(10**15), max_value=10**15)
currencies = st.sampled_from(["EUR", "JPY", "KWD"])


@given(minors, st.lists(st.integers(0, 10**9), min_size=1, max_size=50))
def test_the_parts_of_a_split_add_up_to_the_whole(minor, weights):
    parts = Money(minor, "EUR").split(weights)

    assert sum(parts, Money.zero("EUR")) == Money(minor, "EUR")
    assert len(parts) == len(weights)


@given(st.integers(0, 10**12), st.lists(st.integers(0, 10**6), min_size=1, max_size=20))
def test_a_part_is_within_one_unit_of_its_exact_share(minor, weights):
    whole = sum(weights) or len(weights)
    shares = weights if any(weights) else [1] * len(weights)

    for part, share in zip(Money(minor, "EUR").split(weights), shares, strict=True):
        assert abs(Decimal(part.minor) - Decimal(minor) * share / whole) < 1


@given(minors, currencies)
def test_text_and_money_are_the_same(minor, currency):
    money = Money(minor, currency)

    assert Money.parse(money.as_decimal(), currency) == money


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [("10.00", "EUR", 1000), ("10", "JPY", 10), ("1.234", "KWD", 1234), ("-0.01", "USD", -1)],
)
def test_amounts_are_read_with_their_currency_s_decimals(text, currency, minor):
    assert Money.parse(text, currency) == Money(minor, currency)


@pytest.mark.parametrize("text", ["1.001", "NaN", "Infinity", "", "ten", "1,00"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(ValueError, match=r"is not an amount|finer"):
        Money.parse(text, "EUR")


def test_two_currencies_do_not_mix():
    with pytest.raises(CurrencyMismatch):
        Money(1, "EUR") + Money(1, "USD")
    with pytest.raises(CurrencyMismatch):
        assert Money(1, "EUR") < Money(1, "USD")


@pytest.mark.parametrize("count", [1.5, True, Decimal(2)])
def test_money_is_multiplied_by_whole_numbers_only(count):
    with pytest.raises(TypeError):
        Money(100, "EUR") * count


@pytest.mark.parametrize(
    ("rounding", "minor"),
    [(Rounding.HALF_UP, 13), (Rounding.HALF_EVEN, 12), (Rounding.DOWN, 12), (Rounding.UP, 13)],
)
def test_a_half_goes_where_the_name_says(rounding, minor):
    assert Money(125, "EUR").times(Decimal("0.1"), rounding) == Money(minor, "EUR")


def test_a_price_finer_than_a_cent_is_rounded_once():
    assert UnitPrice(Decimal("0.0125"), "EUR").times_quantity(3) == Money(4, "EUR")


@pytest.mark.parametrize("weights", [[], [-1, 2]])
def test_a_split_needs_weights_that_are_not_negative(weights):
    with pytest.raises(ValueError, match="Weights"):
        Money(10, "EUR").split(weights)


@pytest.mark.parametrize("code", ["", "eur", "EURO", "E1R", "ÄÖÜ"])
def test_what_is_no_currency_is_refused(code):
    with pytest.raises(UnknownCurrency):
        exponent_of(code)


@given(minors, currencies)
def test_an_amount_as_text_is_its_decimal_written_out(minor, currency):
    amount = Money(minor, currency)

    assert amount.text == f"{amount.as_decimal():f}"
    assert as_json(amount) == as_json(money_as_json(amount))
