"""The tax of credit notes: the worked table of the documentation, and what holds for any parts."""

import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.ordering.domain.papers.paper import PaperTax
from serai.ordering.domain.papers.tax_left import tax_left, tax_of_part

PAGE = Path(__file__).resolve().parents[2] / "docs" / "algorithms" / "paper-taxes.md"
RATES = (Decimal("0.19"), Decimal("0.07"))


def taxes(*pairs: tuple[int, int]) -> tuple[PaperTax, ...]:
    return tuple(
        PaperTax("VAT", "DE", rate, base, tax)
        for rate, (base, tax) in zip(RATES, pairs, strict=False)
        if base or tax
    )


def test_the_table_of_the_documentation_is_right():
    lines = [line for line in PAGE.read_text().splitlines() if re.match(r"\| \d", line)]
    worked = [
        [tuple(map(int, cell.split("+"))) for cell in line.strip("| ").split("|")] for line in lines
    ]

    for high, low, (worth,), (part,), back_high, back_low in worked:
        assert tax_of_part(taxes(high, low), worth, part) == taxes(back_high, back_low)
    for before, after in pairwise(worked):
        assert tax_left(taxes(*before[:2]), taxes(*before[4:])) == taxes(*after[:2])
    assert len(worked) == 3


@given(
    st.integers(0, 10_000),
    st.integers(0, 2_000),
    st.integers(0, 5_000),
    st.lists(st.integers(1, 4_000), max_size=8),
)
def test_all_parts_together_take_back_every_unit(base, tax, untaxed, parts):
    charged = taxes((base, tax))
    left, worth = charged, base + tax + untaxed
    back: list[PaperTax] = []
    for part in [*parts, worth]:
        taken = tax_of_part(left, worth, min(part, worth)) if worth else ()
        back += taken
        worth -= min(part, worth)
        left = tax_left(charged, back)

    assert left == ()


@pytest.mark.parametrize("part", [0, -1, 101])
def test_a_part_is_some_of_what_is_left(part):
    with pytest.raises(ValueError, match="some of what is left"):
        tax_of_part(taxes((84, 16)), 100, part)
