"""Write a new group and its lines: one statement."""

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
_OF_LINE = {
    "position": "int",
    "variant_id": "uuid",
    "sku": "text",
    "name": "text",
    "quantity": "int",
    "picked": "int",
    "minimum_age": "smallint",
}
_WRITE = f"""
WITH opened AS (
  INSERT INTO fulfilment_group ({", ".join(_COLUMNS)})
  VALUES ({", ".join(f"%({name})s" for name in _COLUMNS)}))
INSERT INTO fulfilment_group_line (group_id, {", ".join(_OF_LINE)})
SELECT %(id)s, line.* FROM jsonb_to_recordset(%(lines)s::jsonb) AS line (
  {", ".join(f"{name} {kind}" for name, kind in _OF_LINE.items())})
RETURNING position, id
"""  # noqa: S608 - names of our own


def write_group(row: Group, lines: Collection[GroupLine]) -> None:
    """Write a group that is not written yet, and its lines; each is told its group and its id."""
    told: dict[str, Any] = {name: getattr(row, name) for name in _COLUMNS}
    told["kind"], told["state"] = GroupKind(row.kind).value, GroupState(row.state).value
    told["plan"] = _json(row.plan)
    told["lines"] = _json([{name: getattr(line, name) for name in _OF_LINE} for line in lines])
    ids = dict(rows(_WRITE, told))
    row._state.adding = False  # noqa: SLF001 - documented: it is written, whoever saves it updates it
    for line in lines:
        line.group, line.pk = row, ids[line.position]
        line._state.adding = False  # noqa: SLF001


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
