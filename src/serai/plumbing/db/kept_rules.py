"""
The rules of tables that every order writes, kept read.

PostgreSQL reads the CHECK constraints of a table anew for each statement that writes it: a quarter of what an
order costs the server. What a function says it keeps. So after each migration the rules of a table, as its model
declares them, are put into one function and checked by one constraint that calls it. The declared ones stay where
they are, under their names, and are not enforced themselves; whoever breaks one is refused by its name as ever.
While anything is migrated they are enforced themselves again.

A model asks for this with `rules_are_kept_read = True`. Servers before PostgreSQL 18 enforce as declared.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import transaction

from serai.plumbing.db.statements import execute, rows

_KNOWS_NOT_ENFORCED = 180_000
_SUFFIX = "_rules"


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    condition: str
    columns: frozenset[str]
    is_enforced: bool


@dataclass(frozen=True, slots=True)
class _Table:
    """A table with its declared rules in the order of their names, and what is kept of them."""

    name: str
    rules: tuple[_Rule, ...]
    types: dict[str, str]
    kept: str | None
    """The body of the function that is there."""
    is_checked: bool
    """Whether the constraint that calls it is there."""

    @property
    def check(self) -> str:
        """Return the name of the constraint, and of the function that it calls."""
        return f"{self.name}{_SUFFIX}"

    @property
    def columns(self) -> list[str]:
        """Return the columns that the rules speak of."""
        return sorted(frozenset[str]().union(*(rule.columns for rule in self.rules)))

    @property
    def body(self) -> str:
        """Return what the function does: ask for all at once, and only then which one it is."""
        together = "\n    AND ".join(f"({rule.condition})" for rule in self.rules)
        apart = "\n".join(_refusal(self.name, rule) for rule in self.rules)
        return f"\nBEGIN\n  IF NOT (\n    {together}\n  ) THEN\n{apart}\n  END IF;\n  RETURN true;\nEND\n"

    @property
    def is_kept(self) -> bool:
        """Return whether nothing is to be done."""
        enforced = any(rule.is_enforced for rule in self.rules)
        return self.is_checked and self.kept == self.body and not enforced


def keep_rules(**_: Any) -> None:
    """Put the rules of each such table into one; three statements when they are there. After a migration."""
    if not _is_possible():
        return
    for table in _tables(_names()):
        if table.rules and not table.is_kept:
            with transaction.atomic():
                _drop(table)
                _keep(table)


def enforce_as_declared(plan: Sequence[tuple[Any, bool]] = (), **_: Any) -> None:
    """Let the declared rules of the apps that are about to be migrated be enforced by themselves."""
    changed = {migration.app_label for migration, _ in plan}
    if not (changed and _is_possible()):
        return
    for table in _tables(_names(changed)):
        if table.is_checked:
            with transaction.atomic():
                _drop(table)
                for rule in table.rules:
                    _declare(table, rule, "NOT VALID")


def _is_possible() -> bool:
    [(version,)] = rows("SELECT current_setting('server_version_num')::int")
    return bool(version >= _KNOWS_NOT_ENFORCED)


def _names(labels: set[str] | None = None) -> list[str]:
    return [
        model._meta.db_table
        for model in apps.get_models()
        if getattr(model, "rules_are_kept_read", False)
        and (labels is None or model._meta.app_label in labels)
    ]


_RULES = """
SELECT c.relname, r.conname, pg_get_expr(r.conbin, r.conrelid), r.conenforced,
  (SELECT json_object_agg(attname, format_type(atttypid, NULL)) FROM pg_attribute
   WHERE attrelid = c.oid AND attnum = ANY (r.conkey))
FROM pg_constraint AS r JOIN pg_class AS c ON c.oid = r.conrelid
WHERE r.contype = 'c' AND c.oid = ANY (
    SELECT to_regclass(name) FROM unnest(%(tables)s::text[]) AS name)
ORDER BY r.conname
"""
_KEPT = """
SELECT proname, prosrc FROM pg_proc
WHERE proname = ANY (%(checks)s::text[]) AND pronamespace = current_schema()::regnamespace
"""


def _tables(names: list[str]) -> list[_Table]:
    """Return the tables that are there, by two statements."""
    rules: dict[str, list[_Rule]] = defaultdict(list)
    types: dict[str, dict[str, str]] = defaultdict(dict)
    checked = set()
    for table, name, condition, is_enforced, columns in rows(_RULES, {"tables": names}):
        if name == f"{table}{_SUFFIX}":
            checked.add(table)
            continue
        rules[table].append(_Rule(name, condition, frozenset(columns), is_enforced))
        types[table] |= columns
    kept = dict(rows(_KEPT, {"checks": [f"{name}{_SUFFIX}" for name in names]}))
    return [
        _Table(name, tuple(rules[name]), types[name], kept.get(f"{name}{_SUFFIX}"), name in checked)
        for name in names
    ]


def _drop(table: _Table) -> None:
    execute(f"ALTER TABLE {table.name} DROP CONSTRAINT IF EXISTS {table.check}")
    execute(f"DROP FUNCTION IF EXISTS {table.check}")


def _keep(table: _Table) -> None:
    """The rows that are there have been checked by what it stands for: none is read."""
    takes = ", ".join(f'"{column}" {table.types[column]}' for column in table.columns)
    given = ", ".join(f'"{column}"' for column in table.columns)
    execute(
        f"CREATE FUNCTION {table.check}({takes}) RETURNS boolean"
        f" LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $rules${table.body}$rules$"
    )
    execute(
        f"ALTER TABLE {table.name} ADD CONSTRAINT {table.check}"
        f" CHECK ({table.check}({given})) NOT VALID"
    )
    for rule in table.rules:
        _declare(table, rule, "NOT ENFORCED")


def _declare(table: _Table, rule: _Rule, how: str) -> None:
    execute(
        f'ALTER TABLE {table.name} DROP CONSTRAINT "{rule.name}",'
        f' ADD CONSTRAINT "{rule.name}" CHECK ({rule.condition}) {how}'
    )


def _refusal(table: str, rule: _Rule) -> str:
    said = f'new row for relation "{table}" violates check constraint "{rule.name}"'
    return (
        f"    IF NOT ({rule.condition}) THEN\n"
        f"      RAISE check_violation USING MESSAGE = '{said}',\n"
        f"        TABLE = '{table}', CONSTRAINT = '{rule.name}';\n"
        "    END IF;"
    )
