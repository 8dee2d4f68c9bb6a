"""Sentences that stand in the code of pages as plain English and are said in the reader's language at the edge."""

import ast
from collections.abc import Iterator
from pathlib import Path

_PLACES = {
    "act": (4,),
    "act_on_each": (4,),
    "chip": (0,),
    "question": (0, 1),
    "RowsOf": (2, 3),
    "Figure": (0, 3),
    "Metric": (1,),
    "Told": (1,),
    "with_look": (1,),
}
"""Functions that word what they are given, and where in the call it stands."""
_NAMED = {
    "question": ("submit",),
    "RowsOf": ("help_text",),
    "Slot": ("name", "candidates", "subjects"),
    "Card": ("protocol",),
    "Figure": ("name", "baseline_is"),
    "answer_form": ("title", "intro", "submit"),
    "form_page": ("title", "intro", "submit"),
}
"""The same for arguments with a name."""


def sentences_in(code: Path) -> Iterator[str]:
    """Return the sentences of one file."""
    for call in ast.walk(ast.parse(code.read_text())):
        if isinstance(call, ast.Call):
            name = getattr(call.func, "id", "")
            for place in _PLACES.get(name, ()):
                yield from _texts(call.args[place : place + 1])
            wanted = _NAMED.get(name, ())
            yield from _texts(each.value for each in call.keywords if each.arg in wanted)


def _texts(values: Iterator[ast.expr] | list[ast.expr]) -> Iterator[str]:
    """Return the texts among some arguments, on both sides of a condition."""
    for value in values:
        if isinstance(value, ast.IfExp):
            yield from _texts([value.body, value.orelse])
        elif isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value:
            yield value.value.replace("_", " ") if " " not in value.value else value.value
