"""Sites and closures in the back office: buttons call use cases."""

from datetime import date

import pytest
from back_office.test_actions import press
from django.contrib.admin.models import LogEntry
from django.test import Client
from factories.inventory import a_location

from serai.fulfilment.models import Closure, SiteRow
from serai.fulfilment.public import SetSite, close_sites, set_sites

pytestmark = pytest.mark.django_db
WORKDAYS = ("09:00-18:00",) * 5 + ("10:00-14:00", "")


@pytest.fixture
def address() -> str:
    location = a_location("S1", kind="store")
    set_sites([SetSite("S1", "UTC", WORKDAYS, handling_minutes=20, derived=True)])
    return f"/admin/fulfilment/siterow/{location.id}"


def test_a_site_shows_its_week_and_its_closures(owner: Client, address: str):
    close_sites([date(2090, 12, 25)], reason="Christmas")

    page = owner.get(f"{address}/change/").content.decode()

    for words in ("10:00-14:00", "Sunday     closed", "made up", "2090-12-25  Christmas"):
        assert words in page


def test_a_site_is_closed_for_a_day_and_opened_again(owner: Client, address: str):
    press(owner, f"{address}/close/", day="2090-06-01", reason="Stock-taking")
    [closure] = Closure.objects.all()

    press(owner, f"/admin/fulfilment/closure/{closure.pk}/open/", reason="Counted already")

    assert (closure.day, closure.location.code, closure.reason) == (
        date(2090, 6, 1),
        "S1",
        "Stock-taking",
    )
    assert Closure.objects.count() == 0
    assert LogEntry.objects.count() == 2


def test_somebody_tells_how_much_a_site_can_do(owner: Client, address: str):
    press(owner, f"{address}/capacity/", handling_minutes=30, handling_at_most=45, daily_orders=12)

    row = SiteRow.objects.get()
    assert (row.handling_minutes, row.handling_at_most, row.daily_orders) == (30, 45, 12)
    assert (row.hours, row.derived) == (list(WORKDAYS), False)


def test_what_makes_no_sense_changes_nothing(owner: Client, address: str):
    page = press(
        owner, f"{address}/capacity/", handling_minutes=60, handling_at_most=45, daily_orders=12
    )

    assert "handling_at_most" in page
    assert SiteRow.objects.get().handling_minutes == 20
