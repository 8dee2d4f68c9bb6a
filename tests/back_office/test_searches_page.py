"""The page of searches: why one finds what it finds, which were in vain, and what staff teach."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from factories.catalog import a_channel
from factories.discovery import a_document, write_files

from serai.discovery.models import SearchCount, TaughtSynonym
from serai.discovery.models.files.channel_folder import ChannelFolder
from serai.discovery.queries.shelves.current import forget_shelves
from serai.kernel.clock import now

PAGE = "/admin/searches/"


@pytest.fixture(autouse=True)
def shop(db: None, a_folder: Path, settings: Any) -> Iterator[None]:
    """A shop of one product, in which nobody found what they call foil."""
    settings.SERAI_VAR = a_folder
    forget_shelves()
    write_files(ChannelFolder.of(a_folder, "web"), "page", [a_document(1, "Cling film")])
    a_channel()
    today = now().date()
    for day, query, times, found in (
        (today, "foil", 3, 0),
        (today - timedelta(days=5), "foil", 4, 0),
        (today, "film of gold", 2, 1),
        (today, "cling film", 9, 1),
        (today - timedelta(days=40), "old thing", 9, 0),
    ):
        SearchCount.objects.create(
            channel_code="web",
            day=day,
            query=query,
            searches=times,
            found=found,
            whole=query == "cling film",
        )
    yield
    forget_shelves()


@pytest.fixture
def as_staff() -> Callable[..., Client]:
    """Return a function that logs in somebody with some permissions."""

    def log_in(*codenames: str) -> Client:
        user = User.objects.create_user("ann", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
        client = Client()
        client.force_login(user)
        return client

    return log_in


def test_what_was_searched_in_vain_is_listed_the_commonest_first(admin_client: Client):
    text = admin_client.get(PAGE).content.decode()

    assert "9 of 18 searches of four weeks" in text
    assert text.index(">foil<") < text.index(">film of gold<")
    assert "old thing" not in text


def test_a_search_is_explained_part_by_part(admin_client: Client):
    text = admin_client.get(PAGE, {"channel": "web", "q": "clingfilm"}).content.decode()

    assert "Cling film" in text
    assert "Its words match the query" in text


def test_staff_teach_refuse_and_take_back(admin_client: Client):
    pair = {"channel": "web", "phrase": "foil", "meaning": "cling film"}
    admin_client.post(PAGE, {**pair, "step": "accept"})
    taught = TaughtSynonym.objects.get()
    forget_shelves()
    found = admin_client.get(PAGE, {"channel": "web", "q": "foil"}).content.decode()
    admin_client.post(PAGE, {**pair, "step": "refuse"})
    taught.refresh_from_db()
    admin_client.post(PAGE, {"channel": "web", "step": "forget", "id": str(taught.pk)})

    assert "Its words match the query" in found
    assert not taught.accepted
    assert not TaughtSynonym.objects.exists()


@pytest.mark.parametrize(
    "told", [{"step": "accept", "phrase": "the"}, {"step": "forget", "id": "x"}]
)
def test_what_cannot_be_is_refused_in_words(admin_client: Client, told: dict[str, str]):
    answer = admin_client.post(PAGE, {"channel": "web", **told}, follow=True)

    assert answer.status_code == 200
    assert not TaughtSynonym.objects.exists()


def test_who_may_only_look_cannot_teach(as_staff: Callable[..., Client]):
    client = as_staff("view_taughtsynonym")

    assert client.get(PAGE).status_code == 200
    assert "Teach" not in client.get(PAGE).content.decode()
    assert client.post(PAGE, {"channel": "web", "step": "accept"}).status_code == 403


def test_who_may_not_look_sees_nothing(as_staff: Callable[..., Client]):
    assert as_staff("view_product").get(PAGE).status_code == 403
