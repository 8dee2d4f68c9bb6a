"""Remember which products have changed, and have their documents written soon."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from serai.catalog.public import variants_of_ids
from serai.discovery.usecases.projection.project_products import project_products
from serai.plumbing.db import execute, rows, unit_of_work

_BATCH = 1000


@unit_of_work()
def note_products(product_ids: Collection[UUID]) -> None:
    """Let the documents of these products be written anew; a product that waits already waits once."""
    execute(
        "INSERT INTO discovery_waiting (product_id) SELECT unnest(%s::uuid[]) ORDER BY 1"
        " ON CONFLICT DO NOTHING",
        [list(product_ids)],
    )


def note_variants(variant_ids: Collection[UUID]) -> None:
    """Let the documents of the products of these variants be written anew."""
    note_products({variant.product_id for variant in variants_of_ids(variant_ids).values()})


def project_waiting(*, now: datetime) -> int:
    """Write the documents of all products that wait; return how many documents changed."""
    changed = 0
    while True:
        with unit_of_work():
            taken = rows(
                "DELETE FROM discovery_waiting WHERE product_id IN"
                " (SELECT product_id FROM discovery_waiting ORDER BY product_id LIMIT %s"
                "  FOR UPDATE SKIP LOCKED) RETURNING product_id",
                [_BATCH],
            )
            if not taken:
                return changed
            changed += project_products([product_id for (product_id,) in taken], now=now)
