"""What things that grew share: leaves, stems, round bodies, their own colours."""

from serai_storefront.pictures.palette import Look
from serai_storefront.pictures.words import has

LEAF, STEM = "#4f9a3d", "#6b4a25"


def sphere(cx: float, cy: float, r: float, fill: str) -> str:
    """Return a round body with light on it."""
    circle = f'<circle cx="{cx:g}" cy="{cy:g}" r="{r:g}"'
    return f'{circle} fill="{fill}"/>{circle} fill="url(#b)"/>'


def tone_of(look: Look, *tones: tuple[str, str]) -> str:
    """Return the colour whose words the product has, or one of them all."""
    named = next((colour for words, colour in tones if has(words, look.product)), None)
    return named or tones[look.pick(len(tones))][1]
