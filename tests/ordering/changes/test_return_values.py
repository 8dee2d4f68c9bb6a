"""The worked tables of the documentation are what the functions answer."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from serai.ordering.domain.changes.reductions import NotCheaper, fee_on, price_matched
from serai.ordering.domain.changes.standing_lines import (
    NOTHING,
    StandingLine,
    TooFewUnits,
    negated,
    row_off,
    summed,
)
from serai.ordering.domain.changes.where_it_goes import Means, taken_off
from serai.pricing.public import SumsOfLine

PAGE = Path(__file__).resolve().parents[3] / "docs" / "algorithms" / "return-values.md"


def _table(heading: str) -> list[list[str]]:
    part = PAGE.read_text().split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [line for line in part.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[1:]]


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(", ")]


def _line(text: str, units: int) -> StandingLine:
    items, discount, tax = _numbers(text)
    sums = SumsOfLine(items, discount, tax, items - discount + tax)
    return StandingLine(1, None, "TEA", "Tea", Decimal(1), Decimal(0), units, sums, sums, units)


def _leave(line: StandingLine, parts: list[int]) -> Iterator[int]:
    for units in parts:
        row = row_off(line, units)
        line = line.after(row)
        yield -row.sums.total_minor
    assert line.quantity or line.sums == NOTHING


def test_the_table_of_units_is_right():
    worked = _table("Units of a line")

    assert len(worked) == 5
    for line, units, parts, back in worked:
        assert list(_leave(_line(line, int(units)), _numbers(parts))) == _numbers(back)


def test_the_table_of_price_matches_is_right():
    worked = _table("After a price match")

    assert len(worked) == 4
    for text, units, price, difference, back in worked:
        line = _line(text, int(units))
        row = price_matched(line, int(price), "EUR")
        assert row.sums.total_minor == int(difference)
        assert list(_leave(line.after(row), [1] * int(units))) == _numbers(back)


@pytest.mark.parametrize("price", [1000, 1001, -1])
def test_a_price_match_is_below_what_the_units_cost(price: int):
    with pytest.raises(NotCheaper):
        price_matched(_line("2000, 0, 0", 2), price, "EUR")


def test_the_table_of_fees_is_right():
    worked = _table("The fee")

    assert len(worked) == 4
    for value, tax, fee, kept, tax_kept, back in worked:
        line = _line(f"{int(value) - int(tax)}, 0, {tax}", 1)
        points = int(Decimal(fee.removesuffix(" %")) * 100)
        row = fee_on(line, line.share(1), points)
        sums = row.sums if row else NOTHING
        assert [sums.total_minor, sums.tax_minor] == [int(kept), int(tax_kept)]
        assert int(value) - sums.total_minor == int(back)


def test_the_table_of_money_is_right():
    worked = _table("Where the money goes")

    assert len(worked) == 5
    for amount, paid, forgone, refunds, already in worked:
        means = [Means(*_numbers(each)) for each in paid.split("; ")]
        found = taken_off(int(amount), means)
        assert list(found.forgone) == _numbers(forgone)
        assert list(found.refunds) == _numbers(refunds)
        assert found.already_back == int(already)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    items=st.integers(0, 10**7),
    discount=st.integers(0, 10**7),
    tax=st.integers(0, 10**6),
    parts=st.lists(st.integers(1, 40), min_size=1, max_size=8),
)
def test_whatever_leaves_in_whatever_parts_gives_the_line_back(items, discount, tax, parts):
    line = _line(f"{items}, {min(items, discount)}, {tax}", sum(parts))
    rows = []

    for units in parts:
        rows.append(row_off(line, units))
        line = line.after(rows[-1])
        assert line.sums.total_minor >= 0

    assert line.sums == NOTHING
    assert summed([negated(row.sums) for row in rows]).total_minor == (
        items - min(items, discount) + tax
    )


def test_more_units_than_a_line_has_do_not_leave():
    with pytest.raises(TooFewUnits):
        row_off(_line("300, 0, 0", 3), 4)
