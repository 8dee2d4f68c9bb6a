"""Terms of ordering as a file: written by a spreadsheet, read by one."""

import csv
from collections.abc import Iterable
from io import StringIO
from typing import Any

from serai.inventory.domain.entry import EntriesRefused, EntryFault
from serai.inventory.models import OrderTerms
from serai.inventory.usecases.demand.set_order_terms import (
    COLUMNS,
    TermsOfOrdering,
    set_order_terms,
)

MOST_ROWS = 20_000
_NEEDED = ("sku",)
_UNSAID: dict[str, Any] = {
    name: field.default for name, field in TermsOfOrdering.__dataclass_fields__.items()
}


def import_order_terms(text: str) -> int:
    """
    Write the terms of a CSV file: all, or none; return how many.

    The first line names the columns, in any order: `sku` and any of those of `TermsOfOrdering`. What is empty or not
    there is as unless said.

    Raises:
        EntriesRefused: a column nobody knows, or rows that make no sense; each is named by its number and field.
    """
    reader = csv.DictReader(StringIO(text.lstrip("\ufeff")))
    names = [name.strip() for name in reader.fieldnames or ()]
    faults = [
        EntryFault(1, name, "The column is missing.") for name in _NEEDED if name not in names
    ]
    faults += [
        EntryFault(1, name, "Nobody knows this column.") for name in names if name not in COLUMNS
    ]
    if faults:
        raise EntriesRefused(faults)
    return set_order_terms(_terms(reader))


def export_order_terms() -> Iterable[str]:
    """Yield the lines of the same file: every article with terms, by SKU; one statement."""
    yield _line(COLUMNS)
    rows = OrderTerms.objects.select_related("variant").order_by("variant__sku")
    for row in rows.iterator():
        said = [getattr(row, name) for name in COLUMNS[1:]]
        yield _line([row.variant.sku, *("" if value is None else value for value in said)])


def _terms(rows: Iterable[dict[str, str | None]]) -> list[TermsOfOrdering]:
    found: list[TermsOfOrdering] = []
    faults: list[EntryFault] = []
    for line, row in enumerate(rows, 1):
        if line > MOST_ROWS:
            raise EntriesRefused([EntryFault(line, "row", f"At most {MOST_ROWS:,} at once.")])
        said = {str(name).strip(): (value or "").strip() for name, value in row.items() if name}
        wrong = [name for name in said if name != "sku" and not _is_number(name, said[name])]
        faults += [EntryFault(line, name, "Must be a number.") for name in wrong]
        if not wrong:
            found.append(
                TermsOfOrdering(**{name: _value(name, text) for name, text in said.items()})
            )
    if not faults and not found:
        faults = [EntryFault(1, "row", "There is none.")]
    if faults:
        raise EntriesRefused(faults)
    return found


def _is_number(name: str, text: str) -> bool:
    whole, dot, part = text.partition(".")
    if name == "service" and dot:
        return (not whole or whole.isdecimal()) and part.isdecimal()
    return not text or (text.isdecimal() and len(text) < 12)


def _value(name: str, text: str) -> Any:
    if name == "sku":
        return text
    if not text:
        return _UNSAID[name]
    return float(text) if name == "service" else int(text)


def _line(values: Iterable[object]) -> str:
    row = StringIO()
    csv.writer(row).writerow(values)
    return row.getvalue()
