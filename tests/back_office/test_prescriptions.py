"""The queue of the pharmacist: releases, refusals, and files that are never opened unseen."""

import pytest
from django.test import Client
from factories.ordering import Shopper, a_shop, an_article, ready_to_order
from ordering.conftest import processor  # noqa: F401 - the shop of orders

from serai.catalog.public import ArticleTerms, set_article_terms
from serai.kernel import clock
from serai.ordering.models import PrescribedLine, Prescription, PrescriptionLook
from serai.ordering.usecases.prescriptions.hand_in import UNDECIDED

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture
def line(processor) -> PrescribedLine:  # noqa: F811
    """Return a line that waits for a pharmacist, with its file."""
    a_shop()
    for sku in ("PILLS", "MILK"):
        an_article(sku, "10.00")
    set_article_terms({"PILLS": ArticleTerms(needs_prescription=True)}, now=clock.now())
    checkout = ready_to_order(Shopper(), PILLS=1, MILK=1)
    now = clock.now()
    Prescription.objects.create(
        cart_id=checkout.cart["id"],
        name="rezept.pdf",
        content_type="application/pdf",
        size=len(PDF),
        sha256="0" * 64,
        content=PDF,
        uploaded_at=now,
        keep_until=now + UNDECIDED,
    )
    assert checkout.place().status_code == 201
    return PrescribedLine.objects.get()


def press(client: Client, line: PrescribedLine, button: str, **answers: object) -> str:
    address = f"/admin/ordering/prescribedline/{line.pk}/{button}/"
    given = {"_form_submitted": "True", **answers}
    return client.post(address, given, follow=True).content.decode()


def test_a_pharmacist_opens_the_file_and_releases_the_line(owner: Client, line):
    page = owner.get(f"/admin/ordering/prescribedline/{line.pk}/change/").content.decode()
    file = Prescription.objects.get()
    assert "rezept.pdf" in page

    opened = owner.get(f"/admin/ordering/prescribedline/file/{file.pk}/")
    assert (opened.content, opened["Content-Type"]) == (PDF, "application/pdf")
    assert PrescriptionLook.objects.filter(action="opened").count() == 1

    press(owner, line, "release", rests_on=f"file {file.pk}", refills=0)
    line.refresh_from_db()
    assert (line.state, line.prescription_id) == ("released", file.pk)


def test_a_pharmacist_refuses_with_a_reason(owner: Client, line):
    assert "required" in press(owner, line, "refuse", reason="")
    press(owner, line, "refuse", reason="No dose")
    line.refresh_from_db()
    assert (line.state, line.reason) == ("refused", "No dose")


def test_who_is_no_pharmacist_opens_nothing(clerk, line):
    someone = clerk("ordering.view_order", "ordering.view_prescribedline")
    file = Prescription.objects.get()
    assert someone.get(f"/admin/ordering/prescribedline/file/{file.pk}/").status_code == 403
    assert not PrescriptionLook.objects.exists()
