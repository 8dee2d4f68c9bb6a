"""What one table holds of a person, as its context declares it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any

from serai.plumbing.personal_data.person import Person


class Gone(Enum):
    """What an erased row becomes."""

    ROW = "row"
    """It is deleted."""
    NOTHING = "nothing"
    """It stays as it is: nothing in it says whose it is, once the rest is gone."""


@dataclass(frozen=True, slots=True)
class Kept:
    """
    What the law, or an obligation, makes the shop keep for some time.

    Attributes:
        reason: why, as a code that pages have words for: `books`, `pharmacy`, `controlled`, `proof`.
        until: an SQL expression over `t`: the instant from which the row may go; `NULL` is never.
        first: what is changed at once, by column an SQL expression; the law does not ask for these.
    """

    reason: str
    until: str
    first: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Held:
    """
    Rows of one table that are about a person.

    Attributes:
        table: the table; in SQL it is `t`.
        what: what its rows are, in a few words of English.
        whose: SQL condition over `t` that finds the person's rows; it may name `%(ids)s`, `%(emails)s` and what
            holders find (`%(orders)s` and so on), each an array.
        erased: what becomes of a row, by column an SQL expression; or that it goes, or stays.
        kept: what stays for some time and why; without it everything happens at once.
        shown: columns that an export tells; empty: every column that `erased` names.
        harmless: columns with suspicious names that say nothing about a person.
    """

    table: str
    what: str
    whose: str
    erased: Mapping[str, str] | Gone
    kept: Kept | None = None
    shown: tuple[str, ...] = ()
    harmless: frozenset[str] = frozenset()

    @property
    def told(self) -> tuple[str, ...]:
        """Return the columns of an export."""
        return self.shown or (tuple(self.erased) if not isinstance(self.erased, Gone) else ())

    def covers(self, column: str) -> bool:
        """Return whether something was decided about a column."""
        first = self.kept.first if self.kept else {}
        if self.erased is Gone.ROW or column in first or column in self.harmless:
            return True
        return not isinstance(self.erased, Gone) and column in self.erased


@dataclass(frozen=True, slots=True)
class Act:
    """
    Something to be done that is no statement about a table: files, facts, another system.

    Attributes:
        what: what is forgotten, in a few words of English.
        run: does it and returns how much there was; safe to repeat, and it holds no transaction.
    """

    what: str
    run: Callable[[Person, datetime], int]


@dataclass(frozen=True, slots=True)
class Shown:
    """What an export tells beside tables: a name for the file, and the rows."""

    name: str
    rows: Callable[[Person], Iterable[Mapping[str, Any]]]
