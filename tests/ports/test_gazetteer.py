"""What everybody keeps to who knows places."""

from pathlib import Path

import pytest

from serai.customers.adapters.no_places import NoPlaces
from serai.customers.adapters.postal_codes import PostalCodes
from serai.customers.ports import Gazetteer


@pytest.fixture(params=[PostalCodes, NoPlaces], ids=["files", "none"])
def gazetteer(request: pytest.FixtureRequest, tmp_path: Path) -> Gazetteer:
    return request.param(tmp_path) if request.param is PostalCodes else request.param()


def test_what_is_found_begins_as_it_was_typed(gazetteer: Gazetteer):
    for text in ("can", "AD1"):
        for place in gazetteer.places(text, country="AD", limit=20):
            named = place.postcode if text == "AD1" else place.city
            assert named.lower().startswith(text.lower())
            assert place.country == "AD"


def test_no_more_is_answered_than_asked_for_and_nothing_twice(gazetteer: Gazetteer):
    found = gazetteer.places("a", country="AD", limit=3)

    assert len(found) <= 3
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("text", "country"),
    [("", "AD"), ("   ", "AD"), ("zzzz", "AD"), ("can", "ZZ"), ("can", "../.."), ("\x00\t", "AD")],
)
def test_what_nobody_knows_is_nothing(gazetteer: Gazetteer, text: str, country: str):
    assert list(gazetteer.places(text, country=country, limit=8)) == []


def test_the_same_question_has_the_same_answer(gazetteer: Gazetteer):
    assert gazetteer.places("la", country="AD", limit=8) == gazetteer.places(
        "LA", country="AD", limit=8
    )
