"""What segments may ask whether somebody bought it."""

from enum import StrEnum


class BoughtKind(StrEnum):
    """An article by its SKU, a category by its path, a brand by its name."""

    ARTICLE = "article"
    CATEGORY = "category"
    BRAND = "brand"
