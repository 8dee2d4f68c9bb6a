import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.discovery.domain.language.analyser import analyser_of
from serai.discovery.domain.language.lexicon import STEMMERS, lexicon_of
from serai.discovery.domain.language.synonyms import synonyms_of


@pytest.mark.parametrize(
    ("locale", "text", "stems"),
    [
        ("en", "Tomatoes & the Children's Crème", ("tomato", "children", "creme")),
        ("en-GB", "2L bottles", ("2l", "bottl")),
        ("ru", "Молоко пастеризованное", ("молок", "пастеризова")),
        ("pt-BR", "Leites integrais", ("leit", "integr")),
        ("he", "חלב טרי", ("חלב", "טרי")),
        ("ka", "რძე", ("რძე",)),
        ("ar", "حليب", ("حليب",)),
    ],
)
def test_words_are_cut_folded_and_stemmed_by_language(
    locale: str, text: str, stems: tuple[str, ...]
):
    assert analyser_of(locale).stems(text) == stems


def test_synonyms_work_in_every_direction():
    synonyms = synonyms_of("en")

    assert ("notebook",) in synonyms[("laptop",)]
    assert ("laptop",) in synonyms[("notebook",)]
    assert ("soda",) in synonyms[("soft", "drink")]
    assert all(phrase not in others for phrase, others in synonyms.items())


def test_every_stemmer_is_one_that_the_index_knows():
    for language in STEMMERS:
        analyser_of(language).stems("word")


def test_a_language_without_a_lexicon_is_searched_by_whole_words():
    lexicon = lexicon_of("xx")

    assert (lexicon.stemmer, lexicon.stop, lexicon.synonyms) == (None, frozenset(), ())
    assert lexicon.kinds == ()


@given(st.text(max_size=40))
def test_stems_of_a_text_are_the_stems_of_its_words(text: str):
    analyser = analyser_of("en")

    stems = tuple(stem for word in analyser.words(text) if (stem := analyser.stem(word)))

    assert analyser.stems(text) == stems
