"""Remember which products have changed, and have their documents written soon."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from serai.catalog.public import products_of_sets_with, variants_of_ids
from serai.discovery.usecases.projection.project_waiting import project_waiting
from serai.plumbing.db import execute, unit_of_work

_NOTE = """
INSERT INTO discovery_waiting (product_id, noted_at)
SELECT product_id, %s FROM unnest(%s::uuid[]) AS changed (product_id) ORDER BY product_id
ON CONFLICT (product_id) DO UPDATE SET noted_at = excluded.noted_at"""


@unit_of_work()
def note_products(product_ids: Collection[UUID], *, now: datetime) -> None:
    """Let the documents of these products be written anew; a product that waits already waits once."""
    execute(_NOTE, [now, list(product_ids)])
    project_waiting.later(once=project_waiting.name)


def note_products_and_sets(product_ids: Collection[UUID], *, now: datetime) -> None:
    """Let the documents of these products be written anew, and of the sets that they are in: they name them."""
    note_products({*product_ids, *products_of_sets_with(product_ids)}, now=now)


def note_variants(variant_ids: Collection[UUID], *, now: datetime) -> None:
    """Let the documents of the products of these variants be written anew."""
    found = variants_of_ids(variant_ids).values()
    note_products({variant.product_id for variant in found}, now=now)
