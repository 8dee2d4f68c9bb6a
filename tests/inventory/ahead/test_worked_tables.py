"""The worked tables of the documentation are what the functions answer."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

from serai.inventory.domain.ahead.arrival import Incoming, Window, arrival
from serai.inventory.domain.ahead.demand import Demand
from serai.inventory.domain.ahead.room import room
from serai.inventory.domain.ahead.terms import AheadKind, AheadTerms
from serai.inventory.queries.ahead.split import split_ahead

PAGE = Path(__file__).resolve().parents[3] / "docs" / "algorithms" / "back-orders.md"
TODAY = date(2026, 11, 22)
DELIVERIES = [
    Incoming(10, Window(date(2026, 12, 9), date(2026, 12, 12))),
    Incoming(10, Window(date(2026, 12, 3), date(2026, 12, 5))),
]
LEAD = Window(date(2026, 12, 28), date(2026, 12, 31))


def tables() -> list[list[list[str]]]:
    """Return the tables of the page, without their heads: rows of cells."""
    found: list[list[list[str]]] = []
    inside = False
    for line in PAGE.read_text().splitlines():
        if line.startswith("|"):
            if not inside:
                found.append([])
            found[-1].append([cell.strip() for cell in line.strip("|").split("|")])
        inside = line.startswith("|")
    return [table[2:] for table in found]


def test_the_table_of_limits_is_right() -> None:
    limits, _, _ = tables()

    for here, everywhere, expected, most, only, told in limits:
        found = room(
            waiting_in_channel=int(here),
            waiting=int(everywhere),
            expected=int(expected),
            most_units=None if most == "–" else int(most),
            only_expected=only == "yes",
        )
        assert found == int(told)


def test_the_table_of_days_is_right() -> None:
    _, days, _ = tables()

    for before, units, released, first, last in days:
        found = arrival(
            int(before),
            int(units),
            DELIVERIES,
            lead=LEAD,
            release_on=None if released == "–" else date.fromisoformat(released),
            today=TODAY,
        )
        assert found == Window(date.fromisoformat(first), date.fromisoformat(last))


def test_the_table_of_stores_is_right() -> None:
    *_, stores = tables()
    variant_id, now = uuid4(), datetime(2026, 11, 22, 9, tzinfo=UTC)
    are_sent = 5

    for _, sends, free, comes, wait_there, asked, waits, by in stores:
        incoming = []
        for units, day in re.findall(r"(\d+) by (\d+) December", comes):
            there = date(2026, 12, int(day))
            incoming.append(Incoming(int(units), Window(there, there)))
        waiting = int(wait_there) + (are_sent if sends == "yes" else 0)
        queue = Demand(int(free), waiting, waiting, tuple(incoming))
        split = split_ahead(
            {variant_id: int(asked)},
            {variant_id: AheadTerms(AheadKind.BACK_ORDER)},
            {variant_id: queue},
            now=now,
        )
        if waits == "refused":
            assert split.short
            continue
        assert not split.short
        assert [each.units for each in split.ahead] == ([int(waits)] if int(waits) else [])
        days = [each.window.last_on for each in split.ahead if each.window]
        assert days == ([] if by == "–" else [date.fromisoformat(by)])
