"""What broke elsewhere is shown not to break here: what the page names exists."""

import ast
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GROUPS = tomllib.loads((ROOT / "docs" / "failures.toml").read_text(encoding="utf-8"))["group"]
FAILURES = [failure for group in GROUPS for failure in group["failure"]]


@cache
def names_in(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("failure", FAILURES, ids=lambda failure: failure["reported"][0])
def test_what_shows_it_is_there(failure: dict):
    named = [test.split("::") for test in failure["tests"]]

    assert [
        (path, name)
        for path, name in named
        if not name.startswith("test_") or name not in names_in(ROOT / path)
    ] == []


@pytest.mark.parametrize("failure", FAILURES, ids=lambda failure: failure["reported"][0])
def test_where_nothing_shows_it_the_reason_is_told(failure: dict):
    assert failure["tests"] or failure["note"]
    assert failure.keys() <= {"what", "reported", "rule", "tests", "note"}


def test_no_failure_is_told_twice():
    told = [failure["what"] for failure in FAILURES]

    assert len(set(told)) == len(told)
