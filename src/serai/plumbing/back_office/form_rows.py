"""Rows of a form: a table of a few fields each, which may grow; it works without a script."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from serai.plumbing.back_office.worded import worded

SPARE = 3
"""How many empty rows are offered below those that say something."""


class RowForm(forms.Form):
    """
    One row. Its fields may all be left empty: then it says nothing.

    `says` are the fields of which at least one is filled in a row that says something, and `needs` those that are
    then needed.
    """

    says: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()

    def __init__(self, *args: Any, number: int, **more: Any) -> None:
        super().__init__(*args, **more)
        for field in self.fields.values():
            field.required = False
            field.widget.attrs["aria-label"] = worded(
                "{label}, row {number}", label=field.label, number=number
            )

    def clean(self) -> dict[str, Any]:
        """Check that a row that says something says all that is needed."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if self.is_said():
            for name in self.needs:
                if said.get(name) in (None, "") and name not in self.errors:
                    self.add_error(name, worded("This is needed."))
        return said

    def is_said(self) -> bool:
        """Return whether the row says anything."""
        return any(str(self.data.get(self.add_prefix(name), "")).strip() for name in self.says)


@dataclass(frozen=True, slots=True)
class RowsOf:
    """
    A table of rows on a form: its name there, one row, a title, and words about it.

    It stands after the field `after`; without one, below all fields.
    """

    name: str
    row: type[RowForm]
    title: str
    help_text: str = ""
    most: int = 20
    after: str = ""


class FormRows:
    """
    The rows of one table.

    What was typed comes as lists: every row sends each of its fields, so that values stand at their rows' places.
    """

    def __init__(
        self, of: RowsOf, typed: QueryDict | Mapping[str, Any] | None, initial: Sequence[Any]
    ) -> None:
        self.of, self.name, self.data = of, of.name, typed
        said = initial if typed is None else as_typed(of, typed)
        shown = min(len(said) + SPARE, of.most) if typed is None else len(said)
        self.rows = [
            self._row(number, said[number] if number < len(said) else {})
            for number in range(max(shown, 1))
        ]

    def _row(self, number: int, said: Mapping[str, Any]) -> RowForm:
        more: dict[str, Any] = {
            "prefix": self.name,
            "number": number + 1,
            "auto_id": f"id_{number}_%s",
        }
        if self.data is not None:
            return self.of.row({f"{self.name}-{key}": value for key, value in said.items()}, **more)
        return self.of.row(initial=said, **more)

    @property
    def columns(self) -> list[str]:
        """Return the labels of the fields."""
        return [str(field.label) for field in self.rows[0].fields.values()]

    def is_valid(self) -> bool:
        """Return whether every row that says something makes sense."""
        return all(row.is_valid() for row in self.rows if row.is_said())

    def __iter__(self) -> Iterator[RowForm]:
        return iter(self.rows)

    @property
    def said(self) -> list[dict[str, Any]]:
        """Return what the rows say; empty ones say nothing."""
        return [dict(row.cleaned_data) for row in self.rows if row.is_said() and row.is_valid()]

    def grown(self) -> "FormRows":
        """Return what was typed with more empty rows; nothing is checked."""
        typed = as_typed(self.of, self.data) if self.data is not None else []
        return FormRows(self.of, None, typed)

    @property
    def can_grow(self) -> bool:
        """Return whether more rows may be asked for."""
        return len(self.rows) < self.of.most


def as_typed(of: RowsOf, typed: QueryDict | Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the rows as they were typed, whatever they say; at most as many as there may be."""
    columns = {name: _listed(typed, f"{of.name}-{name}") for name in of.row.base_fields}
    count = min(max(map(len, columns.values()), default=0), of.most)
    return [
        {name: values[number] for name, values in columns.items() if number < len(values)}
        for number in range(count)
    ]


def _listed(typed: QueryDict | Mapping[str, Any], name: str) -> list[Any]:
    if isinstance(typed, QueryDict):
        return typed.getlist(name)
    value: Any = typed.get(name, [])
    return list(value) if isinstance(value, (list, tuple)) else [value]
