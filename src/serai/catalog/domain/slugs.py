"""Slugs: the part of an address that names a thing."""

import re
import unicodedata

MAX_LENGTH = 120
_SLUG = re.compile(r"[^\W_A-Z]+(?:-[^\W_A-Z]+)*")
_ACCENT = re.compile(r"(?<=[a-z])[\u0300-\u036f]+")
_NOT_WORD = re.compile(r"[\W_]+")
_SPELT_OUT = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
    }
)


def is_slug(text: str) -> bool:
    """Return whether `text` is small letters and digits, with single hyphens between."""
    return len(text) <= MAX_LENGTH and _SLUG.fullmatch(text) is not None


def slug_of(text: str) -> str:
    """
    Return the slug of a name; empty when no letter or digit is in it.

    Latin letters lose their accents. Names in other scripts keep their letters.

    Example:
        >>> slug_of("Crème brûlée, 4 × 100 g"), slug_of("Чай зелёный")
        ('creme-brulee-4-100-g', 'чай-зелёный')
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.lower().translate(_SPELT_OUT))
        text = unicodedata.normalize("NFC", _ACCENT.sub("", text))
    slug = _NOT_WORD.sub("-", text.lower().replace("'", "")).strip("-")
    return slug[:MAX_LENGTH].rstrip("-")
