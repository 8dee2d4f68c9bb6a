"""Synonyms: taught by staff, learnt from rewordings, counted as the slot says."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from django.test import Client
from factories.catalog import a_channel
from factories.decisions import a_draft, a_policy, switched
from factories.discovery import a_document, a_snapshot, measure_of, names_in, write_files

from serai.decisions.public import Mode, NewArm, start_experiment, write_exposures
from serai.decisions.queries.experiment_reading import experiment_reading
from serai.decisions.queries.running import forget_plans
from serai.discovery.domain.language.analyser import analyser_of
from serai.discovery.domain.taught import Said, Taught
from serai.discovery.models import Rewording, TaughtSynonym
from serai.discovery.models.files.channel_folder import ChannelFolder
from serai.discovery.models.files.synonym_files import open_synonyms
from serai.discovery.queries.lists.searching import search, sought, told
from serai.discovery.queries.searches.synonyms import synonyms
from serai.discovery.queries.shelves.current import forget_shelves
from serai.discovery.queries.shelves.synonyms import model_of
from serai.discovery.trainings import train_synonyms
from serai.discovery.usecases.searches.forget_synonym import SynonymNotFound, forget_synonym
from serai.discovery.usecases.searches.teach_synonym import (
    BadSynonym,
    TeachSynonym,
    teach_synonym,
)
from serai.discovery.usecases.training.publish_synonyms import publish_synonyms
from serai.kernel.clock import now
from serai.plumbing.auth import ensure_api_key
from serai.plumbing.model_registry import in_use

NOW = datetime(2026, 3, 30, 12, tzinfo=UTC)
SHOP = [
    a_document(1, "Tortilla wraps", category=""),
    a_document(2, "Cling film", category=""),
    a_document(3, "Soda water", category=""),
    a_document(4, "Pop corn", category=""),
]
KEY = "pk_test_synonyms"


def found_in(taught: Taught, query: str, *, learnt: bool = False) -> list[str]:
    snapshot = a_snapshot(SHOP).knowing(taught)
    return names_in(told(snapshot, sought(snapshot, query, measure_of, learnt=learnt), []))


def taught(*said: Said, learnt: list[tuple[str, str]] | None = None) -> Taught:
    return Taught.of(said, learnt or [], analyser_of("en"))


def test_a_word_that_no_product_has_finds_what_staff_say_it_means():
    said = Said("saran wrap", "cling film", accepted=True, worth=80)

    assert found_in(taught(), "saran wrap") == ["Tortilla wraps"]
    assert found_in(taught(said), "saran wrap") == ["Cling film", "Tortilla wraps"]


def test_it_works_in_one_direction():
    said = Said("foil", "cling film", accepted=True, worth=80)

    assert found_in(taught(said), "foil") == ["Cling film"]
    assert found_in(taught(said), "cling film") == ["Cling film"]


def test_what_is_learnt_counts_only_where_it_is_let():
    known = taught(learnt=[("foil", "cling film")])

    assert found_in(known, "foil") == []
    assert found_in(known, "foil", learnt=True) == ["Cling film"]


def test_staff_overrule_what_is_learnt_and_what_the_language_says():
    refused = Said("foil", "cling film", accepted=False, worth=80)
    no_pop = Said("pop", "soda", accepted=False, worth=80)

    assert found_in(taught(refused, learnt=[("foil", "cling film")]), "foil", learnt=True) == []
    assert found_in(taught(), "pop") == ["Pop corn", "Soda water"]
    assert found_in(taught(no_pop), "pop") == ["Pop corn"]


def test_every_state_has_a_version_of_its_own():
    said = Said("foil", "cling film", accepted=True, worth=80)
    states = [taught(), taught(said), taught(said._replace(worth=50)), taught(learnt=[("a1", "b")])]

    assert len({state.version for state in states}) == 4
    assert a_snapshot(SHOP).version != a_snapshot(SHOP).knowing(states[1]).version


@pytest.mark.django_db
class TestTeaching:
    def test_a_later_decision_replaces_an_earlier_one(self):
        a_channel()
        teach_synonym(TeachSynonym("web", " Foil", "Cling  film"), now=NOW)
        view = teach_synonym(TeachSynonym("web", "Foils", "cling film", accepted=False), now=NOW)

        assert (view.phrase, view.meaning, view.accepted, view.version) == (
            "Foils",
            "cling film",
            False,
            2,
        )
        assert TaughtSynonym.objects.count() == 1

    @pytest.mark.parametrize(
        ("phrase", "meaning", "worth"),
        [
            ("the", "milk", 80),
            ("apple", "apples", 80),
            ("one two three four five six", "milk", 80),
            ("foil", "cling film", 5),
            ("ann@example.com", "milk", 80),
        ],
    )
    def test_what_cannot_be_a_synonym_is_refused(self, phrase: str, meaning: str, worth: int):
        a_channel()

        with pytest.raises(BadSynonym):
            teach_synonym(TeachSynonym("web", phrase, meaning, worth=worth), now=NOW)

        assert not TaughtSynonym.objects.exists()

    def test_a_decision_can_be_taken_back_once(self):
        a_channel()
        view = teach_synonym(TeachSynonym("web", "foil", "cling film"), now=NOW)

        forget_synonym(view.id)

        with pytest.raises(SynonymNotFound):
            forget_synonym(view.id)
        assert synonyms("web").decided == []


def reworded(before: str, after: str, times: int, *, days_ago: int = 10) -> None:
    day = (NOW - timedelta(days=days_ago)).date()
    Rewording.objects.create(channel_code="web", day=day, before=before, after=after, times=times)


def a_month_of_rewordings() -> None:
    """Shoppers reword three phrases, and go on to milk after anything."""
    for ago in (20, 12, 3):
        for before, after, times in (
            ("foil", "cling film", 20),
            ("strong foil", "strong cling film", 4),
            ("fizzy drink", "soda", 15),
            ("popped maize", "pop corn", 9),
        ):
            reworded(before, after, times, days_ago=ago)
            reworded(before, "milk", 6, days_ago=ago)
        for number in range(40):
            reworded(f"odd thing {number}", "milk", 1, days_ago=ago)


@pytest.mark.django_db
class TestLearning:
    def test_what_is_meant_is_learnt_and_where_shoppers_went_on_to_is_not(self):
        a_channel()
        a_month_of_rewordings()

        published = publish_synonyms("web", now=NOW)

        kept = in_use(model_of("web"))
        learnt = {(one.phrase, one.meaning): one for one in open_synonyms(kept.folder)}
        assert list(learnt) == [
            ("foil", "cling film"),
            ("fizzy drink", "soda"),
            ("popped maize", "pop corn"),
        ]
        assert learnt["foil", "cling film"].times == 72
        assert learnt["foil", "cling film"].of == 90
        assert published.card.figure.value > 2 * published.card.figure.baseline
        assert published.card.rows == 3 * (20 + 4 + 15 + 9 + 4 * 6 + 40)

    def test_few_rewordings_teach_nothing(self):
        a_channel()
        reworded("foil", "cling film", 200)

        assert publish_synonyms("web", now=NOW) is None
        assert in_use(model_of("web")) is None

    def test_what_foretells_nothing_is_refused(self):
        a_channel()
        for ago in (20, 12):
            reworded("foil", "cling film", 20, days_ago=ago)
            for number in range(60):
                reworded(f"odd thing {number}", "milk", 1, days_ago=ago)
        reworded("foil", "milk", 60, days_ago=2)

        published = publish_synonyms("web", now=NOW)

        assert "worse than" in published.refused_because
        assert in_use(model_of("web")) is None

    def test_staff_see_what_waits_for_them(self, django_assert_num_queries: Any):
        a_channel()
        a_month_of_rewordings()
        publish_synonyms("web", now=NOW)
        teach_synonym(TeachSynonym("web", "foil", "cling film", accepted=False), now=NOW)

        with django_assert_num_queries(2):
            found = synonyms("web")

        assert [one.phrase for one in found.decided] == ["foil"]
        assert [one.phrase for one in found.proposed] == ["fizzy drink", "popped maize"]

    def test_the_training_walks_every_channel(self):
        a_channel()

        assert list(train_synonyms()) == []


@pytest.fixture
def ask(db: None, a_folder: Path, settings: Any) -> Iterator[Callable[..., list[str]]]:
    """Return a function that searches over HTTP, in a shop that has learnt."""
    settings.SERAI_VAR = a_folder
    forget_shelves()
    forget_plans()
    a_channel()
    ensure_api_key(KEY, "tests", ["shop"], "web")
    write_files(ChannelFolder.of(a_folder, "web"), "synonyms", SHOP)
    a_month_of_rewordings()
    publish_synonyms("web", now=NOW)
    forget_shelves()

    def read(query: str) -> list[str]:
        answer = Client().get("/api/shop/search", {"q": query}, headers={"Serai-Key": KEY})
        return [item["name"] for item in msgspec.json.decode(answer.content)["items"]]

    yield read
    forget_shelves()
    forget_plans()


@pytest.mark.parametrize(
    ("mode", "found"), [(None, []), (Mode.SHADOW, []), (Mode.ON, ["Cling film"])]
)
def test_off_and_shadow_change_nothing_and_on_finds(
    ask: Callable[..., list[str]], mode: Mode | None, found: list[str]
):
    if mode is not None:
        switched(mode, a_policy("learnt", "score", epsilon=0.0), slot="search.synonyms")

    assert ask("foil") == found


def test_a_slot_that_is_switched_counts_at_once(ask: Callable[..., list[str]]):
    before = ask("foil")
    policy = a_policy("learnt", "score", epsilon=0.0)

    switched(Mode.ON, policy, slot="search.synonyms")
    forget_plans()
    during = ask("foil")
    switched(Mode.OFF, policy, slot="search.synonyms")
    forget_plans()

    assert (before, during, ask("foil")) == ([], ["Cling film"], [])


def searched(query: str, visitor: str = "") -> Any:
    headers = {"Serai-Key": KEY} | ({"Serai-Visitor": visitor} if visitor else {})
    return Client().get("/api/shop/search", {"q": query}, headers=headers)


def clicked(token: str) -> dict[str, int]:
    answer = Client().post(
        "/api/shop/outcomes",
        {"outcomes": [{"token": token, "kind": "click"}]},
        content_type="application/json",
        headers={"Serai-Key": KEY},
    )
    return msgspec.json.decode(answer.content)


@pytest.mark.parametrize("mode", [Mode.SHADOW, Mode.ON])
def test_who_may_be_told_apart_is_given_the_token_of_the_query(
    ask: Callable[..., list[str]], mode: Mode
):
    switched(mode, a_policy("learnt", "score", epsilon=0.0), slot="search.synonyms")

    told, alike = searched("foil", "a-visitor-called-ann"), searched("foil")

    found = msgspec.json.decode(told.content)
    token = found.pop("decision_token")
    assert found == msgspec.json.decode(alike.content), "the answer is the same but for the token"
    assert (told["Cache-Control"], "ETag" in told) == ("private, no-store", False)
    assert "ETag" in alike
    assert "decision_token" not in msgspec.json.decode(
        searched("milk", "a-visitor-called-ann").content
    ), "nothing was decided about words of which nothing was learnt"
    assert clicked(token)["recorded"] == 1
    assert clicked(token)["recorded"] == 0


def test_an_experiment_of_synonyms_can_be_read(ask: Callable[..., list[str]]):
    policy = a_policy("learnt", "score", epsilon=0.0)
    switched(Mode.ON, policy, slot="search.synonyms")
    draft = a_draft(
        slot="search.synonyms",
        arms=[NewArm("control"), NewArm("learnt", policy=policy)],
        metric="clicks",
        share=1.0,
    )
    start_experiment(draft.id, now=now())
    forget_plans()

    learnt = 0
    for query in ("foil", "fizzy drink"):
        answer = msgspec.json.decode(searched(query, "a-visitor-called-ann").content)
        if answer["items"]:
            learnt += clicked(answer["decision_token"])["recorded"]
    write_exposures()

    read = experiment_reading(draft.id, now=now())
    assert read.arm_subjects == {"control": 2 - learnt, "learnt": learnt}
    if learnt:
        assert read.metric.arms[0].mean == 1.0
    if learnt < 2:
        assert read.metric.control_mean == 0.0


def test_what_staff_accept_counts_whatever_the_slot_says(ask: Callable[..., list[str]]):
    teach_synonym(TeachSynonym("web", "silver paper", "cling film"), now=now())
    forget_shelves()

    assert ask("silver paper") == ["Cling film"]


def test_search_alone_knows_the_words_of_its_language():
    assert names_in(search(a_snapshot(SHOP), "pop", [], measure_of)) == ["Pop corn", "Soda water"]
