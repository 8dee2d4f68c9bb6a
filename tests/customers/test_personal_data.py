"""Every column that could say something about a person is declared, so that it is told and forgotten."""

from fnmatch import fnmatchcase

import pytest

from serai.config.personal_data import holders
from serai.plumbing.db import rows
from serai.plumbing.facts.tables import all_tables
from serai.plumbing.personal_data import is_suspicious

COLUMNS = (
    "SELECT table_name, column_name FROM information_schema.columns"
    " WHERE table_schema = 'public' ORDER BY 1, ordinal_position"
)
OF_NOBODY = {
    "creative_name": "an advertisement's",
    "ended_by": "paid, paid off, returned or waived",
    "event_name": "a kind of event",
    "item_list_name": "a list's",
    "promotion_name": "a promotion's",
    "reason": "a code, or why staff or a rule did it",
}
"""Columns of facts that sound like a person's and are not; by name."""


@pytest.fixture
def columns(db):
    return rows(COLUMNS)


def test_every_column_that_may_name_a_person_is_declared(columns):
    held = {each.table: each for holder in holders() for each in holder.tables}
    harmless = [pattern for holder in holders() for pattern in holder.harmless]
    nobody = [pattern for holder in holders() for pattern in holder.knows_nobody]
    undeclared = []
    for table, column in columns:
        declared = held.get(table)
        if declared is not None and declared.covers(column):
            continue
        knows_nobody = any(fnmatchcase(table, each) for each in nobody) and declared is None
        if not is_suspicious(column, knows_nobody=knows_nobody):
            continue
        if not any(fnmatchcase(f"{table}.{column}", each) for each in harmless):
            undeclared.append(f"{table}.{column}")

    assert not undeclared, ", ".join(undeclared)


def test_declarations_name_tables_and_columns_that_there_are(columns):
    there = set(columns)
    tables = {table for table, _ in there}
    wrong = []
    for holder in holders():
        for held in holder.tables:
            named = {*held.told, *held.harmless}
            named |= set(held.erased) if isinstance(held.erased, dict) else set()
            named |= set(held.kept.first) if held.kept else set()
            wrong += [f"{held.table}.{name}" for name in named if (held.table, name) not in there]
        for pattern in holder.harmless:
            table, _, column = pattern.partition(".")
            if "*" not in pattern and (table, column) not in there:
                wrong.append(pattern)
        wrong += [p for p in holder.knows_nobody if not any(fnmatchcase(t, p) for t in tables)]

    assert wrong == []


def test_every_column_of_facts_that_may_name_a_person_is_emptied_with_them():
    undeclared = sorted(
        f"{table.name}.{column.name}"
        for table in all_tables().values()
        for column in table.columns
        if is_suspicious(column.name) and not column.personal and column.name not in OF_NOBODY
    )

    assert not undeclared, ", ".join(undeclared)
