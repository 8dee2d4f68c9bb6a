"""The mission file says what is there, and what it says is true."""

import ast
from pathlib import Path

import pytest

from serai.config.mission import Row, State, as_record, as_table, counts, mission

ROOT = Path(__file__).resolve().parents[2]
ROWS = [row for group in mission() for row in group.rows]
CLAIMED = [
    pytest.param(row, id=row.id) for row in ROWS if row.state in {State.WORKS, State.PARTIAL}
]


def test_every_row_is_there_once_and_in_order():
    assert [row.id for row in ROWS] == [f"M{number:03}" for number in range(1, 363)]


def test_the_kinds_add_up():
    kinds = [row.kind for row in ROWS]

    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "capability": 268,
        "claim": 37,
        "challenge": 57,
    }


def test_the_counts_add_up():
    found = counts(mission())

    assert found["works"] + found["partial"] + found["missing"] == found["total"] == 362
    assert as_record(mission())["total"] == 362
    assert as_table(mission()).row_count == 21


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row.state is not State.MISSING], ids=lambda row: row.id
)
def test_a_row_names_code_that_exists(row: Row):
    assert row.code, f"{row.id} names no code"
    assert [path for path in row.code if not (ROOT / path).exists()] == []


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row.state is not State.MISSING], ids=lambda row: row.id
)
def test_a_row_names_tests_that_exist(row: Row):
    assert [test for test in row.tests if not _is_a_test(test)] == []


def test_what_works_is_tested():
    assert [row.id for row in ROWS if row.state is State.WORKS and not row.tests] == []


def test_what_is_partial_says_what_is_not_there():
    assert [row.id for row in ROWS if row.state is State.PARTIAL and not row.note] == []


def test_what_is_missing_claims_nothing():
    missing = [row for row in ROWS if row.state is State.MISSING]

    assert [row.id for row in missing if row.code or row.tests] == []


def _is_a_test(test_id: str) -> bool:
    """Whether `path::name` or a plain `path` names a test of this repository."""
    path, _, name = test_id.partition("::")
    file = ROOT / path
    if not file.exists():
        return False
    if not name:
        return True
    functions = (n for n in ast.walk(ast.parse(file.read_text())) if isinstance(n, ast.FunctionDef))
    return any(function.name == name.rpartition("::")[2] for function in functions)
