"""What a tree says, in a sentence, and why something does or does not match."""

from datetime import UTC, datetime
from typing import Any

import pytest
from conditions.registry import FIELDS, MOMENTS, ROWS, TREES, truth
from hypothesis import given

from serai.kernel.conditions import Moment, predicate, read_tree, sentence, why, why_in_words
from serai.kernel.money import Money

AT = Moment(datetime(2026, 11, 21, 12, tzinfo=UTC))


def rule(field: str, operator: str, value: Any = None) -> dict[str, Any]:
    return {"field": field, "operator": operator, "value": value}


def said(*rules: dict[str, Any], **group: Any) -> str:
    return sentence(read_tree({**group, "rules": list(rules)}, FIELDS), FIELDS)


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (rule("name", "=", "Ann"), "Name is “Ann”"),
        (rule("name", "in", ["Ann", "Bob"]), "Name is one of “Ann”, “Bob”"),
        (rule("weight", ">=", "1.50"), "Weight is at least 1.5 kg"),
        (rule("pieces", "between", [1000, 2000]), "Pieces is from 1,000 to 2,000"),
        (rule("spent", "<", "12"), "Spent is less than 12.00 EUR"),
        (rule("born", "<", "2026-11-21"), "Born is before 21 November 2026"),
        (
            rule("seen", ">=", "2026-11-21T15:00:00Z"),
            "Seen is not before 21 November 2026, 15:00 UTC",
        ),
        (rule("seen", "withinLast", 1), "Seen is within the last 1 day"),
        (rule("seen", "longerAgo", 30), "Seen is longer ago than 30 days"),
        (rule("active", "=", False), "Active is no"),
        (rule("colour", "!=", "red"), "Colour is not Red"),
        (rule("tags", "containsNone", ["x"]), "Tags has none of “x”"),
        (rule("born", "null"), "Born is missing"),
    ],
)
def test_a_rule_in_words(one, words):
    assert said(one) == words


def test_a_tree_in_words():
    inner = {"combinator": "or", "rules": [rule("colour", "=", "red"), rule("active", "=", True)]}
    never = {"not": True, "rules": [rule("name", "null")]}

    assert said(rule("pieces", ">", 3), inner, never) == (
        "Pieces is more than 3 and (Colour is Red or Active is yes) and not (Name is missing)"
    )
    assert said() == "everything"
    assert said(**{"not": True}) == "nothing"


def explained(sent: dict[str, Any], **context: Any) -> tuple[list[tuple[str, bool]], str]:
    found = why(read_tree(sent, FIELDS), context, FIELDS, AT)
    return [(reason.path, reason.holds) for reason in found.reasons], why_in_words(found, FIELDS)


def test_the_first_rule_that_fails_is_named_with_its_value():
    sent = {
        "rules": [rule("active", "=", True), rule("spent", ">=", "100"), rule("pieces", "<", 5)]
    }

    assert explained(sent, active=True, spent=Money(4050, "EUR"), pieces=9) == (
        [("/rules/1", False)],
        "It does not match: Spent is at least 100.00 EUR – but it is 40.50 EUR.",
    )
    assert explained(sent, active=True) == (
        [("/rules/1", False)],
        "It does not match: Spent is at least 100.00 EUR – but it is not known.",
    )


def test_of_alternatives_every_one_that_fails_is_a_reason():
    sent = {
        "combinator": "or",
        "rules": [rule("pieces", "=", 1), rule("tags", "containsAny", ["a"])],
    }

    assert explained(sent, pieces=2, tags=["c", "b"]) == (
        [("/rules/0", False), ("/rules/1", False)],
        "It does not match: Pieces is 1 – but it is 2.",
    )
    assert explained(sent, pieces=2, tags=["a"])[0] == [("/rules/1", True)]


def test_what_is_excluded_is_told_by_the_rule_that_holds():
    sent = {"not": True, "rules": [rule("colour", "=", "red")]}

    assert explained(sent, colour="red")[1] == "It does not match, because Colour is Red."
    assert explained(sent)[1] == "It matches: not (Colour is Red)."


@given(sent=TREES, rows=ROWS, at=MOMENTS)
def test_the_explanation_agrees_with_the_answer(sent, rows, at):
    tree = read_tree(sent, FIELDS)
    for row in rows:
        found = why(tree, row, FIELDS, at)

        assert found.matched == predicate(tree, FIELDS, at)(row) == truth(sent, row, at)
        assert bool(found.reasons) == bool(tree.rules)
        assert why_in_words(found, FIELDS)
