"""GTINs and their check digit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.catalog.domain.bad_value import BadValue
from serai.catalog.domain.gtin import check_digit, parse_gtin

DIGITS = st.sampled_from([7, 11, 12, 13]).flatmap(
    lambda length: st.text("0123456789", min_size=length, max_size=length)
).filter(lambda digits: digits.strip("0"))  # fmt: skip


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("96385074", "00000096385074"),
        ("036000291452", "00036000291452"),
        ("4006381333931", "04006381333931"),
        ("00012345600012", "00012345600012"),
        ("4 006381-333931", "04006381333931"),
    ],
)
def test_known_gtins_are_read(written, normal):
    assert parse_gtin(written) == normal


@given(DIGITS)
def test_every_number_with_its_check_digit_is_a_gtin(digits):
    gtin = digits + str(check_digit(digits))

    assert parse_gtin(gtin) == gtin.zfill(14)


@given(DIGITS, st.data())
def test_one_wrong_digit_is_always_noticed(digits, data):
    gtin = digits + str(check_digit(digits))
    place = data.draw(st.integers(0, len(gtin) - 1))
    wrong = data.draw(st.sampled_from("0123456789").filter(lambda digit: digit != gtin[place]))

    with pytest.raises(BadValue):
        parse_gtin(gtin[:place] + wrong + gtin[place + 1 :])


@given(DIGITS)
def test_zeros_in_front_change_nothing(digits):
    gtin = digits + str(check_digit(digits))

    assert parse_gtin(gtin) == parse_gtin(gtin.zfill(14))


@pytest.mark.parametrize("text", ["", "123", "400638133393A", "٤٠٠٦٣٨١٣٣٣٩٣١", "0" * 13, "4" * 15])
def test_what_is_no_number_of_a_gtins_length_is_refused(text):
    with pytest.raises(BadValue):
        parse_gtin(text)
