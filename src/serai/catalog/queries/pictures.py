"""The face of a product."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture: its address, and the words for those who cannot see it."""

    src: str
    alt: str


def picture_of(
    media: Sequence[str] | None, *, slug: str, name: str, category: str, private_label: bool
) -> PictureView:
    """
    Return a product's face: its first picture, or the address under which one is drawn for it.

    Args:
        media: address and alternative text of the first picture, if there is one.
        slug: the product's.
        name: the product's; the words when the picture has none.
        category: slug of the product's category.
        private_label: whether the brand is the shop's own.
    """
    if media is not None:
        src, alt = media
        return PictureView(src, alt or name)
    kind = "private" if private_label else "national"
    return PictureView(f"/pictures/{category or 'other'}/{kind}/{slug}.svg", name)
