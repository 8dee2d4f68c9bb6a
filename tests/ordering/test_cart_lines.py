"""What can happen to the lines of a cart."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.ordering.domain.cart import CartLine
from serai.ordering.domain.cart_lines import LineNotFound, merged, with_added, with_quantity
from serai.ordering.domain.quantities import BadQuantity, TooManyLines


def a_line(sku: str = "MILK", quantity: int = 1, unit_minor: int = 199) -> CartLine:
    return CartLine(sku, UUID(int=abs(hash(sku)) % 2**64), f"Product {sku}", quantity, unit_minor)


def told(lines: tuple[CartLine, ...]) -> list[tuple[str, int]]:
    return [(line.sku, line.quantity) for line in lines]


def test_more_of_what_is_there_adds_up_in_its_place():
    lines = (a_line("MILK", 2), a_line("BREAD", 1))

    assert told(with_added(lines, a_line("MILK", 3))) == [("MILK", 5), ("BREAD", 1)]


def test_a_line_that_grows_takes_the_newer_price():
    [line] = with_added((a_line(unit_minor=199),), a_line(unit_minor=249))

    assert (line.quantity, line.unit_minor) == (2, 249)


@pytest.mark.parametrize("quantity", [0, -1, -(10**30), 1000, 10**30, True, 1.5, "2", None])
def test_a_quantity_that_makes_no_sense_is_refused(quantity: object):
    with pytest.raises(BadQuantity):
        with_added((), a_line(quantity=quantity))  # type: ignore[arg-type]


def test_a_line_holds_at_most_999():
    lines = with_added((), a_line(quantity=999))

    with pytest.raises(BadQuantity) as refusal:
        with_added(lines, a_line(quantity=1))

    assert refusal.value.facts == {"sku": "MILK", "quantity": 1000, "least": 1, "most": 999}


def test_a_cart_holds_at_most_200_articles():
    lines = tuple(a_line(f"SKU-{i}") for i in range(200))

    with pytest.raises(TooManyLines):
        with_added(lines, a_line("ONE-MORE"))

    assert len(with_added(lines, a_line("SKU-7"))) == 200


def test_a_quantity_is_changed_and_zero_removes_the_line():
    lines = (a_line("MILK", 2), a_line("BREAD", 1))

    assert told(with_quantity(lines, "MILK", 7)) == [("MILK", 7), ("BREAD", 1)]
    assert told(with_quantity(lines, "MILK", 0)) == [("BREAD", 1)]


def test_a_line_that_is_not_there_cannot_be_changed():
    with pytest.raises(LineNotFound):
        with_quantity((a_line("MILK"),), "BREAD", 2)


def test_two_carts_add_up_no_further_than_what_is_free():
    kept, joining = (a_line("MILK", 2),), (a_line("MILK", 5), a_line("BREAD", 3))
    free = {a_line("MILK").variant_id: 4, a_line("BREAD").variant_id: 100}

    assert told(merged(kept, joining, free)) == [("MILK", 4), ("BREAD", 3)]


def test_a_merge_never_shrinks_a_line_and_keeps_one_of_what_is_out_of_stock():
    kept, joining = (a_line("MILK", 5),), (a_line("MILK", 5), a_line("BREAD", 3))

    assert told(merged(kept, joining, {})) == [("MILK", 5), ("BREAD", 1)]


LINES = st.lists(
    st.tuples(st.sampled_from("ABCDEF"), st.integers(1, 999)), unique_by=lambda pair: pair[0]
).map(lambda pairs: tuple(a_line(sku, quantity) for sku, quantity in pairs))


@given(LINES, LINES, st.dictionaries(st.sampled_from("ABCDEF"), st.integers(0, 2000)))
def test_a_merge_has_one_line_an_article_and_quantities_that_may_be_held(kept, joining, stock):
    free = {a_line(sku).variant_id: units for sku, units in stock.items()}

    result = merged(kept, joining, free)

    assert {line.sku for line in result} == {line.sku for line in (*kept, *joining)}
    assert len({line.sku for line in result}) == len(result)
    assert all(1 <= line.quantity <= 999 for line in result)
    had = {line.sku: line.quantity for line in kept}
    assert all(line.quantity >= had.get(line.sku, 1) for line in result)
