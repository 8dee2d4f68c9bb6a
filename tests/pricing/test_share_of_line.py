"""What part of a sold line gives back: the parts are the whole, to the cent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.pricing.public import SumsOfLine, share_of_line

minor = st.integers(0, 10**9)


@st.composite
def sold_lines(draw) -> tuple[SumsOfLine, int, list[int]]:
    """Return a line's sums, how many were sold, and the sizes of the returns that bring all back."""
    parts = draw(st.lists(st.integers(0, 9), min_size=1, max_size=6))
    sold = sum(parts)
    if sold == 0:
        parts, sold = [1], 1
    items = draw(minor)
    discount = draw(st.integers(0, items))
    net = items - discount
    tax, included = draw(
        st.one_of(
            st.tuples(st.integers(0, net), st.just(0)),
            st.tuples(st.just(0), st.integers(0, net)),
            st.tuples(st.integers(-net, 0), st.just(0)),
        )
    )
    return SumsOfLine(items, discount, tax, net + tax, included), sold, parts


@given(sold_lines())
def test_whatever_the_parts_they_add_up_to_the_line(case):
    line, sold, parts = case
    shares, before = [], 0
    for quantity in parts:
        shares.append(share_of_line(line, sold=sold, quantity=quantity, given_back_before=before))
        before += quantity

    for column in SumsOfLine.__dataclass_fields__:
        assert sum(getattr(share, column) for share in shares) == getattr(line, column)
    for share in shares:
        assert share.items_minor - share.discount_minor + share.tax_minor == share.total_minor
        assert share.total_minor >= 0
        assert share.items_minor >= 0
        assert share.tax_included_minor >= 0
        assert (share.tax_minor >= 0) == (line.tax_minor >= 0) or share.tax_minor == 0


@given(sold_lines())
def test_one_by_one_or_all_at_once_is_the_same(case):
    line, sold, _ = case

    one_by_one = sum(
        share_of_line(line, sold=sold, quantity=1, given_back_before=n).total_minor
        for n in range(sold)
    )

    assert one_by_one == share_of_line(line, sold=sold, quantity=sold).total_minor


def test_a_discounted_and_taxed_line_gives_back_what_was_paid():
    """A refund of a discounted order is not too low, and leaves no balance of fractions of a cent."""
    line = SumsOfLine(items_minor=4797, discount_minor=480, tax_minor=697, total_minor=5014)

    shares = [share_of_line(line, sold=3, quantity=1, given_back_before=n) for n in range(3)]

    assert [share.total_minor for share in shares] == [1671, 1672, 1671]
    assert [share.discount_minor for share in shares] == [160, 160, 160]


@pytest.mark.parametrize(("quantity", "before"), [(2, 2), (-1, 1), (1, -1), (4, 0)])
def test_no_more_goes_back_than_was_sold(quantity, before):
    with pytest.raises(ValueError, match="cannot go back"):
        share_of_line(SumsOfLine(3, 0, 0, 3), sold=3, quantity=quantity, given_back_before=before)
