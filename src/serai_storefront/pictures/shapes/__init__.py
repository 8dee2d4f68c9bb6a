"""All shapes by name. A shape is a function from a look to the inside of an SVG document."""

from collections.abc import Callable

from serai_storefront.pictures.palette import Look
from serai_storefront.pictures.shapes.bottles import BOTTLES
from serai_storefront.pictures.shapes.boxes import BOXES
from serai_storefront.pictures.shapes.care import CARE
from serai_storefront.pictures.shapes.flowers import FLOWERS
from serai_storefront.pictures.shapes.fresh import FRESH
from serai_storefront.pictures.shapes.fruit import FRUIT
from serai_storefront.pictures.shapes.household import HOUSEHOLD
from serai_storefront.pictures.shapes.leisure import LEISURE
from serai_storefront.pictures.shapes.vegetables import VEGETABLES

SHAPES: dict[str, Callable[[Look], str]] = {
    **BOTTLES,
    **BOXES,
    **FRESH,
    **FRUIT,
    **VEGETABLES,
    **FLOWERS,
    **CARE,
    **HOUSEHOLD,
    **LEISURE,
}
