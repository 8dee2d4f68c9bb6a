"""What the catalog tells the others."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from serai.kernel.events import Event, Outside, Told


@dataclass(frozen=True)
class ProductsChanged(Event):
    """
    Products, their variants, texts, pictures or assortments are new or different. Version 1.

    At most 500 products travel in one event; a large load publishes many.
    """

    outside: ClassVar = Outside(
        "product.changed",
        {
            "product_ids": Told(
                "The products to read again.", ["0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7a1"]
            ),
        },
    )

    product_ids: tuple[UUID, ...]


@dataclass(frozen=True)
class CategoriesChanged(Event):
    """The tree, a category's name or one of its translations is different. Version 1."""

    outside: ClassVar = Outside("category.changed", {})
