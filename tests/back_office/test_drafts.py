"""Drafts in the back office."""

import re

import pytest
from back_office.test_actions import press
from factories.ordering import CONTACT, a_shop, an_article

from serai.ordering.models import DraftRow
from serai.plumbing.db import rows

pytestmark = pytest.mark.django_db
MAKE_UP = "/admin/ordering/draftrow/make-up/"
SAID = {
    "channel_code": "web",
    "lines": "MILK; 2; 1.50; A regular\nBREAD; 1",
    "discount": "0.50",
    "discount_reason": "For the trouble",
    "email": "ann@example.org",
    "name": "Ann Example",
    **CONTACT["address"],
    "locale": "he",
    "note": "Thank you",
    "days": "7",
}


@pytest.fixture
def articles(db):
    """Open a shop that sells MILK at 1.99 and BREAD at 2.50."""
    a_shop()
    an_article("MILK", "1.99")
    an_article("BREAD", "2.50")


def test_a_draft_is_made_up_with_prices_of_its_own(owner, articles):
    page = owner.post(MAKE_UP, SAID, follow=True).content.decode()

    row = DraftRow.objects.get(draft__isnull=False)
    assert (row.total_minor, row.locale, row.draft["made_by"]) == (500, "he", "owner")
    assert "A regular" in page
    assert "For the trouble" in page
    assert f"/offers/{row.pk}/" in page


def test_it_is_sent_and_taken_back(owner, articles):
    owner.post(MAKE_UP, SAID)
    row = DraftRow.objects.get(draft__isnull=False)
    address = f"/admin/ordering/draftrow/{row.pk}"

    press(owner, f"{address}/send/")
    press(owner, f"{address}/withdraw/")

    assert rows(
        "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'ordering.send_draft'"
    ) == [(1,)]
    row.refresh_from_db()
    assert row.draft["withdrawn"] is True
    assert "withdrawn" in owner.get("/admin/ordering/draftrow/").content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"lines": "MILK; two"}, "is not: SKU; how many; price; why"),
        ({"lines": "MILK; 1; 1.50"}, "price of its own"),
        ({"lines": "NONE; 1"}, "NONE"),
        ({"lines": "MILK; 1; 1.505; x"}, "1.505"),
        ({"discount": "much"}, "is no amount"),
        ({"country": "XX"}, "country"),
        ({"days": "90"}, "59"),
    ],
)
def test_what_cannot_be_is_told_on_the_page(owner, articles, changes, said):
    page = owner.post(MAKE_UP, {**SAID, **changes}).content.decode()

    alerts = " ".join(re.findall(r'role="alert">([^<]*)<', page))
    assert said in alerts
    assert not DraftRow.objects.exists()


def test_carts_of_shoppers_are_no_drafts(clerk, articles):
    browser = clerk("ordering.view_draftrow")

    assert browser.get("/admin/ordering/draftrow/").status_code == 200
    assert browser.get(MAKE_UP).status_code == 403
    assert browser.get("/admin/ordering/cartrow/").status_code == 403
