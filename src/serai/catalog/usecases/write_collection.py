"""Write a collection: a new one, or another version of an old one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError

from serai.catalog.domain import texts
from serai.catalog.domain.bad_value import BadValue
from serai.catalog.domain.slugs import is_slug, slug_of
from serai.catalog.models import Collection
from serai.catalog.queries.collections.collection_view import CollectionNotFound, CollectionView
from serai.catalog.queries.collections.fields import collection_fields
from serai.catalog.usecases.bad_field import BadField
from serai.catalog.usecases.edit_product import StaleVersion
from serai.kernel.conditions import as_json, read_tree, tree_hash
from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import uuid7
from serai.plumbing.db import unit_of_work


class CollectionExists(DomainError):
    """Another collection has this slug."""

    code = "catalog.collection_exists"
    kind = Kind.CONFLICT

    def __init__(self, slug: str) -> None:
        self.slug = slug
        super().__init__(f"There is a collection {slug!r} already.")


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteCollection:
    """
    A collection as it shall be.

    `collection_id` and `version` name what is replaced; without them it is new. `conditions` is a tree as rule
    builders exchange it. Without a slug it gets that of its name.
    """

    name: str
    conditions: Any
    slug: str = ""
    collection_id: UUID | None = None
    version: int | None = None


@unit_of_work()
def write_collection(command: WriteCollection, *, now: datetime) -> CollectionView:
    """
    Keep a collection. Written as it is already, nothing changes.

    Raises:
        BadConditions: the tree cannot be understood; every fault has its place.
        BadField: the name or the slug is not right.
        CollectionExists: another collection has the slug.
        CollectionNotFound: there is none to replace.
        StaleVersion: someone else wrote it meanwhile.
    """
    tree = read_tree(command.conditions, collection_fields())
    try:
        name = texts.one_line(command.name, 200)
    except BadValue as refusal:
        raise BadField("name", str(refusal)) from None
    slug = command.slug or slug_of(name)
    if not name or not slug or not is_slug(slug):
        raise BadField("slug" if name else "name", "Expected small letters, digits and hyphens.")
    values = {
        "slug": slug,
        "name": name,
        "conditions": as_json(tree),
        "digest": tree_hash(tree),
    }
    row = _row(command, now)
    if all(getattr(row, name) == value for name, value in values.items()):
        return CollectionView.of(row)
    for name, value in values.items():
        setattr(row, name, value)
    row.version, row.updated_at = row.version + 1, now
    try:
        row.save()
    except IntegrityError:
        raise CollectionExists(slug) from None
    return CollectionView.of(row)


def _row(command: WriteCollection, now: datetime) -> Collection:
    """Return the row to be written: an empty one, or the one that the command names, locked."""
    if command.collection_id is None:
        return Collection(id=uuid7(), version=0, created_at=now)
    found = Collection.objects.select_for_update().filter(pk=command.collection_id).first()
    if found is None:
        raise CollectionNotFound(command.collection_id)
    if command.version is not None and found.version != command.version:
        raise StaleVersion(yours=command.version, current=found.version)
    return found
