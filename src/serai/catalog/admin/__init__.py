"""The catalogue in the back office."""

from serai.catalog.admin import categories, channels, collections, products, variants

__all__ = ["categories", "channels", "collections", "products", "variants"]
