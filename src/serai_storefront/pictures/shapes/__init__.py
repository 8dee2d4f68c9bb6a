"""All shapes by name. A shape is a function from a look to the inside of an SVG document."""

from collections.abc import Callable

from serai_storefront.pictures.palette import Look
from serai_storefront.pictures.shapes.bottles import BOTTLES
from serai_storefront.pictures.shapes.boxes import BOXES
from serai_storefront.pictures.shapes.care import CARE
from serai_storefront.pictures.shapes.fresh import FRESH
from serai_storefront.pictures.shapes.home import HOME
from serai_storefront.pictures.shapes.produce import PRODUCE

SHAPES: dict[str, Callable[[Look], str]] = {**BOTTLES, **BOXES, **FRESH, **PRODUCE, **CARE, **HOME}
