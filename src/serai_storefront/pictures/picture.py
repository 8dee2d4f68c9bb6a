"""The one way in: three slugs to an SVG document."""

# ruff: noqa: E501 - the data of drawings reads no better in pieces

from serai_storefront.pictures.choose import shape_for
from serai_storefront.pictures.motifs import motif_for
from serai_storefront.pictures.palette import look_of
from serai_storefront.pictures.parts import DEFS
from serai_storefront.pictures.shapes import SHAPES
from serai_storefront.pictures.subject import Subject


def picture(category: str, kind: str, product: str) -> str:
    """Return the drawing of a product as an SVG document, 320 units square, without background."""
    subject = Subject.of(category[:120], kind[:40], product[:160])
    look = look_of(subject, motif_for(subject.category, subject.product))
    drawing = SHAPES[shape_for(subject)](look)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 320" width="320" height="320">{DEFS}{drawing}</svg>'
