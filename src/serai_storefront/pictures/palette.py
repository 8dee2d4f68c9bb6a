"""Colours: a family of goods has its hues, a product its own shade of them, and words stay readable on both."""

# ruff: noqa: E501 - the data of drawings reads no better in pieces

import colorsys
import dataclasses

from serai_storefront.pictures.subject import Subject
from serai_storefront.pictures.words import has

Hues = tuple[tuple[int, float, float], ...]
"""Hue in degrees, saturation and lightness from 0 to 1."""

FAMILIES: tuple[tuple[str, Hues], ...] = (
    ("frozen frzn ice", ((205, 0.62, 0.45), (222, 0.58, 0.46), (190, 0.6, 0.38), (260, 0.4, 0.5))),
    ("pet dog cat bird", ((28, 0.8, 0.5), (12, 0.66, 0.46), (265, 0.4, 0.48), (150, 0.45, 0.36))),
    ("milk dairy yog cheese butter margarine egg refrig fluid", ((210, 0.66, 0.48), (196, 0.6, 0.42), (48, 0.86, 0.56), (340, 0.55, 0.58), (150, 0.42, 0.42))),
    ("bak bread pastry cake roll pie flour cereal cracker", ((34, 0.62, 0.5), (22, 0.6, 0.42), (44, 0.82, 0.54), (8, 0.58, 0.46))),
    ("meat beef pork chicken turkey lamb bacon sausage hot-dog lunchmeat deli smoked", ((4, 0.6, 0.44), (355, 0.55, 0.38), (20, 0.66, 0.46), (210, 0.45, 0.36))),
    ("seafood fish sushi", ((200, 0.58, 0.42), (176, 0.5, 0.38), (18, 0.7, 0.54))),
    ("produce fruit vegetable salad organic herb", ((104, 0.42, 0.42), (84, 0.5, 0.42), (140, 0.42, 0.36))),
    ("wine liquor spirit", ((345, 0.5, 0.24), (110, 0.3, 0.22), (40, 0.6, 0.4), (220, 0.3, 0.24))),
    ("beer ale", ((36, 0.8, 0.44), (110, 0.4, 0.3), (4, 0.64, 0.42), (218, 0.5, 0.36))),
    ("soft-drink drink juice water isotonic new-age tea beverage soda", ((4, 0.76, 0.48), (212, 0.7, 0.46), (98, 0.56, 0.42), (28, 0.9, 0.52), (280, 0.42, 0.48), (186, 0.6, 0.42))),
    ("coffee cocoa", ((22, 0.5, 0.26), (8, 0.62, 0.36), (40, 0.6, 0.42), (150, 0.4, 0.26))),
    ("snack chip candy cookie popcorn nut", ((4, 0.78, 0.5), (44, 0.95, 0.53), (24, 0.9, 0.52), (212, 0.66, 0.46), (288, 0.42, 0.44), (140, 0.5, 0.38))),
    ("baby infant diaper", ((198, 0.56, 0.58), (340, 0.56, 0.66), (46, 0.8, 0.62), (160, 0.4, 0.52))),
    ("cosmetic makeup fragrance hair hand body facial bath sun deodorant", ((330, 0.46, 0.54), (280, 0.34, 0.52), (176, 0.4, 0.42), (18, 0.5, 0.6), (210, 0.42, 0.48))),
    ("vitamin analgesic cold antacid allergy pharm first-aid oral foot eye laxative health nutrition diet", ((206, 0.66, 0.44), (160, 0.5, 0.38), (4, 0.66, 0.48), (34, 0.84, 0.52), (262, 0.4, 0.48))),
    ("detergent laundry bleach clean dish household air-care tissue towel paper wrap trash soap", ((214, 0.74, 0.48), (26, 0.92, 0.54), (170, 0.58, 0.38), (268, 0.46, 0.52), (346, 0.6, 0.54))),
    ("floral flower rose plant garden lawn", ((336, 0.58, 0.58), (292, 0.4, 0.56), (110, 0.42, 0.4), (14, 0.72, 0.58))),
    ("natural bulk rice bean grain pasta noodle", ((90, 0.38, 0.38), (36, 0.6, 0.46), (16, 0.6, 0.44), (210, 0.5, 0.42))),
)  # fmt: skip
ANY: Hues = ((4, 0.64, 0.46), (28, 0.8, 0.5), (46, 0.84, 0.5), (130, 0.42, 0.38), (172, 0.5, 0.36), (210, 0.6, 0.44), (262, 0.4, 0.48), (338, 0.52, 0.52))  # fmt: skip

DARK, LIGHT = "#2b2118", "#ffffff"


@dataclasses.dataclass(frozen=True, slots=True)
class Look:
    """The colours of one package, and the words on it."""

    main: str
    deep: str
    pale: str
    second: str
    paper: str
    ink: str
    on_main: str
    on_second: str
    words: tuple[str, ...]
    motif: str
    product: str
    seed: int
    own_label: bool

    def pick(self, among: int, salt: int = 0) -> int:
        """Return a number below `among` that belongs to this product."""
        return (self.seed >> (3 + 5 * salt)) % among


def look_of(subject: Subject, motif: str) -> Look:
    """Return the colours for a subject."""
    hues = next((hues for words, hues in FAMILIES if has(words, subject.category)), ANY)
    hue, saturation, lightness = hues[subject.seed % len(hues)]
    hue = (hue + subject.seed // 7 % 17 - 8) % 360
    lightness += (subject.seed // 119 % 7 - 3) * 0.012
    if subject.own_label:
        saturation *= 0.72
    turn = (150, 45, 190, 30)[subject.seed // 833 % 4]
    main = _hex(hue, saturation, lightness)
    second = _hex((hue + turn) % 360, min(saturation + 0.06, 0.76), 0.54)
    paper = "#f7f3ea" if subject.own_label else "#fffdf8"
    return Look(
        main=main,
        deep=_hex(hue, saturation, lightness * 0.66),
        pale=_hex(hue, saturation * 0.6, 0.86),
        second=second,
        paper=paper,
        ink=_hex(hue, min(saturation, 0.6), 0.22),
        on_main=readable_on(main),
        on_second=readable_on(second),
        words=tuple(subject.words),
        motif=motif,
        product=subject.product,
        seed=subject.seed,
        own_label=subject.own_label,
    )


def readable_on(colour: str) -> str:
    """
    Return dark or light, whichever stands out more.

    Example:
        >>> readable_on("#ffffff"), readable_on("#000000")
        ('#2b2118', '#ffffff')
    """
    return max((LIGHT, DARK), key=lambda ink: contrast(ink, colour))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2)."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _hex(hue: float, saturation: float, lightness: float) -> str:
    parts = colorsys.hls_to_rgb(
        hue % 360 / 360, min(max(lightness, 0.0), 1.0), min(max(saturation, 0.0), 1.0)
    )
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)
