"""Errors in the reader's language."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po

from serai.kernel.errors import DomainError
from serai.plumbing.api.wording import Wording

LOCALES = ("en", "he", "ru", "be", "ka", "ar", "pt")
_MESSAGES = Path(__file__).parent / "messages"
_TAG = re.compile(r"^\s*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)\s*(?:;\s*q\s*=\s*([0-9.]+))?\s*$")
_NOTHING: Mapping[str, Any] = {}


def negotiate(accept_language: str) -> str:
    """Return the best of our locales for an Accept-Language header; English when nothing fits."""
    return choose(accept_language, LOCALES, "en")


@lru_cache(maxsize=1000)
def choose(accept_language: str, offered: tuple[str, ...], otherwise: str) -> str:
    """
    Return the best of the locales `offered` for an Accept-Language header; `otherwise` when nothing fits.

    A language fits every region of it: "pt-PT" and "pt" both find "pt-BR" where that is all there is.
    """
    known: dict[str, str] = {}
    for locale in offered:
        known.setdefault(locale.lower().partition("-")[0], locale)
    known |= {locale.lower(): locale for locale in offered}
    best, best_weight = otherwise, 0.0
    for part in accept_language[:200].split(","):
        tag = _TAG.match(part)
        wanted = tag[1].lower().replace("_", "-") if tag else ""
        found = known.get(wanted) or known.get(wanted.partition("-")[0])
        if tag and found:
            try:
                weight = float(tag[2] or 1)
            except ValueError:
                continue
            if weight > best_weight:
                best, best_weight = found, weight
    return best


def localised(error: DomainError, locale: str) -> str:
    """Return the error's sentence in `locale`; the original English when there is no translation."""
    return phrase(error.code, locale, error.facts, otherwise=str(error))


def phrase(name: str, locale: str, facts: Mapping[str, Any] = _NOTHING, *, otherwise: str) -> str:
    """
    Return what is said in `locale` under `name`.

    Where a fact tells apart why something is refused, each reason has a sentence of its own, named
    `<name>.<value of the fact>` (`<name>.none` for an empty one).

    Args:
        name: an error's code, or another name in the catalogues.
        locale: one of `LOCALES`.
        facts: the values that the sentences may hold.
        otherwise: the English, for when the catalogue has nothing that fits.
    """
    catalogue = _catalogue(locale)
    if name not in catalogue:
        return otherwise
    wording = Wording(locale, catalogue)
    sentences = list(_of_reasons(name, facts, catalogue)) or [catalogue[name]]
    try:
        return " ".join(wording.vformat(sentence, (), facts) for sentence in sentences)
    except (LookupError, AttributeError, ValueError, TypeError):
        return otherwise


def _of_reasons(name: str, facts: Mapping[str, Any], catalogue: Mapping[str, str]) -> Iterator[str]:
    for fact in facts.values():
        for value in fact if isinstance(fact, list | tuple) else [fact]:
            if value is None or isinstance(value, str):
                reason = f"{name}.{value or 'none'}"
                if reason in catalogue:
                    yield catalogue[reason]


@cache
def _catalogue(locale: str) -> dict[str, str]:
    path = _MESSAGES / f"{locale}.po"
    if not path.exists():
        return {}
    catalogue = read_po(BytesIO(path.read_bytes()), locale=locale)
    return {str(message.id): str(message.string) for message in catalogue if message.id}
