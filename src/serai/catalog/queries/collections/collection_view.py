"""The collections there are."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from serai.catalog.models import Collection
from serai.kernel.errors import DomainError, Kind


class CollectionNotFound(DomainError):
    """No collection has this id or slug."""

    code = "catalog.collection_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, collection: "UUID | str") -> None:
        self.collection = collection
        super().__init__("There is no such collection.")


@dataclass(frozen=True, slots=True)
class CollectionView:
    """A collection; `conditions` is the tree as rule builders exchange it, `digest` names what it says."""

    id: UUID
    slug: str
    name: str
    conditions: dict[str, Any]
    digest: str
    version: int
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, collection: Collection) -> Self:
        """Return the view of a row."""
        return cls(**{name: getattr(collection, name) for name in cls.__slots__})


def collections() -> list[CollectionView]:
    """Return every collection, by slug; one statement."""
    return [CollectionView.of(row) for row in Collection.objects.order_by("slug")]


def collection(which: UUID | str) -> CollectionView:
    """
    Return one collection by its id or slug; one statement.

    Raises:
        CollectionNotFound: none has it.
    """
    named = {"pk": which} if isinstance(which, UUID) else {"slug": which}
    found = Collection.objects.filter(**named).first()
    if found is None:
        raise CollectionNotFound(which)
    return CollectionView.of(found)
