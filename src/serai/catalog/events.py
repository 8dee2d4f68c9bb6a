"""What the catalog tells the others."""

from dataclasses import dataclass
from uuid import UUID

from serai.kernel.events import Event


@dataclass(frozen=True)
class ProductsChanged(Event):
    """
    Products, their variants, texts, pictures or assortments are new or different. Version 1.

    At most 500 products travel in one event; a large load publishes many.
    """

    product_ids: tuple[UUID, ...]


@dataclass(frozen=True)
class CategoriesChanged(Event):
    """The tree, a category's name or one of its translations is different. Version 1."""
