"""Define what products can be described by."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from serai.catalog.domain.attributes import AttributeKind
from serai.catalog.domain.row_error import ImportReport, RowError, RowErrors
from serai.catalog.domain.small_rows import ATTRIBUTE, read_small_row
from serai.catalog.queries.attributes import AttributeView, attributes
from serai.kernel.ids import uuid7
from serai.plumbing.db import execute, rows, unit_of_work

Row = dict[str, Any]


def define_attributes(definitions: Iterable[Mapping[str, Any]]) -> ImportReport:
    """
    Create and change definitions, all or nothing.

    A row has `code`, `kind` (text, number, boolean, choice, date), `label`, and `labels` by locale,
    `unit` (numbers), `choices` (choices) and `filterable` as far as they apply. The kind and unit of
    an attribute never change: values were stored under them.

    Returns:
        How many definitions were created, changed or already so, and what is wrong, by place in the list.
    """
    errors = RowErrors()
    given = [
        (line, read_small_row(line, row, ATTRIBUTE, errors, key="code"))
        for line, row in enumerate(definitions, start=1)
    ]
    with unit_of_work():
        execute("SELECT pg_advisory_xact_lock(hashtext('catalog.define_attributes'))")
        known = attributes()
        wanted: dict[str, Row] = {}
        for line, values in given:
            if values is None:
                continue
            row = _merged(known.get(values["code"]), values)
            for field, reason in _faults(row, known.get(row["code"]), taken=row["code"] in wanted):
                errors.add(RowError(line, field, reason))
            wanted[row["code"]] = row
        if errors.count:
            return ImportReport(
                rejected=len(given), error_count=errors.count, errors=tuple(sorted(errors.kept))
            )
        written = rows(_WRITE, [msgspec.json.encode(list(wanted.values())).decode()])
    created = sum(1 for (is_new,) in written if is_new)
    return ImportReport(
        created=created,
        updated=len(written) - created,
        unchanged=len(wanted) - len(written),
    )


def _merged(old: AttributeView | None, values: Row) -> Row:
    """Return the definition as it shall be."""
    if old is None:
        fresh = {"id": uuid7(), "kind": None, "label": values["code"], "labels": {}, "unit": ""}
        return {**fresh, "choices": [], "filterable": False, **values}
    choices = [{"value": value, "label": label} for value, label in old.choices.items()]
    kept = msgspec.to_builtins(old) | {"choices": choices}
    return {**kept, **values}


def _faults(row: Row, old: AttributeView | None, *, taken: bool) -> Iterable[tuple[str, str]]:
    """Give what is wrong with a definition, as (field, reason)."""
    if taken:
        yield "code", "Two rows have this code."
    if row["kind"] is None:
        yield "kind", "A new attribute needs a kind."
    elif old is not None and (row["kind"], row["unit"]) != (old.kind, old.unit):
        yield "kind", f"Its kind is {old.kind} {old.unit}".rstrip() + " and cannot change."
        return
    if row["unit"] and row["kind"] != AttributeKind.NUMBER:
        yield "unit", "Only numbers have a unit."
    if bool(row["choices"]) != (row["kind"] == AttributeKind.CHOICE):
        yield "choices", "A choice needs choices, and nothing else has them."


_WRITE = """
INSERT INTO catalog_attribute AS a (id, code, kind, label, labels, unit, choices, filterable)
SELECT id, code, kind, label, labels, unit, choices, filterable
FROM jsonb_to_recordset(%s::jsonb) AS w (id uuid, code text, kind text, label text, labels jsonb,
  unit text, choices jsonb, filterable boolean)
ON CONFLICT (code) DO UPDATE SET
  label = excluded.label, labels = excluded.labels, choices = excluded.choices,
  filterable = excluded.filterable
WHERE (a.label, a.labels, a.choices, a.filterable)
  IS DISTINCT FROM (excluded.label, excluded.labels, excluded.choices, excluded.filterable)
RETURNING xmax = 0
"""
