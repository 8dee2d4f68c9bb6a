"""A run is planned on a page that shows first what it would do, and its page shows what it did."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from factories.offers import a_reader, everybody, offers_are
from marketing.watched_run import OVER, a_watched_run, readers

from serai.decisions.public import Mode
from serai.marketing.models import OfferRun
from serai.marketing.usecases.read_runs import read_runs
from serai.plumbing.facts.spool import spool
from serai.pricing.models import Coupon

pytestmark = pytest.mark.django_db
PAGE = "/admin/marketing/offerrun/write/"


@pytest.fixture(autouse=True)
def a_var_of_its_own(settings: Any, a_folder: Path) -> Iterator[None]:
    """Keep facts and models of a test in its own folder."""
    settings.SERAI_VAR = a_folder
    settings.SERAI_FACTS_KEEP_DAYS = {}
    yield
    spool().close()


@pytest.fixture
def typed(coupon):
    """Return a filled form."""
    offers_are(Mode.ON)
    return {
        "code": "spring",
        "channel": "web",
        "segment": str(everybody()),
        "margin": "25",
        "budget": "100.00",
        "valid_days": "14",
        "holdout": "0",
        "offers-promotion": [str(coupon)],
        "offers-cost": ["5.00"],
        "offers-wins_back": ["20"],
        "offers-lifts": ["2"],
        "offers-used_by": ["60"],
    }


def test_what_would_happen_is_shown_and_nothing_is_kept(admin_client, typed):
    a_reader()
    a_reader(churn="0.0")

    page = admin_client.post(PAGE, typed | {"look": "1", "holdout": "50"}).content.decode()

    assert "2 members may be written to; of 2 something is expected." in page
    assert "1 would get an offer, 0 of them kept back by lot." in page
    assert "what you said" in page
    assert "watched for 90 days" in page
    assert not OfferRun.objects.exists()


def test_sent_it_leads_to_the_page_of_the_run(admin_client, typed, letters, deliver):
    a_reader()

    answered = admin_client.post(PAGE, typed, follow=True)
    deliver()

    run = OfferRun.objects.get()
    assert answered.redirect_chain[-1][0].endswith(f"{run.pk}/change/")
    assert "Letters being written: 1." in answered.content.decode()
    assert (run.budget_minor, run.made_by) == (10_000, "admin")
    assert len(letters()) == Coupon.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"offers-promotion": [""]}, "Name at least one offer."),
        ({"offers-cost": [""]}, "a row needs mending"),
        ({"offers-wins_back": ["101"]}, "a row needs mending"),
        ({"holdout": "51"}, "50"),
        ({"code": "Not A Code"}, "valid value"),
        ({"budget": "1.005"}, "USD"),
    ],
)
def test_what_makes_no_sense_is_told_and_nothing_leaves(admin_client, typed, wrong, said):
    a_reader()

    page = admin_client.post(PAGE, typed | wrong)

    assert page.status_code == 422
    assert said in page.content.decode()
    assert not OfferRun.objects.exists()


def test_a_run_of_the_same_code_is_refused_on_the_page(admin_client, typed):
    a_reader()
    admin_client.post(PAGE, typed)

    page = admin_client.post(PAGE, typed).content.decode()

    assert "its letters are not sent twice" in page
    assert OfferRun.objects.count() == 1


def test_more_rows_are_offered_and_what_was_typed_stays(admin_client, typed):
    page = admin_client.post(PAGE, typed | {"more_rows": "offers"}).content.decode()

    assert page.count('name="offers-promotion"') == 4
    assert 'value="spring"' in page
    assert "row needs mending" not in page


def test_in_a_channel_where_offers_are_off_the_preview_says_so(admin_client, typed):
    offers_are(Mode.OFF)
    a_reader()

    page = admin_client.post(PAGE, typed | {"look": "1"}).content.decode()

    assert "Offers are off in this channel" in page
    assert "letters are not sent" not in admin_client.post(PAGE, typed).content.decode()
    assert not OfferRun.objects.exists()


def test_nobody_with_whom_it_pays_is_said_plainly(admin_client, typed):
    page = admin_client.post(PAGE, typed | {"look": "1"}).content.decode()

    assert "Nobody would get an offer" in page
    assert "Predictions are made each night" in page


def test_a_run_shows_what_it_did_beside_those_kept_back(admin_client, coupon):
    offers_are(Mode.ON)
    readers(250)
    run = a_watched_run(everybody(), coupon)
    before = admin_client.get(f"/admin/marketing/offerrun/{run.id}/change/").content.decode()
    read_runs(now=OVER)

    page = admin_client.get(f"/admin/marketing/offerrun/{run.id}/change/").content.decode()

    assert "Nothing yet: runs are read each night" in before
    assert "105 (70.0%)" in page
    assert "40 (40.0%)" in page
    assert "It pays" in page
    assert "<svg" in page
    assert "50% (35% to 65%), plan 20%" in page


def test_who_may_not_send_offers_does_not_see_the_form(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("reader", is_staff=True))

    assert client.get(PAGE).status_code == 403
