"""Tables of business events, read from the event classes themselves: a new event needs no line here."""

import re
import types
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import msgspec

from serai.kernel.events import Event, event_types
from serai.plumbing.facts.registry import Column, FactTable, Kind

_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
PERSONAL = frozenset({"customer_id", "guest_hash", "email", "phone", "name", "address"})
"""Names that say whose event it is; a field of such a name is emptied when its person is forgotten."""

_KINDS: Mapping[Any, Kind] = {
    bool: Kind.FLAG,
    int: Kind.INTEGER,
    float: Kind.NUMBER,
    str: Kind.TEXT,
    UUID: Kind.TEXT,
    bytes: Kind.TEXT,
}


def table_name(event_type: str) -> str:
    """
    Return the table of a type of event.

    Example:
        >>> table_name("ordering.OrderPlaced")
        'ordering_order_placed'
    """
    return _WORDS.sub("_", event_type.replace(".", "_")).lower()


def business_tables() -> dict[str, FactTable]:
    """Return one table for each type of event that has been imported, by its name."""
    tables = (table_of(event) for event in event_types().values())
    return {table.name: table for table in tables}


def table_of(event: type[Event]) -> FactTable:
    """Return the table that an event class describes; a field added later is a column added later."""
    hints = get_type_hints(event)
    meaning = " ".join((event.__doc__ or "").split("\n\n")[0].split())
    columns = tuple(
        Column(each.name, _kind(hints[each.name]), "", personal=each.name in PERSONAL)
        for each in fields(event)
    )
    return FactTable(table_name(event.type), meaning, columns, source=event.type)


def row_of(table: FactTable, payload: Mapping[str, Any]) -> dict[str, Any]:
    """Return an event's payload as a row; what no column can hold becomes JSON text."""
    return {
        column.name: _value(payload[column.name], column.kind)
        for column in table.columns
        if payload.get(column.name) is not None
    }


def _kind(hint: Any) -> Kind:
    if get_origin(hint) in (Union, types.UnionType):
        inner = [each for each in get_args(hint) if each is not type(None)]
        return _kind(inner[0]) if len(inner) == 1 else Kind.TEXT
    if get_origin(hint) in (tuple, list, frozenset):
        return Kind.INTEGERS if _kind(get_args(hint)[0]) is Kind.INTEGER else Kind.TEXTS
    return _KINDS.get(hint, Kind.TEXT)


def _value(value: Any, kind: Kind) -> Any:
    if kind is Kind.TEXTS:
        return [each if isinstance(each, str) else _as_text(each) for each in value]
    if kind is Kind.TEXT and not isinstance(value, str):
        return _as_text(value)
    return value


def _as_text(value: Any) -> str:
    return msgspec.json.encode(value).decode()
