"""What articles look like today: lines remember only what was sold, and for how much."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from serai.catalog import public as catalog
from serai.kernel.money import Money, UnitPrice
from serai.pricing.public import ShelfPrice, unit_price


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
    sold_by: str = "each"
    content: tuple[Decimal, str] | None = None
    """How much is in it, and of what: (0.75, "l")."""

    def shelf_price(self, amount: Money, exact: UnitPrice | None = None) -> ShelfPrice | None:
        """Return what a kilogram, litre, metre or piece costs at a price, where that says something new."""
        if self.sold_by != "each":
            return ShelfPrice(self.sold_by, amount)
        if self.content is None:
            return None
        content, base = self.content
        return unit_price(amount, content=content, base=base, exact=exact)


UNKNOWN = Looks()


def looks_of_variants(variant_ids: Collection[UUID]) -> dict[UUID, Looks]:
    """Return the looks of the variants that still exist; one statement."""
    return {
        variant_id: Looks(
            view.slug,
            view.package_size,
            PictureView(view.picture.src, view.picture.alt),
            view.unit,
            view.package.in_base() if view.package else None,
        )
        for variant_id, view in catalog.variants_of_ids(variant_ids).items()
    }
