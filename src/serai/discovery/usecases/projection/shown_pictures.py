"""Pictures of a product as pages choose among their sizes, with words for who cannot see them."""

from typing import Any

from serai.catalog.public import MediaView, PictureView, ProductView, kept_at
from serai.discovery.usecases.projection.cards import Picture, ShownPicture


def face_of(product: ProductView, locale: str) -> Picture:
    """Return the picture that stands for a product in lists."""
    for medium in product.media:
        if medium.kind == "image" and medium.url == product.picture.src:
            return Picture(**_seen(medium, locale, product.picture))
    return Picture(product.picture.src, product.picture.alt)


def gallery_of(product: ProductView, locale: str) -> list[ShownPicture]:
    """Return all pictures of a product that somebody gave it, in their order; none where it is drawn."""
    return [
        ShownPicture(**_seen(medium, locale, product.picture), sku=medium.sku)
        for medium in product.media
        if medium.kind == "image"
    ]


def _seen(medium: MediaView, locale: str, face: PictureView) -> dict[str, Any]:
    own = medium.alts.get(locale) or medium.alts.get(locale.partition("-")[0])
    said: dict[str, Any] = {
        "src": medium.url,
        "alt": own or medium.alt or (face.alt if medium.url == face.src else ""),
        "alts": {at: words for at, words in medium.alts.items() if at != locale},
    }
    kept = kept_at(medium.url)
    if kept is None:
        return said
    return said | {
        "srcset": kept.srcset("jpg"),
        "srcset_webp": kept.srcset("webp"),
        "width": kept.width,
        "height": kept.height,
    }
