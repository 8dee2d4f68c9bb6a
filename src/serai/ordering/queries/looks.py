"""What articles look like today: lines remember only what was sold, and for how much."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from serai.catalog import public as catalog


@dataclass(frozen=True, slots=True)
class PictureView:
    """Where a picture is drawn, and the words for it."""

    src: str
    alt: str


@dataclass(frozen=True, slots=True)
class Looks:
    """Where an article is shown, in what size, and how; empty when the catalogue has forgotten it."""

    slug: str = ""
    package_size: str = ""
    picture: PictureView = PictureView("", "")


UNKNOWN = Looks()


def looks_of_variants(variant_ids: Collection[UUID]) -> dict[UUID, Looks]:
    """Return the looks of the variants that still exist; one statement."""
    return {
        variant_id: Looks(
            view.slug, view.package_size, PictureView(view.picture.src, view.picture.alt)
        )
        for variant_id, view in catalog.variants_of_ids(variant_ids).items()
    }
