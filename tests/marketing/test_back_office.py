"""Runs of offers and what became of each customer, in the back office."""

import pytest
from factories.offers import a_reader, everybody, offers_are, sent

from serai.decisions.public import Mode
from serai.marketing.queries.run_view import sending_page

pytestmark = pytest.mark.django_db


def test_a_run_is_shown_with_what_was_planned(admin_client, coupon):
    offers_are(Mode.ON)
    a_reader()
    run = sent(everybody(), coupon)

    listed = admin_client.get("/admin/marketing/offerrun/").content.decode()
    page = admin_client.get(f"/admin/marketing/offerrun/{run.id}/change/").content.decode()

    assert "spring" in listed
    assert f"{run.gain.as_decimal():,f} USD" in page
    assert "five-off" in page


def test_a_customer_of_a_run_is_shown_with_arm_and_reasons(admin_client, coupon):
    offers_are(Mode.ON)
    person = a_reader()
    one = sending_page(sent(everybody(), coupon).id).items[0]

    listed = admin_client.get("/admin/marketing/offersending/", {"q": str(person)}).content.decode()
    page = admin_client.get(f"/admin/marketing/offersending/{one.id}/change/").content.decode()

    assert "five-off" in listed
    for said in ("Chance to buy nothing", "60%", "750.00", one.coupon):
        assert said in page


@pytest.mark.parametrize("page", ["offerrun", "offersending"])
def test_lists_cost_the_same_however_long(
    admin_client, coupon, page, django_assert_max_num_queries
):
    offers_are(Mode.SHADOW)
    segment = everybody()
    a_reader()
    sent(segment, coupon, code="one")
    with django_assert_max_num_queries(30) as few:
        admin_client.get(f"/admin/marketing/{page}/")
    for number in range(4):
        a_reader()
        sent(segment, coupon, code=f"more-{number}")

    with django_assert_max_num_queries(len(few)):
        admin_client.get(f"/admin/marketing/{page}/")
