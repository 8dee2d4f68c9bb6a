"""What Serai can do today, counted from `docs/mission.toml`."""

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec
import typer
from rich.console import Console
from rich.table import Table

MISSION_FILE = Path(__file__).resolve().parents[3] / "docs" / "mission.toml"


class State(StrEnum):
    """How much of a row the shop covers."""

    WORKS = "works"
    PARTIAL = "partial"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that Serai must do."""

    id: str
    kind: str
    title: str
    state: State
    code: tuple[str, ...]
    tests: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together, named by a letter."""

    letter: str
    title: str
    rows: tuple[Row, ...]

    def count(self, state: State) -> int:
        """Return how many rows of the group are in `state`."""
        return sum(row.state is state for row in self.rows)


def mission(path: Path = MISSION_FILE) -> list[Group]:
    """Return the groups of the mission with their rows, in the order of the file."""
    book = tomllib.loads(path.read_text(encoding="utf-8"))
    groups = book.pop("groups")
    rows = [_row(row_id, entry) for row_id, entry in book.items()]
    return [
        Group(
            letter=letter,
            title=group["title"],
            rows=tuple(row for row in rows if group["first"] <= row.id <= group["last"]),
        )
        for letter, group in groups.items()
    ]


def counts(groups: Iterable[Group]) -> dict[str, int]:
    """Return how many rows work, are partial, are missing, and how many there are."""
    found = Counter(row.state for group in groups for row in group.rows)
    return {**{state.value: found[state] for state in State}, "total": found.total()}


def as_record(groups: Iterable[Group]) -> dict[str, Any]:
    """Return the counts, whole and by group, and every row that is not missing: for programs."""
    groups = list(groups)
    return {
        **counts(groups),
        "groups": {group.letter: {"title": group.title, **counts([group])} for group in groups},
        "rows": [
            {"id": row.id, "state": row.state.value, "title": row.title, "note": row.note}
            for group in groups
            for row in group.rows
            if row.state is not State.MISSING
        ],
    }


def as_table(groups: Iterable[Group]) -> Table:
    """Return a table for people: one line a group and a total."""
    groups = list(groups)
    total = counts(groups)
    table = Table("", "what", *State, "of", show_footer=True)
    for column in table.columns[2:]:
        column.justify = "right"
    for column, footer in zip(table.columns[1:], ["all", *map(str, total.values())], strict=True):
        column.footer = footer
    for group in groups:
        table.add_row(group.letter, group.title, *(str(n) for n in counts([group]).values()))
    return table


def print_mission(*, as_json: bool) -> None:
    """Print the table, or one JSON object on one line."""
    groups = mission()
    if as_json:
        typer.echo(msgspec.json.encode(as_record(groups)))
    else:
        Console().print(as_table(groups))


def _row(row_id: str, entry: dict[str, Any]) -> Row:
    return Row(
        id=row_id,
        kind=entry["kind"],
        title=entry["title"],
        state=State(entry["state"]),
        code=tuple(entry.get("code", ())),
        tests=tuple(entry.get("tests", ())),
        note=entry.get("note", ""),
    )
