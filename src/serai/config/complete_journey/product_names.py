"""What a product of the data is called in the shop, and all else that is read into the data for it."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NamedTuple

from serai.config.complete_journey.brand_names import OWN_BRAND, brand_of_manufacturer
from serai.config.complete_journey.package_sizes import Size, read_size
from serai.config.complete_journey.readable_names import names
from serai.config.complete_journey.shelves import Filing, Place

CHANNELS: list[str] = ["web"]
STORES_ONLY: list[str] = []
PRIVATE = "Private"


class Article(NamedTuple):
    """A product as the data have it."""

    product_id: int
    manufacturer_id: int
    brand: str
    department: str
    product_category: str | None
    product_type: str | None
    package_size: str | None

    @property
    def filing(self) -> Filing:
        """Where the data file it."""
        return Filing(self.department, self.product_category, self.product_type)


@dataclass(frozen=True, slots=True)
class Description:
    """
    What articles have in common that nothing but their number tells apart.

    `looks` is the name with the size: articles that look alike are numbered. `known` is false when the
    data do not say what the thing is.
    """

    name: str
    looks: str
    known: bool
    row: dict[str, Any]


def describe(article: Article, place: Place) -> Description:
    """Return an article's name and the columns of its row that do not depend on its number."""
    return _describe(article._replace(product_id=0), place)


@cache
def _describe(article: Article, place: Place) -> Description:
    aisle, product_type = place.path[0], article.product_type
    size = _in_fluid_ounces(read_size(article.package_size), article)
    brand = (place.kind and place.kind.brand) or _brand(article)
    noun = place.kind.noun if place.kind else place.path[-1]
    known = place.kind is not None or len(place.path) > 1
    words = f", {size.words}" if size.words else ""
    name = f"{brand} {noun}{words}" if known else "Article"
    package = str(size.package) if size.package else None
    in_stores_only = not known or names().is_sold_in_stores_only(aisle, product_type)
    row = {
        "brand": brand,
        "package_size": package,
        "attributes": {
            "organic": True if "ORGANIC" in (product_type or "") else None,
            "age_restricted": True if names().is_age_restricted(aisle, product_type) else None,
        },
        "channels": STORES_ONLY if in_stores_only else CHANNELS,
    }
    return Description(name, f"{name}, {package}", known, row)


def _brand(article: Article) -> str:
    private = article.brand == PRIVATE
    return OWN_BRAND if private else brand_of_manufacturer(article.manufacturer_id)


def _in_fluid_ounces(size: Size, article: Article) -> Size:
    powder = "POWDER" in (article.product_type or "")
    if powder or size.package is None or size.package.unit != "oz":
        return size
    if not names().is_liquid(article.product_category):
        return size
    return Size(replace(size.package, unit="fl oz"), size.words)
