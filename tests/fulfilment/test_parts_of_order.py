"""Which units of an order leave from where."""

from collections import Counter
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from serai.fulfilment.domain.parts_of_order import OrderedUnits, Spot, parts_of_order

TEA, CUP = UUID(int=1), UUID(int=2)
HERE, THERE = UUID(int=8), UUID(int=9)


def line(position: int, variant: UUID, units: int, *, digital: bool = False) -> OrderedUnits:
    return OrderedUnits(position, variant, "SKU", "Name", units, digital)


def test_lines_of_one_variant_share_what_is_reserved_one_after_the_other() -> None:
    lines = [line(1, TEA, 2), line(2, TEA, 1)]

    parts = parts_of_order(lines, [Spot(TEA, HERE, 1), Spot(TEA, THERE, 2)])

    assert [
        (p.location_id, [(each.position, units) for each, units in p.units]) for p in parts
    ] == [
        (THERE, [(1, 1), (2, 1)]),
        (HERE, [(1, 1)]),
    ]


def test_what_nobody_has_and_what_is_digital_are_parts_of_their_own_and_come_last() -> None:
    lines = [line(1, CUP, 9, digital=True), line(2, TEA, 5)]

    parts = parts_of_order(lines, [Spot(TEA, HERE, 1), Spot(CUP, HERE, 9)])

    assert [(p.location_id, p.digital, sum(units for _, units in p.units)) for p in parts] == [
        (HERE, False, 1),
        (None, False, 4),
        (None, True, 9),
    ]


@given(
    st.lists(st.tuples(st.sampled_from([TEA, CUP]), st.integers(1, 9), st.booleans()), max_size=6),
    st.lists(
        st.tuples(st.sampled_from([TEA, CUP]), st.sampled_from([HERE, THERE]), st.integers(1, 9)),
        max_size=6,
    ),
)
def test_all_parts_together_are_the_order_and_no_spot_gives_more_than_it_has(
    ordered: list[tuple[UUID, int, bool]], reserved: list[tuple[UUID, UUID, int]]
) -> None:
    lines = [
        line(position, variant, units, digital=digital)
        for position, (variant, units, digital) in enumerate(ordered, 1)
    ]

    parts = parts_of_order(lines, [Spot(*each) for each in reserved])

    units: Counter[int] = Counter()
    taken: Counter[tuple[UUID, UUID | None]] = Counter()
    for part in parts:
        for each, count in part.units:
            assert count > 0
            assert each.digital == part.digital
            units[each.position] += count
            taken[each.variant_id, part.location_id] += count
    assert units == {each.position: each.units for each in lines}
    has: Counter[tuple[UUID, UUID | None]] = Counter()
    for variant, location, count in reserved:
        has[variant, location] += count
    assert all(count <= has[spot] for spot, count in taken.items() if spot[1] is not None)
