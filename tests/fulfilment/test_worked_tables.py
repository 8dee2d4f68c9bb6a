"""The worked tables of the documentation are what the functions answer."""

from pathlib import Path

import numpy as np
import pytest

from serai.fulfilment.domain.group_kind import GroupKind
from serai.fulfilment.domain.group_state import GROUP_STATES, allowed_actions
from serai.fulfilment.domain.sourcing.costs import SourcingCosts
from serai.fulfilment.domain.sourcing.strategies import Strategy, planned

PAGES = Path(__file__).resolve().parents[2] / "docs" / "algorithms"


def tables(page: str) -> list[list[list[str]]]:
    """Return the tables of a page, without their heads: rows of cells."""
    found: list[list[list[str]]] = []
    inside = False
    for line in (PAGES / page).read_text().splitlines():
        if not line.startswith("|"):
            inside = False
            continue
        if not inside:
            found.append([])
            inside = True
        found[-1].append([cell.strip() for cell in line.strip("|").split("|")])
    return [table[2:] for table in found]


@pytest.mark.parametrize(("table", "split"), [(-2, 150), (-1, 50)])
def test_the_table_of_strategies_is_right(table: int, split: int) -> None:
    *_, places, first, second = tables("sourcing.md")
    numbers = np.array([[float(cell) for cell in row[1:]] for row in places])
    costs = SourcingCosts(
        parcel=np.full(3, 400.0),
        way=20 * numbers[:, 0] / 100,
        carbon=np.zeros(3),
        crowding=np.zeros(3),
        split=split,
        units=np.zeros((3, 2)),
        km=numbers[:, 0],
    )

    for strategy, sends, parcel, way, kept, cost in (first, second)[table]:
        plan = planned(
            Strategy(strategy),
            numbers[:, 2:].astype(np.int64),
            np.array([1, 1]),
            costs,
            ranks=numbers[:, 1],
        )
        names = [places[row][0] for row in np.flatnonzero(plan.units.any(axis=1))]
        assert (", ".join(names), plan.cost) == (sends, float(cost))
        assert [plan.parts[part] for part in ("parcel", "way", "split")] == [
            float(parcel),
            float(way),
            float(kept),
        ]


def test_the_table_of_states_is_the_code() -> None:
    [told] = tables("group-states.md")

    expected = [
        [
            f"`{state}`",
            f"`{action}`",
            f"`{after}`",
            ", ".join(kind for kind in GroupKind if action in allowed_actions(kind, state)),
        ]
        for (state, action), after in GROUP_STATES.transitions.items()
    ]

    assert sorted(told) == sorted(expected)
