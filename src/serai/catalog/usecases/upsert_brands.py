"""Create and describe brands."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from serai.catalog.domain.row_error import ImportReport, RowError, RowErrors
from serai.catalog.domain.slugs import slug_of
from serai.catalog.domain.small_rows import BRAND, read_small_row
from serai.catalog.usecases.announce_products import announce_products
from serai.kernel.ids import uuid7
from serai.plumbing.db import rows, unit_of_work


def upsert_brands(brands: Iterable[Mapping[str, Any]]) -> ImportReport:
    """
    Create and describe brands, all or nothing; two statements.

    A row has `name`, and `slug` (otherwise the name's), `private_label` and `source` as far as they
    are known. Products of a brand whose name or kind changes are announced.

    Returns:
        How many brands were created, changed or already so, and what is wrong, by place in the list.
    """
    errors = RowErrors()
    wanted: dict[str, dict[str, Any]] = {}
    count = 0
    for count, row in enumerate(brands, start=1):
        values = read_small_row(count, row, BRAND, errors, key="name")
        if values is None:
            continue
        slug = values.get("slug") or slug_of(values["name"])
        if not slug or slug in wanted:
            reason = "Two rows have this slug." if slug else "A name needs a letter or digit."
            errors.add(RowError(count, "slug", reason))
        wanted[slug] = {"id": uuid7(), **values, "slug": slug}
    if errors.count:
        return ImportReport(
            rejected=count, error_count=errors.count, errors=tuple(sorted(errors.kept))
        )
    with unit_of_work():
        written = rows(_WRITE, [msgspec.json.encode(list(wanted.values())).decode()])
        changed = [id_ for id_, created in written if not created]
        if changed:
            of_brands = rows(
                "SELECT id FROM catalog_product WHERE brand_id = ANY(%s) ORDER BY id", [changed]
            )
            announce_products([product_id for (product_id,) in of_brands])
    return ImportReport(
        created=len(written) - len(changed),
        updated=len(changed),
        unchanged=len(wanted) - len(written),
    )


_WRITE = """
INSERT INTO catalog_brand AS b (id, slug, name, private_label, source)
SELECT w.id, w.slug, w.name, coalesce(w.private_label, old.private_label, false),
       coalesce(w.source, old.source, '{}')
FROM jsonb_to_recordset(%s::jsonb)
  AS w (id uuid, slug text, name text, private_label boolean, source jsonb)
LEFT JOIN catalog_brand old ON old.slug = w.slug
ORDER BY w.slug
ON CONFLICT (slug) DO UPDATE SET
  name = excluded.name, private_label = excluded.private_label, source = excluded.source
WHERE (b.name, b.private_label, b.source)
  IS DISTINCT FROM (excluded.name, excluded.private_label, excluded.source)
RETURNING b.id, xmax = 0
"""
