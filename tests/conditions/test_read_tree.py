"""What a stranger sends is understood or refused, with the place of every fault."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from conditions.registry import FIELDS, TREES
from hypothesis import given
from hypothesis import strategies as st

from serai.kernel.conditions import (
    EVERYTHING,
    BadConditions,
    Combinator,
    Field,
    Fields,
    FieldType,
    Group,
    Operator,
    Rule,
    as_json,
    read_tree,
    read_tree_text,
    tree_hash,
)
from serai.kernel.money import Money


def rule(field: str, operator: str, value: Any = None) -> dict[str, Any]:
    return {"field": field, "operator": operator, "value": value}


def faults(sent: Any) -> list[tuple[str, str]]:
    with pytest.raises(BadConditions) as refusal:
        read_tree(sent, FIELDS)
    return [(fault.path, fault.code) for fault in refusal.value.errors]


def fault_of(value_rule: dict[str, Any]) -> tuple[str, str]:
    [fault] = faults({"rules": [value_rule]})
    return fault


def value_of(field: str, operator: str, value: Any) -> Any:
    [read] = read_tree({"rules": [rule(field, operator, value)]}, FIELDS).rules
    assert isinstance(read, Rule)
    return read.value


def test_a_tree_is_read_as_widgets_write_it():
    sent = {
        "id": "root",
        "combinator": "or",
        "not": True,
        "rules": [
            {"id": "1", **rule("pieces", ">=", "3"), "valueSource": "value"},
            {"id": "2", "combinator": "and", "rules": [rule("active", "=", True)]},
        ],
    }

    assert read_tree(sent, FIELDS) == Group(
        Combinator.OR,
        (
            Rule("pieces", Operator.AT_LEAST, 3),
            Group(Combinator.AND, (Rule("active", Operator.EQUAL, True),)),
        ),
        negated=True,
    )


@pytest.mark.parametrize(
    ("field", "operator", "sent", "value"),
    [
        ("weight", "=", "1.50", Decimal("1.500")),
        ("weight", "=", 0.1, Decimal("0.1")),
        ("pieces", "in", [3, "3", 4], (3, 4)),
        ("spent", "<", "12.5", Money(1250, "EUR")),
        ("spent", "<", {"amount": "12.50", "currency": "EUR"}, Money(1250, "EUR")),
        ("born", "between", ["2020-02-29", "2020-03-01"], (date(2020, 2, 29), date(2020, 3, 1))),
        ("seen", ">", "2026-11-21T15:00:00+02:00", datetime(2026, 11, 21, 13, tzinfo=UTC)),
        ("seen", ">", "2026-11-21", date(2026, 11, 21)),
        ("seen", "withinLast", "30", 30),
        ("name", "null", "", None),
    ],
)
def test_values_are_brought_to_the_type_of_their_field(field, operator, sent, value):
    assert value_of(field, operator, sent) == value
    assert type(value_of(field, operator, sent)) is type(value)


def test_a_fault_deep_in_the_tree_is_found_by_its_path():
    sent = {
        "combinator": "and",
        "rules": [
            rule("active", "=", True),
            {"combinator": "or", "rules": [rule("pieces", "<", "many"), rule("name", "=", "x")]},
        ],
    }

    assert faults(sent) == [("/rules/1/rules/0/value", "number")]


def test_every_fault_is_told_at_once():
    sent = {"rules": [rule("nobody", "="), rule("name", "<", "x"), rule("born", "=", "soon")]}

    assert faults(sent) == [
        ("/rules/0/field", "unknown_field"),
        ("/rules/1/operator", "operator"),
        ("/rules/2/value", "day"),
    ]


@pytest.mark.parametrize(
    ("sent", "path", "code"),
    [
        (None, "", "not_a_tree"),
        ([], "", "not_a_tree"),
        ({}, "", "not_a_tree"),
        ({"rules": {}}, "/rules", "not_a_list"),
        ({"rules": [7]}, "/rules/0", "not_a_tree"),
        ({"rules": [{"rules": []}]}, "/rules/0/rules", "empty_group"),
        ({"combinator": "xor", "rules": []}, "/combinator", "combinator"),
        ({"combinator": ["and"], "rules": []}, "/combinator", "combinator"),
        ({"not": 1, "rules": []}, "/not", "not_a_boolean"),
        ({"a/b~c": 1, "rules": []}, "/a~1b~0c", "unknown_key"),
        (
            {"rules": [{**rule("name", "null"), "valueSource": "field"}]},
            "/rules/0/valueSource",
            "no_value",
        ),
        ({"rules": [{"field": ["name"], "operator": "="}]}, "/rules/0/field", "unknown_field"),
        ({"rules": [{"field": "name", "operator": {}}]}, "/rules/0/operator", "operator"),
    ],
)
def test_a_shape_that_is_none_is_refused(sent, path, code):
    assert faults(sent) == [(path, code)]


@pytest.mark.parametrize(
    ("sent", "place", "code"),
    [
        (rule("name", "=", ""), "", "text"),
        (rule("name", "=", "x" * 501), "", "text"),
        (rule("name", "=", "a\x00b"), "", "text"),
        (rule("name", "=", "\ud800"), "", "text"),
        (rule("name", "null", "x"), "", "no_value"),
        (rule("name", "in", "a,b"), "", "not_a_list"),
        (rule("name", "in", []), "", "some"),
        (rule("name", "in", ["a", 5]), "/1", "text"),
        (rule("name", "in", ["a"] * 1001), "", "too_many_values"),
        (rule("pieces", "=", True), "", "number"),
        (rule("pieces", "=", float("nan")), "", "number"),
        (rule("pieces", "=", Decimal("Infinity")), "", "number"),
        (rule("pieces", "=", 1.5), "", "whole_number"),
        (rule("pieces", "=", Decimal("1e-999999")), "", "whole_number"),
        (rule("pieces", "=", 10**16), "", "too_large"),
        (rule("pieces", "=", Decimal("1e999999")), "", "too_large"),
        (rule("weight", "=", "0.0001"), "", "places"),
        (rule("weight", "=", "1e3"), "", "number"),
        (rule("pieces", "between", [1]), "", "pair"),
        (rule("pieces", "between", [2, 1]), "", "backwards"),
        (rule("pieces", "between", [1, "x"]), "/1", "number"),
        (rule("spent", "=", "1.005"), "", "places"),
        (rule("spent", "=", {"amount": "1", "currency": "USD"}), "", "currency"),
        (rule("born", "=", "2027-02-29"), "", "day"),
        (rule("born", "=", "0001-01-01"), "", "year"),
        (rule("seen", "=", "2026-11-21T15:00:00"), "", "instant"),
        (rule("seen", "=", "soon after noon"), "", "instant"),
        (rule("seen", "=", "x" * 41), "", "instant"),
        (rule("seen", "=", "9999-12-31T23:59:59-23:59"), "", "year"),
        (rule("seen", "withinLast", -1), "", "days"),
        (rule("seen", "withinLast", 1.5), "", "days"),
        (rule("seen", "withinLast", 36_501), "", "days"),
        (rule("active", "=", "yes"), "", "not_a_boolean"),
        (rule("colour", "=", "mauve"), "", "choice"),
        (rule("inks", "containsAny", ["red", []]), "/1", "choice"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(sent, place, code):
    assert fault_of(sent) == (f"/rules/0/value{place}", code)


def test_a_tree_may_be_eight_groups_deep_and_no_deeper():
    def nested(depth: int) -> dict[str, Any]:
        inner = nested(depth - 1) if depth > 1 else rule("active", "=", True)
        return {"combinator": "and", "rules": [inner]}

    read_tree(nested(8), FIELDS)
    assert faults(nested(9)) == [("/rules/0" * 8, "too_deep")]
    assert faults(nested(900)) == [("/rules/0" * 8, "too_deep")]


def test_a_tree_may_have_two_hundred_rules_and_no_more():
    read_tree({"rules": [rule("active", "=", True)] * 200}, FIELDS)

    assert faults({"rules": [rule("active", "=", True)] * 100_000}) == [
        ("/rules/200", "too_many_rules")
    ]


def test_a_tree_may_name_five_thousand_values_and_no_more():
    names = rule("name", "in", [str(n) for n in range(1000)])

    assert faults({"rules": [names] * 6}) == [("/rules/5/value", "too_many_values")]


def test_many_faults_are_cut_off():
    thrice_wrong = {**rule("nobody", "="), "x": 1, "valueSource": "field"}
    assert len(faults({"rules": [thrice_wrong] * 150})) == 20
    assert len(faults({"rules": [rule("nobody", "=")] * 150})) == 20


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not_json"),
        ("{", "not_json"),
        ('{"rules": [NaN]}', "not_json"),
        ("[" * 100_000, "not_json"),
        ("9" * 100_000, "not_json"),
        (" " * 200_001, "too_many_values"),
        (b"\xff", "not_json"),
    ],
)
def test_text_that_is_no_tree_is_refused(text, code):
    with pytest.raises(BadConditions) as refusal:
        read_tree_text(text, FIELDS)

    assert [(fault.path, fault.code) for fault in refusal.value.errors] == [("", code)]


def test_numbers_in_text_are_read_as_they_are_written():
    read = read_tree_text('{"rules": [{"field": "weight", "operator": "=", "value": 0.1}]}', FIELDS)

    assert read.rules == (Rule("weight", Operator.EQUAL, Decimal("0.1")),)


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["combinator", "not", "rules", "field", "operator", "value", "id", "x"]
            ),
            inner | st.sampled_from([*FIELDS, *Operator]),
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(sent=JUNK)
def test_whatever_is_sent_is_read_or_refused_with_places(sent):
    try:
        tree = read_tree(sent, FIELDS)
    except BadConditions:
        assert 1 <= len(found := faults(sent)) <= 20
        assert all(path == "" or path.startswith("/") for path, _ in found)
    else:
        assert read_tree(as_json(tree), FIELDS) == tree


def test_no_rules_are_everything_whatever_joins_them():
    assert read_tree({"combinator": "or", "rules": []}, FIELDS) == EVERYTHING
    assert read_tree({"not": True, "rules": []}, FIELDS) == Group(negated=True)


def test_a_hash_names_what_a_tree_says_not_how_it_was_written():
    written = {"rules": [rule("weight", "=", 1.5), rule("colour", "in", ["red", "blue"])]}
    otherwise = {
        "id": "x",
        "not": False,
        "combinator": "and",
        "rules": [rule("weight", "=", "1.50"), rule("colour", "in", ["blue", "red"])],
    }

    known = tree_hash(read_tree(written, FIELDS))
    assert tree_hash(read_tree(otherwise, FIELDS)) == known
    assert known == "620daec10a2e46dfdbcdd520b7b8c0548a6b8856a7fae52a0c27625ae32ccacb"


@given(one=TREES, other=TREES)
def test_two_trees_have_one_hash_only_if_they_say_the_same(one, other):
    first, second = read_tree(one, FIELDS), read_tree(other, FIELDS)
    if tree_hash(first) == tree_hash(second):
        assert first.combinator == second.combinator
        assert [part for part in first.rules if isinstance(part, Group)] == [
            part for part in second.rules if isinstance(part, Group)
        ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": FieldType.MONEY},
        {"type": FieldType.NUMBER, "currency": "EUR"},
        {"type": FieldType.CHOICE},
        {"type": FieldType.LIST, "of": FieldType.DATE},
    ],
)
def test_a_field_that_makes_no_sense_is_a_bug(wrong: dict[str, Any]):
    with pytest.raises(ValueError, match="odd: "):
        Field("odd", label="Odd", **wrong)


def test_two_fields_of_one_name_are_a_bug():
    field = Field("name", FieldType.TEXT, "Name")

    with pytest.raises(ValueError, match="Two fields are named name"):
        Fields("twins", [field, field])
    assert len(Fields("one", [field])) == 1
