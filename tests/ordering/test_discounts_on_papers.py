"""Wherever a discount stands, the promotion that it comes from is named: invoice, credit note, receipt."""

from uuid import UUID

import pytest
from factories.ordering import a_paid_order, staff
from factories.papers import an_issuer, papers
from factories.promotions import a_promotion

from serai.ordering.domain.papers.order_sheets import receipt_sheet
from serai.ordering.domain.papers.sheet import sheet_of
from serai.ordering.queries.order_view import order
from serai.ordering.usecases.papers.print_order_sheet import on_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def promoted(shop, deliver):
    """Sell two milk at 1.99 through a company, ten per cent off, delivery for 4.00 less; the order's id."""
    an_issuer()
    a_promotion("ten-off")
    a_promotion("cheap-parcels", benefit={"kind": "delivery_off", "off": {"amount": "4.00"}})
    _, bought = a_paid_order(MILK=2)
    return UUID(bought["id"])


def _sums(sheet: dict) -> list[tuple[str, str]]:
    return [(label, worth) for label, worth, _ in sheet["sums"]]


def test_an_invoice_names_what_took_something_off(promoted, deliver):
    deliver()

    [invoice] = papers(promoted)

    assert invoice.discounts == (("Ten Off", 40), ("Cheap Parcels", 400))
    assert sum(minor for _, minor in invoice.discounts) == invoice.discount_minor
    assert _sums(sheet_of(invoice))[1:3] == [("Ten Off", "-$0.40"), ("Cheap Parcels", "-$4.00")]


def test_a_credit_note_of_all_of_it_names_the_same(promoted, deliver):
    deliver()
    staff().post(f"/orders/{promoted}/cancellation", {"reason": "Too late"})
    deliver()

    _, note = papers(promoted)

    assert note.discounts == (("Ten Off", 40), ("Cheap Parcels", 400))


def test_a_receipt_names_what_took_something_off(promoted):
    seen = receipt_sheet(on_sheet(order(promoted, looks=False)))

    assert _sums(seen)[1:3] == [("Ten Off", "-$0.40"), ("Cheap Parcels", "-$4.00")]
