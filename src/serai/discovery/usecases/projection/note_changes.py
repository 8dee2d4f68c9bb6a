"""Remember which products have changed, and have their documents written soon."""

from collections.abc import Collection
from uuid import UUID

from serai.catalog.public import variants_of_ids
from serai.discovery.usecases.projection.project_waiting import project_waiting
from serai.plumbing.db import execute, unit_of_work


@unit_of_work()
def note_products(product_ids: Collection[UUID]) -> None:
    """Let the documents of these products be written anew; a product that waits already waits once."""
    execute(
        "INSERT INTO discovery_waiting (product_id) SELECT unnest(%s::uuid[]) ORDER BY 1"
        " ON CONFLICT DO NOTHING",
        [list(product_ids)],
    )
    project_waiting.later(once=project_waiting.name)


def note_variants(variant_ids: Collection[UUID]) -> None:
    """Let the documents of the products of these variants be written anew."""
    note_products({variant.product_id for variant in variants_of_ids(variant_ids).values()})
