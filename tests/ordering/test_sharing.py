"""Shares of a total and of a refund: the worked tables, and what holds for all of them."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.ordering.domain.sharing import Means, share_refund, share_total

PAGE = Path(__file__).resolve().parents[2] / "docs" / "algorithms" / "shares.md"
amounts = st.integers(min_value=0, max_value=10**9)
means = st.builds(Means, amounts, st.none() | amounts)


def _table(header: str) -> list[list[str]]:
    text = PAGE.read_text().partition(header)[2].partition("\n## ")[0]
    lines = [line for line in text.splitlines() if re.match(r"\| \d", line)]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def _means(text: str) -> list[Means]:
    found = re.findall(r"(\d+)(?: \((\d+)\))?", text)
    return [Means(int(has), int(most) if most else None) for has, most in found]


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", text)))


def test_the_table_of_who_pays_is_right():
    worked = _table("## Who pays how much")

    assert len(worked) == 6
    for total, has, pays, rest in worked:
        shares = share_total(int(total), _means(has))
        assert (shares, int(total) - sum(shares)) == (_numbers(pays), int(rest))


def test_the_table_of_who_gets_back_is_right():
    worked = _table("## Who gets how much back")

    assert len(worked) == 5
    for refund, left, back in worked:
        assert share_refund(int(refund), _numbers(left)) == _numbers(back)


@given(amounts, st.lists(means, max_size=6))
def test_no_more_than_the_total_is_paid_and_none_pays_more_than_it_has(total, all_means):
    shares = share_total(total, all_means)

    assert sum(shares) <= total
    for share, each in zip(shares, all_means, strict=True):
        most = each.available_minor if each.most_minor is None else each.most_minor
        assert 0 <= share <= min(each.available_minor, most)
    if sum(shares) < total:
        for share, each in zip(shares, all_means, strict=True):
            most = each.available_minor if each.most_minor is None else each.most_minor
            assert share == min(each.available_minor, most)


@given(st.lists(amounts, min_size=1, max_size=6), st.data())
def test_a_refund_adds_up_and_none_gets_more_than_is_left_of_it(left, data):
    refund = data.draw(st.integers(min_value=0, max_value=sum(left)))

    shares = share_refund(refund, left)

    assert sum(shares) == refund
    assert all(0 <= share <= each for share, each in zip(shares, left, strict=True))


def test_more_than_is_left_is_refused():
    with pytest.raises(ValueError, match="1 minor units more"):
        share_refund(11, [4, 6])
