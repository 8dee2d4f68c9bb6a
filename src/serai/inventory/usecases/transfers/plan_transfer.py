"""Plan a transfer: what is to go from one location to another."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.inventory.domain.entry import (
    LONGEST_NOTE,
    MOST_UNITS,
    EntriesRefused,
    EntryFault,
)
from serai.inventory.models import Transfer, TransferLine
from serai.inventory.queries.known_names import ids_of
from serai.kernel.ids import uuid7
from serai.plumbing.db import execute, rows, unit_of_work

MOST_LINES = 1_000


@dataclass(frozen=True, slots=True)
class PlanTransfer:
    """
    Goods that are to go from one location to another.

    Attributes:
        source: the code of the location that gives.
        target: the code of the one that gets.
        units: of each article, by its SKU; from 1.
        by: who plans it.
        note: why, for people.
    """

    source: str
    target: str
    units: Mapping[str, int]
    by: str
    note: str = ""


@unit_of_work()
def plan_transfer(command: PlanTransfer, *, now: datetime) -> UUID:
    """
    Write what is to go; return the transfer's id. Nothing moves yet, and nothing is kept back for it.

    Raises:
        EntriesRefused: names nobody knows, senseless quantities, no line at all, or from and to the same place.
    """
    units = check_units(command.units, least=1)
    if command.source == command.target:
        raise EntriesRefused([EntryFault(1, "target", "Is where the goods are already.")])
    if len(command.note) > LONGEST_NOTE or "\x00" in command.note:
        fault = f"At most {LONGEST_NOTE} printable characters."
        raise EntriesRefused([EntryFault(1, "note", fault)])
    places = {"source": command.source, "target": command.target}
    names = ids_of((sku, places) for sku in units)
    transfer = Transfer.objects.create(
        source_id=names.locations[command.source],
        target_id=names.locations[command.target],
        note=command.note,
        made_by=command.by[:200],
        made_at=now,
    )
    TransferLine.objects.bulk_create(
        TransferLine(transfer=transfer, variant_id=names.variants[sku], units=many)
        for sku, many in units.items()
    )
    return transfer.pk


def gather(
    variant_id: UUID, source_id: UUID, target_id: UUID, units: int, *, by: str, now: datetime
) -> UUID:
    """
    Put units on the transfer that gathers what goes this way, or on a new one; return its id.

    Joins the caller's transaction. Whoever sends the transfer meanwhile is waited for, and the units go on the
    next one.
    """
    way = [source_id, target_id]
    found: list[tuple[UUID]] = []
    while not found:
        execute(_GATHERS, [uuid7(), *way, by[:200], now])
        found = rows(_GATHERING, way)
    [[transfer_id]] = found
    execute(_ADDED, [transfer_id, variant_id, units])
    return transfer_id


def check_units(units: Mapping[str, int], *, least: int) -> dict[str, int]:
    """
    Return units by SKU, sorted.

    Raises:
        EntriesRefused: none at all, too many, or a quantity out of bounds.
    """
    if not 1 <= len(units) <= MOST_LINES:
        fault = f"Between 1 and {MOST_LINES:,} articles."
        raise EntriesRefused([EntryFault(1, "sku", fault)])
    faults = [
        EntryFault(line, "units", f"Must be between {least} and {MOST_UNITS:,}.")
        for line, many in enumerate(units.values(), 1)
        if not least <= many <= MOST_UNITS
    ]
    if faults:
        raise EntriesRefused(faults)
    return dict(sorted(units.items()))


_GATHERS = """
INSERT INTO inventory_transfer (id, source_id, target_id, gathers, made_by, made_at)
VALUES (%s, %s, %s, true, %s, %s)
ON CONFLICT (source_id, target_id) WHERE gathers AND state = 'planned' DO NOTHING"""
_GATHERING = """
SELECT id FROM inventory_transfer
WHERE source_id = %s AND target_id = %s AND gathers AND state = 'planned' FOR UPDATE"""
_ADDED = """
INSERT INTO inventory_transfer_line (transfer_id, variant_id, units) VALUES (%s, %s, %s)
ON CONFLICT (transfer_id, variant_id)
DO UPDATE SET units = inventory_transfer_line.units + excluded.units"""
