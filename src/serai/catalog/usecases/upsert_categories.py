"""Create, move and rename categories."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from serai.catalog.domain.category_tree import Misplaced, Place, place_of
from serai.catalog.domain.row_error import ImportReport, RowError, RowErrors
from serai.catalog.domain.small_rows import CATEGORY, read_small_row
from serai.catalog.events import CategoriesChanged
from serai.kernel.ids import uuid7
from serai.plumbing.db import dict_rows, execute, rows, unit_of_work
from serai.plumbing.events import publish

Stored = dict[str, dict[str, Any]]
"""Categories by slug, as they are stored."""


def upsert_categories(categories: Iterable[Mapping[str, Any]]) -> ImportReport:
    """
    Create, move and rename categories, all or nothing, in any order of parents and children.

    A row has `slug`, and `name`, `parent` (a slug; `None`: at the root), `description`, `position`,
    `translations` (`{"he": {"name": …}}`) and `source` as far as they change, and perhaps the `version`
    that the change was made from. The paths of everything below what moves or is renamed follow.

    Returns:
        How many categories were created, changed or already so, and what is wrong, by place in the list.
    """
    errors = RowErrors()
    given = [
        (line, read_small_row(line, row, CATEGORY, errors, key="slug"))
        for line, row in enumerate(categories, start=1)
    ]
    lines: dict[str, int] = {}
    changes: Stored = {}
    for line, values in given:
        if values is None:
            continue
        if values["slug"] in lines:
            reason = f"This slug stands at {lines[values['slug']]} already."
            errors.add(RowError(line, "slug", reason))
        lines[values["slug"]] = line
        changes[values["slug"]] = values
    with unit_of_work():
        execute("SELECT pg_advisory_xact_lock(hashtext('catalog.upsert_categories'))")
        before = {row["slug"]: row for row in dict_rows(_STORED)}
        wanted = _wanted(before, changes, lines, errors)
        if errors.count:
            return ImportReport(
                rejected=len(given), error_count=errors.count, errors=tuple(sorted(errors.kept))
            )
        return _write(before, wanted, changes)


def _wanted(before: Stored, changes: Stored, lines: dict[str, int], errors: RowErrors) -> Stored:
    """Return every category as it shall be, paths included."""
    wanted: Stored = {slug: dict(row) for slug, row in before.items()}
    for slug, values in changes.items():
        if slug not in wanted:
            if "name" not in values:
                errors.add(RowError(lines[slug], "name", "A new category needs a name."))
            wanted[slug] = {"id": uuid7(), "name": "", **_EMPTY}
        elif values.get("version", before[slug]["version"]) != before[slug]["version"]:
            reason = f"Someone changed it meanwhile; it is version {before[slug]['version']} now."
            errors.add(RowError(lines[slug], "version", reason))
        wanted[slug].update(
            {key: values[key] for key in values.keys() - {"translations", "version"}}
        )
    moved = {slug: lines[slug] for slug, values in changes.items() if "parent" in values}
    _place(wanted, moved, errors)
    return wanted


def _place(wanted: Stored, moved: dict[str, int], errors: RowErrors) -> None:
    """Derive paths; what has no place is told to the row that moved it, or something above it."""
    parents = {slug: row["parent"] for slug, row in wanted.items()}
    names = {slug: row["name"] for slug, row in wanted.items()}
    places: dict[str, Place] = {}
    faults: dict[int, str] = {}
    for slug, row in wanted.items():
        try:
            place = place_of(slug, parents, names, places)
        except Misplaced as refusal:
            mover = slug
            while mover not in moved:
                mover = parents[mover]
            faults[moved[mover]] = str(refusal)
        else:
            row["path"], row["names"] = "/".join(place.path), list(place.names)
            row["depth"] = place.depth
            row["parent_id"] = wanted[row["parent"]]["id"] if row["parent"] else None
    for line, reason in faults.items():
        errors.add(RowError(line, "parent", reason))


def _write(before: Stored, wanted: Stored, changes: Stored) -> ImportReport:
    different = [
        row
        for slug, row in wanted.items()
        if slug not in before or any(row[key] != before[slug][key] for key in _COMPARED)
    ]
    texts = [
        {"category_id": wanted[slug]["id"], "locale": locale, "texts": given}
        for slug, values in changes.items()
        for locale, given in values.get("translations", {}).items()
    ]
    created = {row["id"] for row in different if row["slug"] not in before}
    if different:
        execute(_WRITE, [msgspec.json.encode(different).decode()])
    touched = {row["id"] for row in different}
    if texts:
        touched |= {row[0] for row in rows(_TRANSLATE, [msgspec.json.encode(texts).decode()])}
    if touched:
        publish(CategoriesChanged())
    asked = {wanted[slug]["id"] for slug in changes}
    return ImportReport(
        created=len(created),
        updated=len(touched - created),
        unchanged=len(asked - touched),
    )


_EMPTY: dict[str, Any] = {"parent": None, "description": "", "position": 0, "source": {}}
_COMPARED = ("name", "description", "position", "source", "path", "names", "depth", "parent_id")

_STORED = """
SELECT c.id, c.slug, c.name, c.description, c.position, c.source, c.path, c.names, c.depth,
       c.parent_id, c.version, p.slug AS parent
FROM catalog_category c LEFT JOIN catalog_category p ON p.id = c.parent_id
"""

_WRITE = """
INSERT INTO catalog_category AS c
  (id, parent_id, slug, name, description, position, source, path, names, depth)
SELECT id, parent_id, slug, name, description, position, source, path, names, depth
FROM jsonb_to_recordset(%s::jsonb) AS wanted (
  id uuid, parent_id uuid, slug text, name text, description text, position int, source jsonb,
  path text, names text[], depth smallint)
ORDER BY id
ON CONFLICT (id) DO UPDATE SET
  parent_id = excluded.parent_id, name = excluded.name, description = excluded.description,
  position = excluded.position, source = excluded.source, path = excluded.path,
  names = excluded.names, depth = excluded.depth, version = c.version + 1
"""

_TRANSLATE = """
WITH wanted AS (
  SELECT * FROM jsonb_to_recordset(%s::jsonb) AS t (category_id uuid, locale text, texts jsonb)
), gone AS (
  DELETE FROM catalog_category_translation old USING wanted w
  WHERE old.category_id = w.category_id AND old.locale = w.locale AND w.texts IS NULL
  RETURNING old.category_id
), written AS (
  INSERT INTO catalog_category_translation AS t (category_id, locale, name, description)
  SELECT w.category_id, w.locale, coalesce(w.texts ->> 'name', old.name, ''),
         coalesce(w.texts ->> 'description', old.description, '')
  FROM wanted w LEFT JOIN catalog_category_translation old
    ON old.category_id = w.category_id AND old.locale = w.locale
  WHERE w.texts IS NOT NULL
  ON CONFLICT (category_id, locale) DO UPDATE
    SET name = excluded.name, description = excluded.description
    WHERE (t.name, t.description) IS DISTINCT FROM (excluded.name, excluded.description)
  RETURNING t.category_id
)
SELECT category_id FROM gone UNION SELECT category_id FROM written
"""
