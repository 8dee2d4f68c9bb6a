"""The page of promises that were kept and not."""

from datetime import timedelta

import pytest
from factories.inventory import a_location

from serai.config.back_office.kept_promises_page import kept_promises_page
from serai.fulfilment.models import Group
from serai.kernel import clock
from serai.kernel.ids import uuid7

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/promises/"


def a_parcel(code: str, *, late: bool = False) -> None:
    """Write a parcel that was promised for yesterday."""
    known = {"S1": "store", "S2": "store"}
    location = a_location(code, kind=known[code], channel=None)
    order_id, latest = uuid7(), clock.now() - timedelta(days=1)
    Group.objects.create(
        order_id=order_id,
        reservation_of=order_id,
        number=1,
        channel_code="web",
        kind="ship",
        state="delivered",
        location_id=location.id,
        promised_earliest=latest - timedelta(days=1),
        promised_latest=latest,
        due_by=latest - timedelta(days=3),
        opened_at=latest - timedelta(days=4),
        ready_at=latest - timedelta(days=3),
        left_at=latest - timedelta(days=3),
        delivered_at=latest + timedelta(hours=1 if late else -1),
    )


def test_it_shows_what_was_kept_and_why_other_was_not():
    for code in ("S1", "S1", "S1", "S2"):
        a_parcel(code)
    a_parcel("S1", late=True)

    page = kept_promises_page(clock.now())

    kept, late, _ = page.cards
    assert (kept.figure, kept.tone) == ("80.0%", "bad")
    assert (late.figure, late.note) == ("1", "most often brought late")
    assert [(row.location, row.share, row.why, row.below) for row in page.rows] == [
        ("S1", "75.0%", "1 brought late", True),
        ("S2", "100.0%", "", False),
    ]
    assert "Promises kept, day by day" in page.plot


def test_without_promises_it_says_what_to_do(owner):
    shown = owner.get(ADDRESS).content.decode()

    assert "Nothing was promised yet" in shown


def test_it_is_found_from_every_page_by_who_may_see_sites(owner, clerk):
    assert ADDRESS in owner.get("/admin/").content.decode()
    assert owner.get(ADDRESS).status_code == 200
    assert clerk().get(ADDRESS).status_code == 403
