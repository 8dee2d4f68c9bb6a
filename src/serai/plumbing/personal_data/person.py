"""A person as the contexts find them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Person:
    """
    A person: their ids and the addresses that are proven to be theirs.

    `found` is what holders have found of theirs by kind, such as `orders`, for those who know nothing but these ids.
    """

    ids: tuple[UUID, ...]
    emails: tuple[str, ...] = field(default=(), repr=False)
    found: Mapping[str, Sequence[Any]] = field(default_factory=dict, repr=False)

    @property
    def params(self) -> dict[str, Any]:
        """Return what statements of holders may name."""
        found = {kind: list(values) for kind, values in self.found.items()}
        return {"ids": list(self.ids), "emails": list(self.emails), **found}
