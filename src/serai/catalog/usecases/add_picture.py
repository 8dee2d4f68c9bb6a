"""Show a picture with a product."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from serai.catalog.domain.product_fields import MOST_MEDIA
from serai.catalog.queries.products import MediaView, ProductView, product
from serai.catalog.usecases.bad_field import BadField
from serai.catalog.usecases.edit_product import EditProduct, edit_product
from serai.plumbing.db import rows, unit_of_work


@dataclass(frozen=True, slots=True)
class AddPicture:
    """
    A picture behind those that a product has.

    `alts` are its words for those who cannot see it in other languages than the shop's own, by language. With `sku`
    it shows one variant alone.
    """

    product_id: UUID
    address: str
    alt: str = ""
    alts: Mapping[str, str] = field(default_factory=dict)
    sku: str | None = None


def add_picture(command: AddPicture, *, now: datetime) -> ProductView:
    """
    Add a picture to a product; one that it has already stays where it is.

    Raises:
        ProductNotFound: no product has this id.
        BadField: there are too many, or the SKU is not of this product.
    """
    with unit_of_work():
        rows("SELECT 1 FROM catalog_product WHERE id = %s FOR UPDATE", [command.product_id])
        seen = product(command.product_id)
        if any(each.url == command.address for each in seen.media):
            return seen
        if len(seen.media) >= MOST_MEDIA:
            raise BadField("media", f"At most {MOST_MEDIA}.")
        added = {
            "url": command.address,
            "alt": command.alt,
            "alts": dict(command.alts),
            "sku": command.sku,
        }
        media = [*map(as_column, seen.media), added]
        return edit_product(EditProduct(seen.id, seen.version, {"media": media}), now=now)


def as_column(medium: MediaView) -> dict[str, Any]:
    """Return a medium as the column of a load says it."""
    return {
        "url": medium.url,
        "kind": medium.kind,
        "alt": medium.alt,
        "alts": medium.alts,
        "sku": medium.sku,
    }
