"""Compile a tree to an Ibis expression, for facts read by DuckDB or Spark."""

from collections.abc import Callable, Mapping
from functools import reduce
from operator import and_, or_
from types import MappingProxyType
from typing import Any, cast

import ibis
import ibis.expr.types as ir

from serai.kernel.conditions import Field, Fields, FieldType, Group, Moment
from serai.kernel.conditions.fold import ASCII_CAPITALS, ASCII_SMALLS, CAPITALS, SMALLS
from serai.kernel.conditions.lower import AllOf, Ask, Atom, Lowered, lower


def as_ibis(
    tree: Group, fields: Fields, columns: Mapping[str, ir.Value], at: Moment
) -> ir.BooleanValue:
    """
    Return the Ibis expression that says what the tree says; it is never NULL.

    Args:
        tree: what has been read against `fields`.
        fields: the registry.
        columns: the expression of each field's value: text, int64 or decimal, int64 minor units of money in the
            field's currency (else NULL), date, timestamp with time zone, boolean, array.
        at: when and where it is asked.
    """
    return _compiled(lower(tree, fields, at), columns)


def _compiled(lowered: Lowered, columns: Mapping[str, ir.Value]) -> ir.BooleanValue:
    if isinstance(lowered, Atom):
        return _atom(lowered, columns[lowered.field.name])
    parts = [_compiled(part, columns) for part in lowered.parts]
    every = isinstance(lowered, AllOf)
    if not parts:
        return cast("ir.BooleanValue", ibis.literal(every))
    return reduce(and_ if every else or_, parts)


def _atom(atom: Atom, column: Any) -> ir.BooleanValue:
    field = atom.field
    if atom.ask is Ask.PRESENT:
        there = column.notnull()
        if field.type is FieldType.LIST:
            there = there & (column.length() > 0).fill_null(False)
        return ~there if atom.negated else there
    if field.folds:
        column = column.translate(ASCII_CAPITALS + CAPITALS, ASCII_SMALLS + SMALLS)
    operand = (
        tuple(_literal(each, field) for each in atom.operand)
        if isinstance(atom.operand, tuple)
        else _literal(atom.operand, field)
    )
    answer = _ANSWERS[atom.ask](column, operand).fill_null(False)
    return ~answer if atom.negated else answer


def _literal(value: Any, field: Field) -> ir.Scalar:
    kind = _KINDS[field.element]
    if field.element is FieldType.NUMBER and field.places:
        kind = f"decimal(38, {field.places})"
    return ibis.literal(value, type=kind)


_KINDS = MappingProxyType(
    {
        FieldType.TEXT: "string",
        FieldType.CHOICE: "string",
        FieldType.NUMBER: "int64",
        FieldType.MONEY: "int64",
        FieldType.DATE: "date",
        FieldType.INSTANT: "timestamp('UTC', 6)",
        FieldType.BOOLEAN: "boolean",
    }
)
_ANSWERS: Mapping[Ask, Callable[[Any, Any], Any]] = MappingProxyType(
    {
        Ask.EQUAL: lambda column, operand: column == operand,
        Ask.LESS: lambda column, operand: column < operand,
        Ask.AT_MOST: lambda column, operand: column <= operand,
        Ask.MORE: lambda column, operand: column > operand,
        Ask.AT_LEAST: lambda column, operand: column >= operand,
        Ask.ONE_OF: lambda column, operand: column.isin(operand),
        Ask.CONTAINS: lambda column, operand: column.contains(operand),
        Ask.BEGINS: lambda column, operand: column.startswith(operand),
        Ask.ENDS: lambda column, operand: column.endswith(operand),
        Ask.HAS_ANY: lambda column, operand: reduce(or_, map(column.contains, operand)),
        Ask.HAS_ALL: lambda column, operand: reduce(and_, map(column.contains, operand)),
    }
)
