"""Read a query: cut it into words, mend slips, and find what it names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from serai.discovery.domain.language.analyser import plain
from serai.discovery.domain.language.synonyms import (
    Stems,
    kinds_of,
    longest,
    right_words,
    synonyms_of,
)
from serai.discovery.domain.search.measures import MeasureOf, WantedSize, sizes_in
from serai.discovery.domain.search.naming import Mention, mentions_in
from serai.discovery.domain.snapshot import Snapshot

LONGEST_QUERY = 200
_MOST_WORDS = 12
_COMPLETIONS = 12
_BEGUN, _SYNONYM, _KIND = 0.9, 0.8, 0.6


@dataclass(slots=True)
class Term:
    """
    One word of the query.

    `stem` is what documents hold; `others` are phrases that serve as well, each with what a match of
    it is worth beside the word itself.
    """

    word: str
    stem: str
    others: list[tuple[Stems, float]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reading:
    """
    A query as the shop reads it.

    `corrected` is the query with its slips mended, `None` when there were none. `mentions` are names of
    brands and categories in it, `sizes` the sizes.
    """

    text: str
    terms: list[Term]
    corrected: str | None
    mentions: list[Mention]
    sizes: list[WantedSize]


def read_query(
    snapshot: Snapshot,
    text: str,
    measure_of: MeasureOf,
    *,
    loosely: bool = False,
    learnt: bool = False,
) -> Reading:
    """
    Return `text` as the shop of `snapshot` reads it. A word that no document holds is mended.

    Args:
        snapshot: whose words are known.
        text: what a shopper wrote.
        measure_of: reads sizes.
        loosely: mend more than one dares to at first: for a query that finds nothing.
        learnt: whether synonyms learnt from shoppers count, beside those that staff accepted.
    """
    shown = " ".join(text.split())[:LONGEST_QUERY]
    sizes, rest = sizes_in(plain(shown), measure_of)
    written = snapshot.analyser.words(rest)[:_MOST_WORDS]
    terms, words = _terms(snapshot, written, loosely=loosely, learnt=learnt)
    corrected = _rewritten(shown, written, words) if words != written else None
    _add_compounds(snapshot, terms)
    _add_synonyms(snapshot, terms, learnt=learnt)
    mentions = mentions_in([term.stem for term in terms], snapshot.names)
    return Reading(shown, terms, corrected, mentions, sizes)


def _terms(
    snapshot: Snapshot, written: Sequence[str], *, loosely: bool, learnt: bool
) -> tuple[list[Term], list[str]]:
    """Return the words that count, and every word as it should have been written."""
    terms: list[Term] = []
    words: list[str] = []
    for word in written:
        stem = snapshot.analyser.stem(word)
        known = not stem or _known(snapshot, stem, learnt=learnt)
        term = Term(word, stem) if known else _mended(snapshot, word, loosely=loosely)
        if known and loosely:
            # All that held it may be gone since the index was made.
            term.others += _kind(snapshot, stem)
        words.append(term.word)
        if term.stem:
            terms.append(term)
    return terms, words


def _known(snapshot: Snapshot, stem: str, *, learnt: bool) -> bool:
    if snapshot.texts.frequency(stem):
        return True
    return any(
        all(snapshot.texts.frequency(part) for part in other)
        for other, _ in _meanings(snapshot, (stem,), learnt=learnt)
    )


def _meanings(snapshot: Snapshot, stems: Stems, *, learnt: bool) -> Iterator[tuple[Stems, float]]:
    """Yield what means the same as a phrase, with what it is worth; what staff refused does not."""
    taught = snapshot.taught
    for other in synonyms_of(snapshot.tables.locale).get(stems, ()):
        if (stems, other) not in taught.refused:
            yield other, _SYNONYM
    yield from taught.meanings(stems, learnt=learnt)


def _mended(snapshot: Snapshot, word: str, *, loosely: bool) -> Term:
    """
    Return what a word stands for that no document holds.

    It is the beginning of known words or a kind of something, two words in one, or a slip: but not where the
    language itself has the word.
    """
    vocabulary, analyser = snapshot.vocabulary, snapshot.analyser
    stem = analyser.stem(word)
    if not word.isalpha():
        return Term(word, stem)
    if others := [*_begun(snapshot, word), *_kind(snapshot, stem)]:
        return Term(word, stem, others)
    if parts := _split(snapshot, word):
        return Term(word, stem, [(parts, 1.0)])
    is_right = stem in right_words(snapshot.tables.locale)
    if not is_right and (slips := vocabulary.corrections(word, loosely=loosely)):
        return Term(slips[0], analyser.stem(slips[0]))
    return Term(word, stem)


def _begun(snapshot: Snapshot, word: str) -> Iterator[tuple[Stems, float]]:
    """Yield the known words that begin with a word."""
    if len(word) >= 3:
        for start in snapshot.vocabulary.completions(word, limit=_COMPLETIONS):
            yield (snapshot.analyser.stem(start),), _BEGUN


def _kind(snapshot: Snapshot, stem: str) -> Iterator[tuple[Stems, float]]:
    """Yield what a word is a kind of, where the shop has that."""
    of = kinds_of(snapshot.tables.locale).get(stem, ())
    if of and all(snapshot.texts.frequency(part) for part in of):
        yield of, _KIND


def _split(snapshot: Snapshot, word: str) -> Stems:
    """Return the two known words that `word` is made of, the most common pair; nothing when it is none."""
    best: tuple[int, Stems] = (0, ())
    for cut in range(3, len(word) - 2):
        parts = (snapshot.analyser.stem(word[:cut]), snapshot.analyser.stem(word[cut:]))
        rarest = min(map(snapshot.texts.frequency, parts)) if all(parts) else 0
        if rarest:
            best = max(best, (rarest, parts))
    return best[1]


def _add_compounds(snapshot: Snapshot, terms: list[Term]) -> None:
    """Let "smart watch" find "smartwatch", and "smartwatch" find "smart watch"."""
    for first, second in pairwise(terms):
        joined = snapshot.analyser.stem(first.word + second.word)
        if joined and snapshot.texts.frequency(joined):
            first.others.append(((joined,), 0.5))
            second.others.append(((joined,), 0.5))
    for term in terms:
        if len(term.word) >= 8 and not term.others and (parts := _split(snapshot, term.word)):
            term.others.append((parts, 0.7))


def _add_synonyms(snapshot: Snapshot, terms: list[Term], *, learnt: bool) -> None:
    """Let every word of a phrase be satisfied by a phrase that means the same."""
    most = max(longest(synonyms_of(snapshot.tables.locale)), snapshot.taught.longest)
    for length in range(1, min(most, len(terms)) + 1):
        for start in range(len(terms) - length + 1):
            stretch = terms[start : start + length]
            stems = tuple(term.stem for term in stretch)
            for other, worth in _meanings(snapshot, stems, learnt=learnt):
                for term in stretch:
                    term.others.append((other, worth / length))


def _rewritten(shown: str, written: Sequence[str], words: Sequence[str]) -> str:
    """Return the query with each mended word in place of the one that was written."""
    text = plain(shown).lower()
    for before, after in zip(written, words, strict=True):
        if before != after:
            text = text.replace(before, after, 1)
    return text
