"""Phrases that mean the same, or what something is a kind of, looked up by their stems."""

from functools import cache

from serai.discovery.domain.language.analyser import analyser_of

Stems = tuple[str, ...]
Synonyms = dict[Stems, tuple[Stems, ...]]


@cache
def synonyms_of(locale: str) -> Synonyms:
    """Return, for the stems of every phrase that has synonyms, the stems of the others."""
    analyser = analyser_of(locale)
    found: dict[Stems, set[Stems]] = {}
    for group in analyser.lexicon.synonyms:
        phrases = {stems for phrase in group if (stems := analyser.stems(phrase))}
        for stems in phrases:
            found.setdefault(stems, set()).update(phrases - {stems})
    return {stems: tuple(sorted(others)) for stems, others in found.items() if others}


@cache
def kinds_of(locale: str) -> dict[str, Stems]:
    """Return, for the stem of every word that is a kind of something, the stems of that."""
    analyser = analyser_of(locale)
    return {analyser.stem(kind): analyser.stems(of) for kind, of in analyser.lexicon.kinds}


@cache
def right_words(locale: str) -> frozenset[str]:
    """Return the stems of the words that a language is known to have: none of them is a slip."""
    said = (stem for phrase in synonyms_of(locale) for stem in phrase)
    return frozenset((*said, *kinds_of(locale)))


def longest(synonyms: Synonyms) -> int:
    """Return the number of words in the longest phrase that has synonyms."""
    return max(map(len, synonyms), default=0)
