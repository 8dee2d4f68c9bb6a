"""Statements as PostgreSQL numbers their parameters."""

import pytest

from serai.plumbing.db import rows
from serai.plumbing.db.numbered import in_numbers


@pytest.mark.parametrize(
    ("written", "params", "numbered", "ordered"),
    [
        ("SELECT 1", [], "SELECT 1", []),
        ("SELECT 1", {}, "SELECT 1", []),
        ("SELECT %s, %s", [5, 6], "SELECT $1, $2", [5, 6]),
        ("SELECT %(b)s, %(a)s, %(b)s", {"a": 1, "b": 2}, "SELECT $1, $2, $1", [2, 1]),
        ("SELECT '%%' || %s", ["x"], "SELECT '%' || $1", ["x"]),
    ],
)
def test_parameters_are_numbered_as_they_come(
    written: str, params: object, numbered: str, ordered: list[object]
):
    found = in_numbers(written)

    assert found.text == numbered
    assert list(found.ordered(params)) == ordered


@pytest.mark.parametrize("written", ["SELECT 5 % 2", "SELECT '100%'", "SELECT %s, %(a)s"])
def test_what_cannot_be_meant_is_refused(written: str):
    with pytest.raises(ValueError, match=r"per cent|not both"):
        in_numbers(written)


@pytest.mark.django_db
def test_a_statement_of_any_length_means_the_same():
    long = "/* " + "x" * 6000 + " */ "

    assert rows(f"{long}SELECT %(a)s::int + %(b)s::int, %(a)s::int", {"b": 2, "a": 40}) == [
        (42, 40)
    ]
    assert rows("SELECT 7 % 4") == rows("SELECT 7 %% 4", []) == [(3,)]
