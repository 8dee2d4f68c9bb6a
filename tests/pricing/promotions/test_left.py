"""What is left to pay while promotions are at work."""

import pytest

from serai.pricing.domain.promotions.left import Left


@pytest.mark.parametrize("minor", [-1, 301])
def test_more_than_is_left_cannot_be_taken(minor):
    with pytest.raises(ValueError, match="off 300"):
        Left([300], [3], 0).take([(0, minor)])


def test_a_divided_line_costs_what_it_did():
    left = Left([1000], [3], 0)

    part = left.part(0, 2)

    assert (left.minor[part], left.minor[0], left.cost([0])) == (667, 333, 1000)
    assert (left.units[part], left.units[0]) == (2, 1)


def test_a_copy_is_changed_by_itself():
    left = Left([1000, 500], [4, 1], 99)
    other = left.copy()

    other.used[other.part(0, 2)] = True
    other.take([(0, 500), (1, 1)])

    assert (left.minor, left.of_line, left.unused([0])) == ([1000, 500], [[0], [1]], [0])
    assert (other.cost([0, 1]), other.unused([0])) == (999, [0])


def test_an_amount_is_shared_by_lines_first_and_then_by_their_parts():
    left = Left([100, 100], [2, 1], 0)
    part = left.part(0, 1)

    assert sorted(left.spread(1, [0, 1, part])) == [(0, 1), (1, 0), (part, 0)]
