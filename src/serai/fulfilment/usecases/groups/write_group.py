"""Write new groups and their lines: one statement."""

from collections.abc import Collection
from typing import Any

import msgspec

from serai.fulfilment.domain.group_kind import GroupKind
from serai.fulfilment.domain.group_state import GroupState
from serai.fulfilment.models import Group, GroupLine
from serai.plumbing.db import rows

_COLUMNS = (
    "id order_id reservation_of number order_number channel_code kind state location_id service"
    " promised_earliest promised_latest told_latest due_by queue_at hold_reason held_at plan split_from"
    " opened_at"
).split()
_OF_LINE = "position variant_id sku name quantity picked minimum_age".split()
_WRITE = f"""
WITH opened AS (
  INSERT INTO fulfilment_group ({", ".join(_COLUMNS)})
  SELECT {", ".join(_COLUMNS)} FROM jsonb_populate_recordset(NULL::fulfilment_group, %s::jsonb))
INSERT INTO fulfilment_group_line (group_id, {", ".join(_OF_LINE)})
SELECT group_id, {", ".join(_OF_LINE)}
FROM jsonb_populate_recordset(NULL::fulfilment_group_line, %s::jsonb)
RETURNING group_id, position, id
"""  # noqa: S608 - names of our own


def write_group(row: Group, lines: Collection[GroupLine]) -> None:
    """Write a group that is not written yet, and its lines; each is told its group and its id."""
    write_groups([(row, lines)])


def write_groups(groups: Collection[tuple[Group, Collection[GroupLine]]]) -> None:
    """Write many groups that are not written yet, with their lines; see `write_group`."""
    told = _json([_told(row) for row, _ in groups])
    lines = _json([_line(row, line) for row, those in groups for line in those])
    ids = {(group_id, position): key for group_id, position, key in rows(_WRITE, [told, lines])}
    for row, those in groups:
        row._state.adding = False  # noqa: SLF001 - documented: it is written, whoever saves it updates it
        for line in those:
            line.group, line.pk = row, ids[row.pk, line.position]
            line._state.adding = False  # noqa: SLF001


def _told(row: Group) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in _COLUMNS}
    told["kind"], told["state"] = GroupKind(row.kind).value, GroupState(row.state).value
    return told


def _line(row: Group, line: GroupLine) -> dict[str, Any]:
    return {"group_id": row.pk} | {name: getattr(line, name) for name in _OF_LINE}


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
