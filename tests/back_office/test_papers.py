"""Invoices, and the companies that issue them, in the back office."""

import pytest
from factories.ordering import a_paid_order
from factories.papers import an_issuer
from ordering.conftest import processor, shop  # noqa: F401 - what the tests stand on

from serai.ordering.queries.papers.issuers import issuer
from serai.plumbing.db import rows

pytestmark = pytest.mark.django_db
SAID = {
    "name": "Serai SE",
    "address": "Elsewhere 7\n20095 Hamburg",
    "country": "DE",
    "tax_ids": "VAT DE136695976\nEORI DE123",
    "registered": "",
    "note": "Thank you.",
    "invoiced_when": "agreed",
    "returns_to": "",
}


@pytest.fixture
def billed(shop, deliver):  # noqa: F811
    """Return an order that has its invoice."""
    an_issuer()
    _, order = a_paid_order(MILK=2)
    deliver()
    return order


def test_the_page_of_an_order_offers_what_can_be_printed(owner, billed):
    page = owner.get(f"/admin/ordering/order/{billed['id']}/change/").content.decode()

    assert "-000001" in page
    assert "Packing slip" in page
    assert "Receipt" in page


def test_an_invoice_is_found_by_its_number_and_says_whom_it_is_for(owner, billed):
    [(paper_id, number)] = rows("SELECT id, number FROM ordering_paper")

    found = owner.get("/admin/ordering/paperrow/", {"q": number}).content.decode()
    page = owner.get(f"/admin/ordering/paperrow/{paper_id}/change/").content.decode()

    assert number in found
    assert "Ann Example" in page
    assert "/papers/" in page


def test_a_company_is_written_down_anew_by_a_form(owner, billed):
    asked = owner.get("/admin/ordering/issuerrow/house/say/").content.decode()

    owner.post("/admin/ordering/issuerrow/house/say/", {"_form_submitted": "True"} | SAID)

    assert "Unter den Linden 1" in asked
    changed = issuer("house")
    assert (changed.name, changed.address) == ("Serai SE", ("Elsewhere 7", "20095 Hamburg"))
    assert changed.tax_ids == (("VAT", "DE136695976"), ("EORI", "DE123"))
    assert changed.channels == ("web",)
