"""What articles look like, for lines that remember only what was sold."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from serai.catalog import public as catalog
from serai.ordering.domain.cart import Picture


@dataclass(frozen=True, slots=True)
class Looks:
    """Where an article is shown, and how."""

    slug: str
    package_size: str
    picture: Picture | None


def looks_of_variants(variant_ids: Iterable[UUID]) -> dict[UUID, Looks]:
    """Return the looks of the variants that still exist; one statement."""
    return {
        variant_id: Looks(view.slug, view.package_size, Picture(view.picture.src, view.picture.alt))
        for variant_id, view in catalog.variants_of_ids(list(variant_ids)).items()
    }
