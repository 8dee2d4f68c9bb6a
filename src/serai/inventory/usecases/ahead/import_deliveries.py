"""Bring in what suppliers will bring, from a file."""

import csv
from collections.abc import Iterable
from datetime import date, datetime
from io import StringIO

from serai.inventory.domain.entry import EntriesRefused, EntryFault
from serai.inventory.usecases.ahead.expect_deliveries import Delivery, expect_deliveries

COLUMNS = ("reference", "sku", "location", "quantity", "first_on", "last_on", "supplier")
"""The columns of the file, in any order; the supplier may be left out."""
MOST_ROWS = 20_000


def import_deliveries(text: str, *, now: datetime) -> int:
    """
    Write the deliveries of a CSV file: all, or none; return how many.

    Raises:
        EntriesRefused: a column is missing, or rows make no sense; each is named by its number and field.
    """
    reader = csv.DictReader(StringIO(text.lstrip("\ufeff")))
    missing = [name for name in COLUMNS[:-1] if name not in (reader.fieldnames or ())]
    if missing:
        raise EntriesRefused([EntryFault(1, name, "The column is missing.") for name in missing])
    return expect_deliveries(_deliveries(reader), now=now)


def _deliveries(rows: Iterable[dict[str, str | None]]) -> list[Delivery]:
    found: list[Delivery] = []
    faults: list[EntryFault] = []
    for line, row in enumerate(rows, 1):
        if line > MOST_ROWS:
            raise EntriesRefused([EntryFault(line, "row", f"At most {MOST_ROWS:,} at once.")])
        said = {name: (row.get(name) or "").strip() for name in COLUMNS}
        quantity = int(said["quantity"]) if said["quantity"].isdecimal() else -1
        first_on, last_on = _day(said["first_on"]), _day(said["last_on"])
        if first_on is None or last_on is None:
            name = "first_on" if first_on is None else "last_on"
            faults.append(EntryFault(line, name, "A day is written as 2026-12-03."))
            continue
        found.append(
            Delivery(
                said["reference"],
                said["sku"],
                said["location"],
                quantity,
                first_on,
                last_on,
                said["supplier"],
            )
        )
    if faults:
        raise EntriesRefused(faults)
    if not found:
        raise EntriesRefused([EntryFault(1, "row", "There is none.")])
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
