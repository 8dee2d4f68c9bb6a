"""What is known of each language: its stemmer, its empty words, its synonyms."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

STEMMERS = MappingProxyType(
    {
        "ar": "arabic",
        "da": "danish",
        "de": "german",
        "el": "greek",
        "en": "english",
        "es": "spanish",
        "fi": "finnish",
        "fr": "french",
        "hu": "hungarian",
        "it": "italian",
        "nl": "dutch",
        "no": "norwegian",
        "pt": "portuguese",
        "ro": "romanian",
        "ru": "russian",
        "sv": "swedish",
        "tr": "turkish",
    }
)
"""Snowball stemmers by language; a language without one is searched by whole words and prefixes."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """
    One language.

    `stop` are words without meaning for search, `synonyms` groups of phrases that mean the same, `kinds`
    pairs of a word and the phrase that it is a kind of.
    """

    language: str
    stop: frozenset[str]
    synonyms: tuple[tuple[str, ...], ...]
    kinds: tuple[tuple[str, str], ...] = ()

    @property
    def stemmer(self) -> str | None:
        """Return the name of the stemmer, if the language has one."""
        return STEMMERS.get(self.language)


@cache
def lexicon_of(locale: str) -> Lexicon:
    """Return the lexicon of a locale's language ("pt-BR": Portuguese); an empty one when none is kept."""
    language = locale.replace("_", "-").partition("-")[0].lower()
    file = resources.files(__package__) / f"{language}.toml"
    kept = tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return Lexicon(
        language,
        frozenset(kept.get("stop", ())),
        tuple(tuple(group) for group in kept.get("synonyms", ())),
        tuple((kind, of) for of, kinds in kept.get("kinds", {}).items() for kind in kinds),
    )
