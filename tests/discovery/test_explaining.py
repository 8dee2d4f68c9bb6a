"""Why a search finds what it finds."""

from importlib import resources

import numpy as np
import pytest
from babel.messages.pofile import read_po
from factories.discovery import a_document, a_snapshot, measure_of, popular

from serai.discovery.api.why_ranked import SENTENCES, in_words
from serai.discovery.domain.document import Band
from serai.discovery.domain.meaning import Meaning
from serai.discovery.domain.training import Training
from serai.discovery.queries.lists.explaining import Asked, SearchExplained, explained

SHOP = [
    a_document(1, "Whole milk", size="2 l", brand="Acme"),
    a_document(2, "Whole milk", size="1 l", brand="Blue Barn"),
    a_document(3, "Chocolate milk", size="1 l", brand="Acme", band=Band.OUT),
]


def codes_of(found: SearchExplained) -> dict[str, list[str]]:
    return {str(hit.product_id)[-1]: [why.code for why in hit.reasons] for hit in found.hits}


def test_each_hit_has_its_words_and_its_strongest_reasons():
    found = explained(a_snapshot(SHOP), Asked("acme milk", 3), measure_of)

    assert codes_of(found) == {
        "1": ["words", "brand", "category"],
        "3": ["words", "sold_out", "brand"],
        "2": ["lacks_words", "words", "category"],
    }
    assert [hit.tier for hit in found.hits] == [0, 0, 1]
    assert found.total == 3


def test_the_score_is_the_words_times_every_factor():
    snapshot = a_snapshot(SHOP, training=popular(Training.none(), SHOP, [0, 1, 0]))

    found = explained(snapshot, Asked("whole 1l", 1), measure_of)

    [hit] = found.hits
    amounts = {why.code: why.amount for why in hit.reasons}
    assert amounts == {"words": pytest.approx(amounts["words"]), "size": 1.6, "popularity": 1.3}
    assert hit.score == pytest.approx(amounts["words"] * 1.6 * 1.3, abs=1e-3)


def test_the_number_of_a_product_is_a_reason_of_its_own():
    found = explained(a_snapshot(SHOP), Asked("SKU-2", 1), measure_of)

    assert codes_of(found) == {"2": ["number"]}


def test_the_kind_of_the_best_hits_is_told():
    direction = np.array([[1, 0], [1, 0], [0, 1]], np.float32)
    ids = np.array([each.product_id.bytes for each in SHOP], "S16")
    snapshot = a_snapshot(SHOP, meaning=Meaning("1", ids, direction))

    found = explained(snapshot, Asked("milk", 3, strongest=9), measure_of)

    assert {"kind", "whole"} <= set(codes_of(found)["1"])
    assert codes_of(found)["3"][:3] == ["words", "sold_out", "category"]


def test_every_reason_has_a_sentence():
    told = in_words(explained(a_snapshot(SHOP), Asked("acme milk 2l", 1), measure_of), None)

    assert [reason["text"] for reason in told["hits"][0]["reasons"]][1:] == [
        "The query names its size: times 1.60.",
        "The query names its brand: times 1.50.",
    ]


@pytest.mark.parametrize("locale", ["he", "ru", "be", "ka", "ar", "pt"])
def test_every_sentence_is_translated(locale: str):
    path = resources.files("serai.discovery.api") / "messages" / f"{locale}.po"
    with path.open("rb") as file:
        translated = {message.id: message.string for message in read_po(file) if message.id}

    assert all("{amount}" in translated[each] for each in SENTENCES.values() if "{" in each)
    assert all(translated.get(each) for each in SENTENCES.values())
