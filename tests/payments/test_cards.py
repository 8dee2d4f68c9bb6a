"""What can be a card."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from payments.makers import NOW

from serai.payments.adapters.local.cards import TEST_CARDS, last_day_of, passes_luhn, read_card
from serai.payments.ports import Card, CardRefused


@pytest.mark.parametrize("number", TEST_CARDS)
def test_every_test_card_is_a_card(number: str):
    cvc = "1234" if number.startswith("3") else "123"

    known = read_card(Card(number, "12/30", cvc), now=NOW)

    assert known.behaviour is TEST_CARDS[number]
    assert known.label.endswith(f"•••• {number[-4:]}")


def test_a_real_card_is_not_taken():
    with pytest.raises(CardRefused) as refusal:
        read_card(Card("4012888888881881", "12/30", "123"), now=NOW)

    assert str(refusal.value) == "Only test cards are taken here."


@given(st.text("0123456789", min_size=11, max_size=18), st.integers(0, 17), st.integers(1, 9))
def test_one_wrong_digit_never_passes_luhn(start: str, place: int, change: int):
    number = next(f"{start}{digit}" for digit in range(10) if passes_luhn(f"{start}{digit}"))
    place %= len(number)

    wrong = number[:place] + str((int(number[place]) + change) % 10) + number[place + 1 :]

    assert not passes_luhn(wrong)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12/30", date(2030, 12, 31)),
        ("2/28", date(2028, 2, 29)),
        ("02 / 2027", date(2027, 2, 28)),
        ("12/20", date(2020, 12, 31)),
        ("11-2099", date(2099, 11, 30)),
    ],
)
def test_a_card_is_good_until_the_last_day_of_its_month(typed: str, day: date):
    assert last_day_of(typed) == day


@pytest.mark.parametrize(
    "typed", ["", "0/30", "13/30", "1/3", "1230", "12/1930", "12/30/30", "٣/30"]
)
def test_what_is_no_month_and_year_is_refused(typed: str):
    with pytest.raises(CardRefused):
        last_day_of(typed)


@given(st.text(max_size=30), st.text(max_size=12), st.text(max_size=6))
def test_anything_else_that_is_typed_is_refused_and_never_repeated(
    number: str, expiry: str, cvc: str
):
    with pytest.raises(CardRefused) as refusal:
        read_card(Card(number, expiry, cvc), now=NOW)

    assert set(refusal.value.facts) == {"field", "reason"}
