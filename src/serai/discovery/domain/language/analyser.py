"""Cut a text into words, and a word to its stem: the same way for documents and for queries."""

import unicodedata
from functools import cache, lru_cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from serai.discovery.domain.language.lexicon import Lexicon, lexicon_of

_LONGEST_WORD = 40
_APOSTROPHES = str.maketrans(
    "", "", "'\N{RIGHT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}"
)


class Analyser:
    """
    The words of one language.

    A text is normalised (NFKC), cut at everything that is no letter or digit, written small and
    without accents. `words` keeps the words as written, `stems` drops empty ones and stems the rest.
    """

    name = "serai"

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._words = _words().build()
        self.index_analyser: TextAnalyzer = _stemmed(lexicon).build()
        self._stem = lru_cache(maxsize=50_000)(self._stemmed_word)

    def words(self, text: str) -> list[str]:
        """Return every word of `text`, small and without accents."""
        found: list[str] = self._words.analyze(plain(text))
        return found

    def stem(self, word: str) -> str:
        """Return the stem of one of `words`; empty for a word that search ignores."""
        return self._stem(word)

    def stems(self, text: str) -> tuple[str, ...]:
        """Return the stems of `text` as the index holds them."""
        return tuple(stem for word in self.words(text) if (stem := self._stem(word)))

    def _stemmed_word(self, word: str) -> str:
        found: list[str] = self.index_analyser.analyze(word)
        return found[0] if found else ""


@cache
def analyser_of(locale: str) -> Analyser:
    """Return the analyser of a locale; one per process."""
    return Analyser(lexicon_of(locale))


def plain(text: str) -> str:
    """Return `text` in its compatible form (NFKC), without apostrophes: "Ben's" is "Bens"."""
    if text.isascii():
        return text.replace("'", "")
    return unicodedata.normalize("NFKC", text).translate(_APOSTROPHES)


def _words() -> TextAnalyzerBuilder:
    builder = TextAnalyzerBuilder(Tokenizer.simple())
    return (
        builder.filter(Filter.remove_long(_LONGEST_WORD))
        .filter(Filter.lowercase())
        .filter(Filter.ascii_fold())
    )


def _stemmed(lexicon: Lexicon) -> TextAnalyzerBuilder:
    builder = _words()
    if lexicon.stop:
        builder = builder.filter(Filter.custom_stopword(sorted(lexicon.stop)))
    if lexicon.stemmer:
        builder = builder.filter(Filter.stemmer(lexicon.stemmer))
    return builder
