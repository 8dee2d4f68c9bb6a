"""The tree of categories."""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from serai.plumbing.db import rows


class CategoryStep(NamedTuple):
    """One step on the way from the root to a category."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class CategoryView:
    """A place in the tree; `path` is the slugs from the root to here."""

    id: UUID
    parent_id: UUID | None
    slug: str
    name: str
    description: str
    path: tuple[str, ...]
    depth: int
    position: int
    version: int


def categories(locale: str) -> list[CategoryView]:
    """
    Return the whole tree, parents before children and siblings in their order; one statement.

    Texts are in `locale` ("pt-BR", else "pt") where translated, otherwise in the shop's own language.
    """
    found = rows(
        """
        SELECT c.id, c.parent_id, c.slug,
               coalesce(nullif(exact.name, ''), nullif(near.name, ''), c.name),
               coalesce(nullif(exact.description, ''), nullif(near.description, ''), c.description),
               string_to_array(c.path, '/'), c.depth, c.position, c.version
        FROM catalog_category c
        LEFT JOIN catalog_category_translation exact
               ON exact.category_id = c.id AND exact.locale = %(locale)s
        LEFT JOIN catalog_category_translation near
               ON near.category_id = c.id AND near.locale = %(language)s
        ORDER BY c.depth, c.position, c.name, c.id
        """,
        {"locale": locale, "language": locale.partition("-")[0]},
    )
    return [
        CategoryView(id_, parent, slug, name, description, tuple(path), depth, position, version)
        for id_, parent, slug, name, description, path, depth, position, version in found
    ]


def steps_of(path: str | None, names: list[str] | None) -> tuple[CategoryStep, ...]:
    """Return the steps of a stored path."""
    return () if path is None or names is None else _steps(path, tuple(names))


@lru_cache(maxsize=16_384)
def _steps(path: str, names: tuple[str, ...]) -> tuple[CategoryStep, ...]:
    return tuple(map(CategoryStep, path.split("/"), names))
