"""Errors in the reader's language."""

import re
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.pofile import read_po

from serai.kernel.errors import DomainError

LOCALES = ("en", "he", "ru", "be", "ka", "ar", "pt")
_MESSAGES = Path(__file__).parent / "messages"
_TAG = re.compile(r"^\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*\s*(?:;\s*q\s*=\s*([0-9.]+))?\s*$")


@cache
def negotiate(accept_language: str) -> str:
    """Return the best of our locales for an Accept-Language header; English when nothing fits."""
    best, best_weight = "en", 0.0
    for part in accept_language[:200].split(","):
        tag = _TAG.match(part)
        if tag and tag[1].lower() in LOCALES:
            try:
                weight = float(tag[2] or 1)
            except ValueError:
                continue
            if weight > best_weight:
                best, best_weight = tag[1].lower(), weight
    return best


def localised(error: DomainError, locale: str) -> str:
    """Return the error's sentence in `locale`; the original English when there is no translation."""
    template = _catalogue(locale).get(error.code)
    if not template:
        return str(error)
    try:
        return template.format_map(error.facts)
    except (KeyError, IndexError, AttributeError, ValueError):
        return str(error)


@cache
def _catalogue(locale: str) -> dict[str, str]:
    path = _MESSAGES / f"{locale}.po"
    if not path.exists():
        return {}
    catalogue = read_po(BytesIO(path.read_bytes()), locale=locale)
    return {str(message.id): str(message.string) for message in catalogue if message.id}
