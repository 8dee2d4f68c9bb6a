"""The page of facts."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from serai.plumbing import facts
from serai.plumbing.facts.spool import spool

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _here(settings, a_folder):
    settings.SERAI_VAR = a_folder
    yield
    spool().close()


@pytest.fixture
def staff() -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("ann", "ann@example.org", "pw"))
    return client


def test_it_says_that_nothing_is_there_yet(staff: Client):
    assert "No facts yet" in staff.get("/admin/facts/").content.decode()


def test_it_shows_tables_days_and_what_waits(staff: Client, django_assert_max_num_queries):
    import polars as pl

    now = datetime.now(UTC)
    frame = pl.DataFrame({"event_id": ["1", "2"], "occurred_at": [now, now]})
    facts.write_rows("page_view", frame.cast({"occurred_at": pl.Datetime("us", "UTC")}), now=now)
    facts.append("page_view", [{"event_id": "3", "occurred_at": now}], now=now)

    with django_assert_max_num_queries(4):
        page = staff.get("/admin/facts/").content.decode()

    assert "<code>page_view</code>" in page
    assert "A page was shown." in page
    assert "2 rows in 30 days" in page
    assert "s behind" in page


def test_who_may_not_see_events_does_not_see_it():
    client = Client()
    user = get_user_model().objects.create_user("bob", "bob@example.org", "pw", is_staff=True)
    client.force_login(user)

    assert client.get("/admin/facts/").status_code == 403
    assert "/admin/facts/" not in client.get("/admin/").content.decode()
