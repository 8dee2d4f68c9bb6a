"""Selling ahead in the back office: terms, deliveries and who waits; buttons call use cases."""

from datetime import date
from uuid import UUID

import pytest
from back_office.test_actions import press
from django.test import Client
from factories.ahead import back_ordered, expected, wait
from factories.catalog import a_variant
from factories.inventory import a_location, counts

from serai.inventory.models import AheadTermsRow, ExpectedDelivery

pytestmark = pytest.mark.django_db
DELIVERIES = "/admin/inventory/expecteddelivery"


@pytest.fixture
def tea() -> UUID:
    """Return an article of which DC1 has nothing."""
    a_location("DC1")
    return a_variant("TEA").id


def test_who_waits_for_what_is_listed(owner: Client, tea: UUID) -> None:
    terms = back_ordered("TEA")
    expected("TEA", 10, 11, 13)
    wait(tea, 4, terms)

    page = owner.get("/admin/inventory/waiting/").content.decode()

    for words in ("TEA", "back-order", "waiting"):
        assert words in page


def test_an_article_is_sold_ahead(owner: Client, tea: UUID) -> None:
    said = {"sku": "TEA", "channel": "web", "kind": "pre_order", "most_units": 5, "pay": "now"}

    press(owner, "/admin/inventory/aheadtermsrow/set/", release_on="2090-12-01", **said)

    row = AheadTermsRow.objects.get()
    assert (row.kind, row.most_units, row.release_on) == ("pre_order", 5, date(2090, 12, 1))


def test_terms_that_make_no_sense_are_told_and_change_nothing(owner: Client, tea: UUID) -> None:
    said = {"sku": "TEA", "channel": "web", "kind": "pre_order", "most_units": 5, "pay": "now"}

    page = press(owner, "/admin/inventory/aheadtermsrow/set/", **said)

    assert "a pre-order has a day of release" in page
    assert not AheadTermsRow.objects.exists()


def test_deliveries_are_brought_in_from_a_file_all_or_none(owner: Client, tea: UUID) -> None:
    head = "reference,sku,location,quantity,first_on,last_on,supplier\n"
    fine = "PO-1,TEA,DC1,10,2090-12-03,2090-12-05,acme\n"

    page = press(owner, f"{DELIVERIES}/import/", text=head + fine + "PO-2,TEA,DC1,3,soon,later,\n")
    assert "entry 2, first_on" in page
    assert not ExpectedDelivery.objects.exists()

    press(owner, f"{DELIVERIES}/import/", text=head + fine)
    row = ExpectedDelivery.objects.get()
    assert (row.reference, row.quantity, row.supplier) == ("PO-1", 10, "acme")


def test_a_delivery_is_received_and_those_who_wait_have_it(owner: Client, tea: UUID) -> None:
    terms = back_ordered("TEA")
    delivery = expected("TEA", 10, 11, 13)
    wait(tea, 4, terms)

    press(owner, f"{DELIVERIES}/{delivery}/receive/", units=10)

    assert counts(tea) == {"DC1": (6, 0)}
    assert ExpectedDelivery.objects.get().is_over


def test_a_delivery_comes_on_other_days(owner: Client, tea: UUID) -> None:
    delivery = expected("TEA", 10, 11, 13)

    press(owner, f"{DELIVERIES}/{delivery}/days/", first_on="2090-01-02", last_on="2090-01-04")

    row = ExpectedDelivery.objects.get()
    assert (row.first_on, row.last_on) == (date(2090, 1, 2), date(2090, 1, 4))
