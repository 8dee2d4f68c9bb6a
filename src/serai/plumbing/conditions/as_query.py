"""Compile a tree to the conditions of a Django query."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Expression, F, Model, Q, QuerySet, Subquery

from serai.kernel.conditions import Field, Fields, FieldType, Group, Moment
from serai.kernel.conditions.lower import AllOf, Ask, Atom, Lowered, lower
from serai.plumbing.conditions.columns import exactly, folded

M = TypeVar("M", bound=Model)
Column = str | Expression | Subquery
"""A path of the ORM through single relations (`brand__name`), or an expression."""
_TRUE, _FALSE = ~Q(pk__in=[]), Q(pk__in=[])


@dataclass(frozen=True, slots=True)
class Query:
    """Conditions of a query and the expressions that they speak about."""

    conditions: Q
    aliases: dict[str, Expression | Subquery]

    def of(self, rows: "QuerySet[M]") -> "QuerySet[M]":
        """Return the rows that match."""
        found: QuerySet[M] = rows.alias(**self.aliases).filter(self.conditions)
        return found


def as_query(tree: Group, fields: Fields, columns: Mapping[str, Column], at: Moment) -> Query:
    """
    Return the conditions of a Django query that says what the tree says.

    Args:
        tree: what has been read against `fields`.
        fields: the registry.
        columns: where each field's value is. Money is its minor units, missing in another currency; a list is an
            array; missing values are NULL.
        at: when and where it is asked.
    """
    compiler = _Compiler(columns)
    conditions = compiler.conditions(lower(tree, fields, at))
    return Query(conditions, compiler.aliases)


class _Compiler:
    def __init__(self, columns: Mapping[str, Column]) -> None:
        self.columns = columns
        self.aliases: dict[str, Expression | Subquery] = {}
        self.paths: dict[tuple[str, str], str] = {}

    def conditions(self, lowered: Lowered) -> Q:
        if isinstance(lowered, Atom):
            return self._atom(lowered)
        if not lowered.parts:
            return _TRUE if isinstance(lowered, AllOf) else _FALSE
        joined = Q(_connector=Q.AND if isinstance(lowered, AllOf) else Q.OR)
        for part in lowered.parts:
            joined.add(self.conditions(part), joined.connector)
        return joined

    def _atom(self, atom: Atom) -> Q:
        path = self._path(atom)
        missing = Q(**{f"{path}__isnull": True})
        if atom.field.type is FieldType.LIST:
            missing |= Q(**{f"{path}__len": 0})
        if atom.ask is Ask.PRESENT:
            return missing if atom.negated else ~missing
        if atom.negated and atom.ask in _OPPOSITE:
            return missing | Q(**{f"{path}__{_OPPOSITE[atom.ask]}": atom.operand})
        passes = _passes(atom, path)
        return missing | ~passes if atom.negated else passes

    def _path(self, atom: Atom) -> str:
        """Return what the query calls the value that the atom asks."""
        field, column = atom.field, self.columns[atom.field.name]
        if isinstance(column, str) and (field.type is not FieldType.TEXT or atom.operand is None):
            return column
        wanted = _letters(atom.operand) if field.folds else ""
        if (field.name, wanted) not in self.paths:
            path = f"condition_{len(self.aliases)}"
            self.paths[field.name, wanted] = path
            self.aliases[path] = _expression(field, column, wanted)  # type: ignore[assignment]
        return self.paths[field.name, wanted]


def _expression(field: Field, column: Column, wanted: str) -> Expression | F | Subquery:
    expression: Expression | F | Subquery = F(column) if isinstance(column, str) else column
    if field.type is not FieldType.TEXT:
        return expression
    return folded(expression, wanted) if field.folds else exactly(expression)


def _letters(operand: object) -> str:
    """Return the letters that a text is compared with."""
    texts = operand if isinstance(operand, tuple) else (operand,)
    return "".join(sorted({letter for text in texts if isinstance(text, str) for letter in text}))


def _passes(atom: Atom, path: str) -> Q:
    if atom.ask is Ask.ONE_OF and isinstance(atom.operand, tuple):
        return Q(**{f"{path}__in": sorted(atom.operand)})
    operand: Any = list(atom.operand) if isinstance(atom.operand, tuple) else atom.operand
    return Q(**{f"{path}__{_LOOKUPS[atom.ask]}": operand})


_LOOKUPS = {
    Ask.EQUAL: "exact",
    Ask.LESS: "lt",
    Ask.AT_MOST: "lte",
    Ask.MORE: "gt",
    Ask.AT_LEAST: "gte",
    Ask.CONTAINS: "contains",
    Ask.BEGINS: "startswith",
    Ask.ENDS: "endswith",
    Ask.HAS_ANY: "overlap",
    Ask.HAS_ALL: "contains",
}
_OPPOSITE = {Ask.LESS: "gte", Ask.AT_MOST: "gt", Ask.MORE: "lte", Ask.AT_LEAST: "lt"}
