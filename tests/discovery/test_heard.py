"""What shoppers search for: noted in memory, written by the day, about queries and never about people."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from factories.catalog import a_channel
from factories.discovery import a_document, write_files

from serai.discovery.domain.heard import Heard, Outcome, heard
from serai.discovery.models import Rewording, SearchCount
from serai.discovery.models.files.channel_folder import ChannelFolder
from serai.discovery.queries.shelves.current import forget_shelves
from serai.discovery.usecases.searches.forget_searches import forget_searches
from serai.discovery.usecases.searches.write_heard import write_heard
from serai.kernel.ids import uuid7
from serai.plumbing.auth import ensure_api_key

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
NOTHING, SOME, ALL = Outcome(0, whole=False), Outcome(3, whole=False), Outcome(5, whole=True)
KEY = "pk_test_heard"


def note(notes: Heard, text: str, outcome: Outcome, *, at: float = 0, visitor: str = "ann") -> None:
    notes.note("web", text, outcome, visitor=visitor, now=NOON + timedelta(seconds=at))


def rewordings(notes: Heard) -> dict[tuple[str, str], int]:
    return {(one.before, one.after): times for one, times in notes.take().rewordings.items()}


def test_searches_are_counted_as_people_mean_them():
    notes = Heard()
    for text in ("Soy milk", "  soy   MILK ", "oat milk"):
        note(notes, text, ALL)

    taken = notes.take()

    assert {one.query: times for one, times in taken.searches.items()} == {
        "soy milk": 2,
        "oat milk": 1,
    }
    assert not notes.take().searches


@pytest.mark.parametrize(
    "text", ["ann@example.com", "+44 20 7946 0958", "4111 1111 1111 1111", "5901234123457"]
)
def test_what_could_be_somebodys_is_not_noted(text: str):
    notes = Heard()

    note(notes, text, NOTHING)

    assert not notes.take().searches


@pytest.mark.parametrize("first", [NOTHING, SOME])
def test_what_is_asked_soon_after_a_search_in_vain_is_a_rewording(first: Outcome):
    notes = Heard()
    note(notes, "nappies", first)
    note(notes, "diapers", ALL, at=20)
    note(notes, "milk", ALL, at=30)

    assert rewordings(notes) == {("nappies", "diapers"): 1}


def test_later_and_by_somebody_else_it_is_none():
    notes = Heard()
    note(notes, "nappies", NOTHING)
    note(notes, "diapers", ALL, at=121)
    note(notes, "pop", NOTHING, visitor="ann")
    note(notes, "soda", ALL, visitor="bob")

    assert rewordings(notes) == {}


def test_visitors_who_did_not_agree_are_counted_and_not_followed():
    notes = Heard()
    for text, outcome in (("nappies", NOTHING), ("diapers", ALL)):
        notes.note("web", text, outcome, visitor=None, now=NOON)

    taken = notes.take()

    assert sum(taken.searches.values()) == 2
    assert not taken.rewordings


def test_answers_that_were_prepared_count_too():
    notes = Heard()
    notes.note("web", "soy milk", ALL, visitor=None, now=NOON)
    for query_string in ("q=soy+milk", "q=Soy%20milk&limit=5", "q=soy+milk&cursor=x", "q=unheard"):
        notes.note_again("web", query_string, visitor=None, now=NOON)

    taken = notes.take()

    assert {one.query: times for one, times in taken.searches.items()} == {"soy milk": 3}
    assert not notes.take().searches


def test_a_flood_of_queries_is_not_kept():
    notes = Heard()
    for number in range(6000):
        note(notes, f"thing {number}", NOTHING, visitor=f"visitor {number}")

    assert len(notes.take().searches) == 5000


@pytest.mark.django_db
class TestWriting:
    def test_processes_add_up(self, django_assert_num_queries: Any):
        for _ in range(2):
            notes = Heard()
            note(notes, "nappies", NOTHING)
            note(notes, "diapers", ALL)
            with django_assert_num_queries(4):
                write_heard(notes)

        found = SearchCount.objects.order_by("query").values_list("query", "searches", "found")
        assert list(found) == [("diapers", 2, 5), ("nappies", 2, 0)]
        assert Rewording.objects.get().times == 2

    def test_nothing_noted_asks_nothing(self, django_assert_num_queries: Any):
        with django_assert_num_queries(0):
            assert write_heard(Heard()) == 0

    def test_it_is_forgotten_after_ninety_days(self):
        notes = Heard()
        note(notes, "nappies", NOTHING)
        note(notes, "diapers", ALL)
        write_heard(notes)

        assert forget_searches(now=NOON + timedelta(days=90)) == 0
        assert forget_searches(now=NOON + timedelta(days=91)) == 3
        assert not SearchCount.objects.exists()


@pytest.fixture
def ask(db: None, a_folder: Path, settings: Any) -> Iterator[Callable[..., Any]]:
    """Return a function that searches in a small shop."""
    settings.SERAI_VAR = a_folder
    forget_shelves()
    heard.take()
    write_files(ChannelFolder.of(a_folder, "web"), "heard", [a_document(1, "Diapers size 3")])
    a_channel()
    ensure_api_key(KEY, "tests", ["shop"], "web")
    visitor = f"a-visitor-{uuid7()}"  # whom no other test has made search for something

    def search(address: str) -> Any:
        headers = {"Serai-Key": KEY, "Serai-Visitor": visitor}
        return Client().get(f"/api/shop/search?{address}", headers=headers)

    yield search
    heard.take()
    forget_shelves()


def test_every_first_page_without_filters_is_heard_prepared_or_not(ask: Callable[..., Any]):
    for address in ("q=pampers", "q=pampers", "q=diapers", "q=diapers&limit=4"):
        assert ask(address).status_code == 200
    for address in ("q=diapers&price_max=3", "q=", "q=diapers&limit=0"):
        ask(address)

    taken = heard.take()

    assert {one.query: times for one, times in taken.searches.items()} == {
        "pampers": 2,
        "diapers": 2,
    }
    assert {(one.before, one.after): n for one, n in taken.rewordings.items()} == {
        ("pampers", "diapers"): 1
    }
