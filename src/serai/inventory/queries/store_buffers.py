"""What stores keep back from those who order to collect, as this process knows it."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from serai.catalog.public import facts_of_variants
from serai.inventory.domain.store_buffer import StoreBuffer, kept_at
from serai.inventory.models import StoreBufferRow
from serai.plumbing.caches import ShortCache

_SECONDS = 10
_looked: ShortCache[None, tuple[StoreBuffer, ...]] = ShortCache(seconds=_SECONDS)


def kept_from_collecting(variant_ids: Collection[UUID]) -> dict[tuple[UUID, UUID], int]:
    """
    Return how many units of each variant each store keeps back, by variant and store; ten seconds old at most.

    No statement where no store keeps anything; one where some do so by category.
    """
    buffers = _looked.get(None, store_buffers)
    if not buffers:
        return {}
    categories: dict[UUID, Collection[str]] = dict.fromkeys(variant_ids, ())
    if any(each.category for each in buffers):
        facts = facts_of_variants(variant_ids)
        categories |= {variant_id: each.categories for variant_id, each in facts.items()}
    return kept_at(buffers, categories)


def kept_arrays(kept: Mapping[tuple[UUID, UUID], int]) -> dict[str, list[Any]]:
    """Return what is kept back as the parameters of a statement: the nth of each list belong together."""
    return {
        "kept_variants": [variant_id for variant_id, _ in kept],
        "kept_locations": [location_id for _, location_id in kept],
        "kept": list(kept.values()),
    }


def store_buffers() -> tuple[StoreBuffer, ...]:
    """Return what stores keep back, by store and category; one statement."""
    told = StoreBufferRow.objects.order_by("location_id", "category")
    return tuple(
        StoreBuffer(*values) for values in told.values_list("location_id", "category", "units")
    )


def forget_store_buffers() -> None:
    """Let this process look again: something has just changed."""
    _looked.forget()
