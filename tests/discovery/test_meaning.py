"""What kind of thing each product is: learnt from the catalogue, published, followed, and counted in search."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import numpy as np
import pytest
from factories.catalog import NOW, a_product
from factories.discovery import a_document, a_snapshot, measure_of, names_in
from factories.pricing import priced
from msgspec.structs import replace

from serai.discovery.adapters.catalogue_encoder import CatalogueEncoder
from serai.discovery.domain.language.analyser import analyser_of
from serai.discovery.domain.meaning import Meaning
from serai.discovery.domain.search.ranking import VOTERS, WEIGHTS
from serai.discovery.domain.search_text import SearchText
from serai.discovery.domain.snapshot import Snapshot
from serai.discovery.ports import Encoders, EncoderUnavailable
from serai.discovery.queries.lists.searching import search, sought
from serai.discovery.queries.shelves.current import forget_shelves, shelf_of
from serai.discovery.queries.shelves.meanings import model_of
from serai.discovery.trainings import train_meaning
from serai.discovery.usecases.generations.write_generation import write_generation
from serai.discovery.usecases.projection.project_products import project_products
from serai.discovery.usecases.training.learn_meaning import (
    features_of_kind,
    learn_meaning,
    product_text,
)
from serai.plumbing import wiring
from serai.plumbing.model_registry import in_use

LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)
MICE = [
    a_document(n, f"Optical mouse M{n}", category="", description="Three buttons and a wheel")
    for n in range(11, 17)
]
PADS = [
    a_document(n, f"Mouse pad P{n}", category="", description="Soft cloth for the desk")
    for n in range(1, 4)
]
LAMPS = [
    a_document(n, f"Desk lamp L{n}", category="", description="Light for the desk")
    for n in range(21, 27)
]


def taught() -> Snapshot:
    shop = [*PADS, *MICE, *LAMPS]
    return a_snapshot(shop, meaning=learn_meaning(shop, analyser_of("en"), version="1"))


def names_of(ordinals: list[int]) -> list[str]:
    shop = sorted([*PADS, *MICE, *LAMPS], key=lambda each: each.product_id.bytes)
    return [shop[ordinal].facts.name for ordinal in ordinals]


def test_products_of_one_kind_point_the_same_way():
    meaning = taught().meaning
    mice, pads, lamps = (
        meaning.directions(
            meaning.places(np.array([each.product_id.bytes for each in kind], "S16"))
        )
        for kind in (MICE, PADS, LAMPS)
    )

    assert (mice @ mice.T).min() > 0.95
    assert (mice @ lamps.T).max() < 0.3
    assert (mice @ pads.T).max() < (pads @ pads.T).min()


def test_the_kind_of_most_of_the_best_hits_comes_first():
    before = a_snapshot([*PADS, *MICE, *LAMPS])
    after = taught()

    def shown(snapshot: Snapshot) -> list[str]:
        return names_in(search(snapshot, "mouse", [], measure_of))

    assert shown(before)[0].startswith("Mouse pad")
    assert [name.startswith("Optical") for name in shown(after)] == [True] * 6 + [False] * 3


@pytest.mark.parametrize("query", ["mouse", "desk"])
@pytest.mark.parametrize("seed", range(5))
def test_no_kind_counts_more_than_its_bound(seed: int, query: str):
    shop = [*PADS, *MICE, *LAMPS]
    ids = np.array([each.product_id.bytes for each in shop], "S16")
    rng = np.random.default_rng(seed)
    direction = rng.standard_normal((len(shop), 4)).astype(np.float32)
    direction /= np.linalg.norm(direction, axis=1, keepdims=True)

    ranking = sought(
        a_snapshot(shop, meaning=Meaning("1", ids, direction)), query, measure_of
    ).ranking

    for name, bound in (("kind", WEIGHTS.kind), ("whole", WEIGHTS.whole)):
        factor = ranking.factors[name]
        assert (factor >= 1).all()
        assert (factor <= 1 + bound + 1e-6).all()


def test_the_whole_text_counts_for_what_is_surely_of_the_kind_alone():
    found = sought(taught(), "mouse", measure_of)

    whole = found.ranking.factors["whole"]
    told = {
        place: name.partition(" ")[0]
        for place, name in enumerate(names_of(found.found.ordinals.tolist()))
    }
    assert {told[place] for place in np.flatnonzero(whole > 1.01)} == {"Optical"}
    assert whole.max() > 1.05


def test_without_kinds_the_whole_text_does_not_count():
    found = sought(a_snapshot([*PADS, *MICE]), "mouse", measure_of)

    assert (found.ranking.factors["whole"] == 1).all()


def test_products_that_came_since_have_no_kind_and_stay():
    known = taught().meaning
    snapshot = a_snapshot([*MICE, a_document(99, "Optical mouse new", category="")], meaning=known)

    found = sought(snapshot, "mouse", measure_of)

    assert found.ranking.factors["kind"][-1] == 1
    assert len(found.found.ordinals) == 7
    assert VOTERS > 7


@pytest.mark.usefixtures("shop")
class TestPublishing:
    def test_few_products_teach_nothing(self):
        _sold(5)

        assert list(train_meaning()) == []
        assert in_use(model_of("web")) is None

    def test_what_is_learnt_is_published_with_its_figure_and_followed(self):
        _sold(60)
        write_generation("web")
        shelf = shelf_of("web")
        shelf.refresh()
        before = shelf.snapshot

        [published] = train_meaning()

        forget_shelves()
        shelf = shelf_of("web")
        shelf.refresh()
        after = shelf.snapshot
        assert published.refused_because == ""
        assert published.card.figure.value > 0.9
        assert published.card.rows == 60
        assert before.meaning.version == ""
        assert after.meaning.version == str(published.version)
        assert after.version != before.version
        assert after.directions(after.living).any(axis=1).all()

    def test_an_encoder_outside_that_is_better_is_used_and_ours_is_told_beside_it(self, encoders):
        _sold(60)
        encoders(_ByHeart())

        [published] = train_meaning()

        assert published.card.settings["encoder"] == "by heart"
        assert published.card.figure.value == 1.0
        assert [each.facts for each in published.card.others] == [{"encoder": "stranger"}]

    def test_an_encoder_outside_that_is_worse_or_silent_changes_nothing(self, encoders):
        _sold(60)
        encoders(_Silent(), CatalogueEncoder())

        [published] = train_meaning()

        assert published.card.settings["encoder"] == "catalogue"
        assert [each.facts for each in published.card.others] == [{"encoder": "stranger"}]


class _Stranger:
    """Vectors that say nothing of a kind."""

    name, learns = "stranger", False

    def taught(self, texts, locale):
        return self

    def encode(self, texts):
        rows = np.ones((len(texts), 3), np.float32)
        return rows / np.sqrt(np.float32(3))


class _ByHeart(_Stranger):
    """Knows milk when it sees it."""

    name = "by heart"

    def encode(self, texts):
        return np.array([[1, 0] if "milk" in each.plain else [0, 1] for each in texts], np.float32)


class _Silent(_Stranger):
    name = "silent"

    def encode(self, texts):
        raise EncoderUnavailable("Nobody is there.")


@pytest.fixture
def encoders() -> Iterator[Callable[..., None]]:
    """Return a function that says which encoders there are, besides one that is no good."""
    before = wiring.bound(Encoders)
    yield lambda *known: wiring.bind(Encoders, Encoders((_Stranger(), *known)))
    wiring.bind(Encoders, before)


def _sold(count: int) -> None:
    kinds = (("Whole milk", "fresh and white", "milk"), ("Paper towel", "soft and strong", "home"))
    made = [
        a_product(
            f"S{n}",
            name=f"{kinds[n % 2][0]} {n}",
            description=kinds[n % 2][1],
            category=kinds[n % 2][2],
        )
        for n in range(count)
    ]
    for each in made:
        priced(each.variants[0].id, "1.00", now=LONG_AGO)
    project_products([each.id for each in made], now=NOW)


def test_a_channel_with_any_code_has_a_name_for_its_model():
    assert model_of("web") == "discovery.meaning.web"
    assert model_of("Web Läden") == f"discovery.meaning.{'Web Läden'.encode().hex()}"


def test_features_stand_in_an_order_of_their_own_not_in_that_of_hashes():
    kinds = ("screen", "weight", "colour", "battery", "keys", "cable")
    document = a_document(1, "Optical mouse", category="")
    assert document.facts is not None
    facts = replace(document.facts, text=SearchText("Optical mouse", kinds=kinds))

    found = features_of_kind(product_text(facts, category=False), analyser_of("en"))

    assert list(found) == ["word optic", "word mous", *(f"kind {code}" for code in kinds)]
