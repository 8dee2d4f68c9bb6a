"""The pages about conditions say what the functions answer."""

import doctest
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from conditions.registry import FIELDS, truth

from serai.kernel.conditions import Moment, predicate, read_tree
from serai.kernel.money import Money

DOCS = Path(__file__).resolve().parents[2] / "docs"
AT = Moment(datetime(2026, 11, 21, 12, tzinfo=UTC))
READ = {
    "weight": Decimal,
    "spent": lambda text: Money.parse(*text.split()),
    "seen": datetime.fromisoformat,
    "born": date.fromisoformat,
}


def test_the_worked_table_is_right():
    lines = (DOCS / "algorithms" / "conditions.md").read_text().splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    table = [row for row in cells if len(row) == 6 and row[0] in FIELDS]

    assert len(table) == 33
    for field, operator, value, actual, answer, turned in table:
        rule = {"field": field, "operator": operator, "value": json.loads(value or "null")}
        row = dict.fromkeys(FIELDS) | {field: _value(field, actual)}
        for sent, expected in (
            ({"combinator": "and", "rules": [rule]}, answer),
            ({"combinator": "and", "not": True, "rules": [rule]}, turned),
        ):
            asked = predicate(read_tree(sent, FIELDS), FIELDS, AT)(row), truth(sent, row, AT)
            assert asked == (expected == "yes",) * 2, (field, operator, value, actual)


def test_the_examples_of_the_idea_run():
    page = DOCS / "ideas" / "conditions.md"

    failed, tried = doctest.testfile(
        str(page), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE
    )

    assert tried > 10
    assert failed == 0


def _value(field: str, text: str) -> Any:
    if text == "missing":
        return None
    value = json.loads(text)
    return READ[field](value) if field in READ else value
