"""Order numbers and their check digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.ordering.domain.order_number import is_order_number, order_number

RUNNING = st.integers(min_value=1, max_value=10**12)


@pytest.mark.parametrize(
    ("running", "number"), [(1, "1-95"), (97, "97-98"), (1000001, "1000001-14")]
)
def test_known_numbers(running: int, number: str):
    assert order_number(running) == number


@given(RUNNING)
def test_the_number_with_its_check_digits_leaves_one_when_divided_by_97(running: int):
    digits = order_number(running).replace("-", "")

    assert int(digits) % 97 == 1


@given(RUNNING, st.data())
def test_a_wrong_digit_is_noticed(running: int, data: st.DataObject):
    number = order_number(running)
    at = data.draw(st.sampled_from([i for i, char in enumerate(number) if char.isdigit()]))
    wrong = data.draw(st.sampled_from([d for d in "0123456789" if d != number[at]]))

    assert is_order_number(number)
    assert not is_order_number(number[:at] + wrong + number[at + 1 :])


@given(RUNNING.filter(lambda n: n > 9), st.data())
def test_two_neighbours_swapped_are_noticed(running: int, data: st.DataObject):
    digits = str(running)
    at = data.draw(st.integers(0, len(digits) - 2))
    swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    check = order_number(running)[-2:]

    assert is_order_number(f"{swapped}-{check}") == (swapped == digits)


@pytest.mark.parametrize("text", ["", "1", "1-", "-95", "1-9", "1-095", "x-95", "٣-95", "1-95\n2"])
def test_what_is_no_number_is_refused(text: str):
    assert not is_order_number(text)
