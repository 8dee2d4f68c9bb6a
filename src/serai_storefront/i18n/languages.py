"""The languages we speak, and which one a reader gets."""

import dataclasses
from typing import Literal

from babel import Locale
from babel.core import negotiate_locale
from starlette.requests import Request


@dataclasses.dataclass(frozen=True, slots=True)
class Language:
    """A language: its code, its own name, the direction of its script."""

    code: str
    name: str
    direction: Literal["ltr", "rtl"] = "ltr"

    @property
    def locale(self) -> Locale:
        """Babel's knowledge of it."""
        return Locale.parse(self.code)


ASKED = "lang"
"""The parameter by which an address says in which language it is meant."""

LANGUAGES: dict[str, Language] = {
    language.code: language
    for language in (
        Language("en", "English"),
        Language("he", "עברית", "rtl"),
        Language("ru", "Русский"),
        Language("be", "Беларуская"),
        Language("ka", "ქართული"),
        Language("ar", "العربية", "rtl"),
        Language("pt", "Português"),
    )
}


def language_for(chosen: str | None, accept_language: str) -> Language:
    """
    Return the reader's language: the one they chose, else the first of their browser's that we speak.

    Example:
        >>> language_for(None, "fr;q=0.9, pt-BR, en;q=0.2").code
        'pt'
        >>> language_for("he", "ru").code
        'he'
    """
    if chosen in LANGUAGES:
        return LANGUAGES[chosen]
    code = negotiate_locale(_preferred(accept_language), list(LANGUAGES), sep="-")
    return LANGUAGES[(code or "en").partition("_")[0]]


def asked_language(request: Request) -> str:
    """Return the language that an address asks for with `?lang=`, so that each has one; nothing for none of ours."""
    code = request.query_params.get(ASKED, "")
    return code if code in LANGUAGES else ""


def _preferred(accept_language: str) -> list[str]:
    weighted: list[tuple[float, str]] = []
    for part in accept_language[:500].split(","):
        tag, _, rest = part.strip().partition(";")
        name, _, number = rest.strip().partition("=")
        try:
            weight = float(number) if name == "q" else 1.0
        except ValueError:
            continue
        if tag and tag != "*" and weight > 0:
            weighted.append((-weight, tag))
    return [tag for _, tag in sorted(weighted, key=lambda pair: pair[0])]
