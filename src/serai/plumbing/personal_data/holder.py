"""What a context holds of persons."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from serai.plumbing.personal_data.held import Act, Held, Shown


@dataclass(frozen=True, slots=True)
class Holder:
    """
    Everything that one context holds of persons.

    Attributes:
        context: its name.
        tables: what is in tables, in the order in which it is erased.
        before: what is done before the tables, such as ending what runs.
        acts: what is done after them.
        shown: what an export tells beside the tables.
        finds: by kind, a statement with one column that finds a person's things, and the type of its values; others
            may name them in theirs.
        waits: by code, a statement that counts what must end before a person can be forgotten.
        harmless: `table.column` of suspicious names in tables that hold nobody, with the reason.
        knows_nobody: tables in which words such as a name are never those of a person.
    """

    context: str
    tables: tuple[Held, ...] = ()
    before: tuple[Act, ...] = ()
    acts: tuple[Act, ...] = ()
    shown: tuple[Shown, ...] = ()
    finds: Mapping[str, tuple[str, type]] = field(default_factory=dict)
    waits: Mapping[str, str] = field(default_factory=dict)
    harmless: Mapping[str, str] = field(default_factory=dict)
    knows_nobody: frozenset[str] = frozenset()


class Holders:
    """Every holder, in the order in which they find and are erased; loaded when it is first asked for."""

    def __init__(self, load: Callable[[], tuple[Holder, ...]]) -> None:
        self._load = load

    @cached_property
    def all(self) -> tuple[Holder, ...]:
        """Return them."""
        return self._load()

    def __iter__(self) -> Iterator[Holder]:
        return iter(self.all)
