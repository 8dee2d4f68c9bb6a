"""Parcels' numbers and bars: against published numbers, and read back by a reader of its own."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.fulfilment.domain.parcels.code128 import _WIDTHS, bars
from serai.fulfilment.domain.parcels.sscc import check_digit, is_sscc, sscc

PRINTABLE = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("digits", "check"),
    [
        ("10614141192837465", 7),  # the SSCC of GS1's General Specifications
        ("400638133393", 1),  # an EAN-13
        ("03600029145", 2),  # a UPC-A
        ("7351353", 7),  # a GTIN-8
    ],
)
def test_check_digits_are_those_of_published_numbers(digits, check):
    assert check_digit(digits) == check


@given(st.integers(0, 10**12))
def test_a_number_that_lost_a_digit_is_none(serial):
    number = sscc("9521234", serial)

    assert is_sscc(number)
    for place in range(18):
        other = str((int(number[place]) + 1) % 10)
        assert not is_sscc(number[:place] + other + number[place + 1 :])


@pytest.mark.parametrize("text", ["", "1" * 17, "1" * 19, "a" * 18, "٣" * 18])
def test_what_is_no_number_is_none(text):
    assert not is_sscc(text)


def test_every_sign_is_eleven_modules_with_an_even_number_of_black_ones():
    signs, stop = _WIDTHS[:-1], _WIDTHS[-1]

    assert (len(signs), len(set(signs))) == (106, 106)
    assert {sum(map(int, sign)) for sign in signs} == {11}
    assert {sum(map(int, sign[::2])) % 2 for sign in signs} == {0}
    assert sum(map(int, stop)) == 13


def test_the_check_sign_is_that_of_the_standards_example():
    """PJJ123C begins with start B here: (104 + 1·48 + 2·42 + 3·42 + 4·17 + 5·18 + 6·19 + 7·35) mod 103."""
    signs = signs_of(bars("PJJ123C"))

    assert signs[-2] == (104 + 48 + 84 + 126 + 68 + 90 + 114 + 245) % 103


@given(PRINTABLE)
def test_bars_read_back_as_the_text(text):
    assert read(signs_of(bars(text))) == text


def test_digits_go_two_to_a_sign():
    signs = signs_of(bars("00" + sscc("9521234", 7), gs1=True))

    assert (signs[:3], len(signs)) == ([105, 102, 0], 14)
    assert read(signs) == "00" + sscc("9521234", 7)


@pytest.mark.parametrize("text", ["", "ä", "\n", "\x7f"])
def test_other_signs_have_no_bars(text):
    with pytest.raises(ValueError, match="ASCII"):
        bars(text)


def test_the_table_of_the_guide_is_right():
    text = (Path(__file__).parents[3] / "docs/guides/parcels.md").read_text()
    table = re.findall(r"^\| (\d) (\d{7}) (\d{9}) \| (\d+) \| (\d) \|$", text, re.MULTILINE)

    assert len(table) == 2
    for *parts, total, check in table:
        digits = "".join(parts)[::-1]
        assert sum(int(digit) * (3, 1)[n % 2] for n, digit in enumerate(digits)) == int(total)
        assert check_digit(digits[::-1]) == int(check)


def signs_of(modules: str) -> list[int]:
    """Return the signs of bars, as a reader finds them; the stop is the last."""
    found = []
    while modules:
        length = 13 if len(modules) == 13 else 11
        sign, modules = modules[:length], modules[length:]
        widths, run = "", 1
        for before, after in pairwise(sign):
            if before == after:
                run += 1
            else:
                widths, run = widths + str(run), 1
        found.append(_WIDTHS.index(widths + str(run)))
    return found


def read(signs: list[int]) -> str:
    """Return the text of signs, whose check sign must be right."""
    start, *inner, check, stop = signs
    assert stop == 106
    assert check == (start + sum(n * sign for n, sign in enumerate(inner, 1))) % 103
    in_pairs, text = start == 105, ""
    for sign in inner:
        if sign == 102:
            continue
        if in_pairs and sign == 100:
            in_pairs = False
        elif not in_pairs and sign == 99:
            in_pairs = True
        else:
            text += f"{sign:02d}" if in_pairs else chr(sign + 32)
    return text
