"""Statements as PostgreSQL numbers their parameters: read once, then looked up by their text."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any

_PLACE = re.compile(r"%(?:\((\w+)\)s|s|%|(.|$))", re.DOTALL)
_MOST = 2000


@dataclass(frozen=True, slots=True)
class Numbered:
    """A statement with `$1`, `$2`, … in it; `names` are those of its parameters, unless they come in order."""

    text: str
    names: tuple[str, ...] | None
    pick: Callable[[Mapping[str, Any]], Sequence[Any]] | None = None
    """Returns the parameters of that many names, of two at least."""

    def ordered(self, params: Sequence[Any] | Mapping[str, Any]) -> Sequence[Any]:
        """Return the parameters in the order of their numbers."""
        if isinstance(params, dict) or isinstance(params, Mapping):  # noqa: SIM101 - the first is cheap
            if self.pick is not None:
                return self.pick(params)
            return [params[name] for name in self.names or ()]
        return params


@lru_cache(maxsize=_MOST)
def in_numbers(query: str) -> Numbered:
    """
    Return a statement written with `%s` or `%(name)s` in PostgreSQL's own form.

    The driver does the same, but reads statements of more than four thousand characters anew each time, and
    remembers few of the others.

    Raises:
        ValueError: a per cent sign stands alone, or both forms are mixed.
    """
    names: list[str] = []
    count = 0

    def number(found: re.Match[str]) -> str:
        nonlocal count
        if found[0] == "%%":
            return "%"
        if found[2] is not None:
            raise ValueError(f"Double the per cent sign in: {query[:200]}")
        if found[1] is None:
            count += 1
            return f"${count}"
        if found[1] not in names:
            names.append(found[1])
        return f"${names.index(found[1]) + 1}"

    text = _PLACE.sub(number, query)
    if names and count:
        raise ValueError(f"Either names or places, not both, in: {query[:200]}")
    in_order = count or not names
    return Numbered(
        text,
        None if in_order else tuple(names),
        itemgetter(*names) if len(names) > 1 else None,
    )
