"""Find what contexts hold of a person, and what is under way with them."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from serai.plumbing.db import rows
from serai.plumbing.personal_data.holder import Holder
from serai.plumbing.personal_data.person import Person


def found_by(
    holders: Iterable[Holder], *, ids: tuple[UUID, ...], emails: tuple[str, ...]
) -> Person:
    """Return a person with everything that holders find, each knowing what those before it have found."""
    person = Person(ids, emails)
    for holder in holders:
        for kind, (query, sort) in holder.finds.items():
            values = [value for (value,) in rows(query, person.params)]
            before = person.found.get(kind, ())
            found = tuple(dict.fromkeys((*before, *values)))
            person = Person(ids, emails, {**person.found, kind: _cast(found, sort)})
    return person


def what_waits(holders: Iterable[Holder], person: Person) -> dict[str, int]:
    """Return what is under way with a person and must end first: how many, by code; nothing else is in it."""
    waiting: dict[str, int] = {}
    for holder in holders:
        for code, query in holder.waits.items():
            [(count,)] = rows(query, person.params)
            if count:
                waiting[code] = int(count)
    return waiting


def _cast(values: tuple[Any, ...], sort: type) -> tuple[Any, ...]:
    assert all(isinstance(value, sort) for value in values)
    return values
