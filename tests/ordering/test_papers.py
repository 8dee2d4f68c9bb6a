"""Invoices and credit notes: what they say, and when they are issued."""

from datetime import UTC, datetime
from decimal import Decimal
from hashlib import sha256
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from factories.ordering import CHALLENGE, a_paid_order, an_article, ready_to_order, staff
from factories.papers import an_issuer, papers

from serai.fulfilment.public import groups_of_order, hand_over
from serai.kernel import clock
from serai.ordering.domain.papers.issuer import InvoicedWhen
from serai.ordering.domain.papers.paper import PaperKind
from serai.ordering.domain.papers.paper_ticket import Printed, issue_paper_ticket
from serai.ordering.domain.papers.sheet import sheet_of
from serai.ordering.events import PaperIssued
from serai.ordering.usecases.papers.print_paper import print_paper
from serai.ordering.usecases.papers.print_papers import print_papers
from serai.ordering.usecases.papers.set_issuer import BadIssuer
from serai.ordering.usecases.papers.settle_papers import issue_next_papers, settle_papers
from serai.plumbing.db import execute, rows
from serai.plumbing.mail import Letter, Mailer
from serai.plumbing.typesetting import Template, typeset
from serai.plumbing.wiring import bind, bound
from serai.pricing.public import set_tax_policy

pytestmark = pytest.mark.django_db
VAT = {"standard": Decimal("0.19"), "delivery": Decimal("0.19")}


@pytest.fixture
def billed(shop):
    """Sell through a company of Berlin that charges 19 % on top."""
    set_tax_policy("web", name="VAT", rates=VAT)
    an_issuer()
    return shop


@pytest.fixture
def sent_letters():
    """Return a function that lists the letters that were sent."""
    sent: list[Letter] = []

    class Box:
        def send(self, letter: Letter) -> None:
            sent.append(letter)

    before = bound(Mailer)
    bind(Mailer, Box())
    yield lambda: sent
    bind(Mailer, before)


def test_a_paid_order_gets_its_invoice_with_every_legal_field(billed, deliver, published):
    _, order = a_paid_order(MILK=2)

    deliver()

    [invoice] = papers(order["id"])
    year = invoice.issued_on.year
    assert (invoice.kind, invoice.number) == (PaperKind.INVOICE, f"{year}-000001")
    assert (invoice.seller.name, invoice.seller.tax_ids) == (
        "Serai Handels GmbH",
        (("VAT", "DE136695976"),),
    )
    assert invoice.buyer.name == "Ann Example"
    assert [(line.sku, line.quantity, line.total_minor) for line in invoice.lines] == [
        ("MILK", 2, 398)
    ]
    assert invoice.total_minor == order["totals"]["total"]["minor"]
    [tax] = invoice.taxes
    assert (tax.rate, tax.base_minor + tax.tax_minor) == (Decimal("0.19"), invoice.total_minor)
    assert invoice.tax_added_minor == tax.tax_minor
    [told] = [event for event in published() if isinstance(event, PaperIssued)]
    assert (told.number, told.total_minor) == (invoice.number, invoice.total_minor)


def test_news_that_come_twice_issue_nothing_twice(billed, deliver):
    _, order = a_paid_order(MILK=2)
    deliver()

    again = settle_papers(UUID(order["id"]), now=clock.now())

    assert again == []
    assert len(papers(order["id"])) == 1


def test_without_a_company_nothing_is_issued(shop, deliver):
    _, order = a_paid_order(MILK=2)

    deliver()

    assert papers(order["id"]) == []


def test_an_order_that_is_not_paid_yet_waits_for_its_invoice(billed, deliver):
    placing = ready_to_order(MILK=1).place(CHALLENGE).json()

    deliver()

    assert papers(placing["id"]) == []


def test_a_company_may_invoice_with_the_goods(billed, deliver):
    an_issuer(invoiced_when=InvoicedWhen.HANDED_OVER)
    _, order = a_paid_order(MILK=2)
    deliver()
    before = papers(order["id"])

    staff().post(f"/orders/{order['id']}/fulfilment")
    deliver()

    assert before == []
    assert [paper.kind for paper in papers(order["id"])] == [PaperKind.INVOICE]


def test_a_cancelled_order_is_credited_line_by_line(billed, deliver):
    _, order = a_paid_order(MILK=2)
    deliver()

    staff().post(f"/orders/{order['id']}/cancellation", {"reason": "sold out"})
    deliver()

    invoice, credit = papers(order["id"])
    assert credit.kind is PaperKind.CREDIT_NOTE
    assert credit.number.startswith("CN-")
    assert credit.about == invoice.number
    assert (credit.lines, credit.taxes, credit.total_minor) == (
        invoice.lines,
        invoice.taxes,
        invoice.total_minor,
    )


def test_refunds_in_parts_take_back_every_cent_of_the_tax(billed, deliver):
    an_article("TEA", "3.33")
    _, order = a_paid_order(MILK=3, TEA=1)
    deliver()

    left = order["totals"]["total"]["minor"]
    for part in (333, 1, left - 334):
        staff().post(f"/orders/{order['id']}/refunds", {"reason": "x", "amount_minor": part})
        deliver()

    invoice, *notes = papers(order["id"])
    assert [credit.total_minor for credit in notes] == [333, 1, left - 334]
    assert sum(tax.tax_minor for credit in notes for tax in credit.taxes) == sum(
        tax.tax_minor for tax in invoice.taxes
    )
    assert sum(tax.base_minor for credit in notes for tax in credit.taxes) == sum(
        tax.base_minor for tax in invoice.taxes
    )


def test_what_was_issued_cannot_be_changed_or_deleted(billed, deliver):
    _, order = a_paid_order(MILK=2)
    deliver()
    print_papers(now=clock.now())
    before = papers(order["id"])

    for statement in (
        "UPDATE ordering_paper SET total_minor = 1",
        "DELETE FROM ordering_paper",
        "UPDATE ordering_paper_file SET pdf = ''",
        "DELETE FROM ordering_paper_file",
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            execute(statement)

    assert papers(order["id"]) == before


def test_a_company_that_moves_leaves_its_old_invoices_alone(billed, deliver):
    _, order = a_paid_order(MILK=1)
    deliver()

    an_issuer(address=("Elsewhere 7",), name="Serai SE")

    [invoice] = papers(order["id"])
    assert invoice.seller.name == "Serai Handels GmbH"


def test_the_hash_is_that_of_what_the_paper_says(billed, deliver):
    a_paid_order(MILK=1)

    deliver()

    [(content, told)] = rows("SELECT content, sha256 FROM ordering_paper")
    assert sha256(content.encode()).hexdigest() == told


def test_a_year_of_numbers_begins_at_the_companys_midnight(billed, deliver):
    an_issuer(invoiced_when=InvoicedWhen.HANDED_OVER)
    _, order = a_paid_order(MILK=1)
    new_year = datetime(2030, 12, 31, 23, 30, tzinfo=UTC)  # half past midnight in Berlin

    settle_papers(UUID(order["id"]), now=new_year, at_once=True)

    assert [paper.number for paper in papers(order["id"])] == ["2031-000001"]


def test_the_shopper_opens_the_same_bytes_every_time_and_others_see_nothing(billed, deliver):
    shopper, order = a_paid_order(MILK=2)
    stranger, _ = a_paid_order(BREAD=1)
    deliver()

    seen = shopper.get(f"/orders/{order['id']}/papers").json()
    refused = stranger.get(f"/orders/{order['id']}/papers")
    [paper] = seen["papers"]
    first, again = (Client().get(paper["url"]) for _ in range(2))
    receipt = Client().get(seen["receipt_url"])

    assert refused.status_code == 404
    assert first["Content-Type"] == receipt["Content-Type"] == "application/pdf"
    assert first.content == again.content
    assert first.content.startswith(b"%PDF")
    assert b"pdfaid:part" in first.content
    assert receipt.content.startswith(b"%PDF")


def test_a_link_that_is_forged_or_over_opens_nothing(billed, deliver, settings):
    _, order = a_paid_order(MILK=2)
    deliver()
    [(paper_id,)] = rows("SELECT id FROM ordering_paper WHERE order_id = %s", [order["id"]])
    over = issue_paper_ticket(
        Printed.PAPER, paper_id, secret=settings.SERAI_SECRET, ends=clock.now()
    )
    forged = issue_paper_ticket(
        Printed.PAPER, paper_id, secret=b"another secret", ends=datetime(2099, 1, 1, tzinfo=UTC)
    )

    answers = [Client().get(f"/papers/{ticket}.pdf") for ticket in (over, forged, "x", "é.é")]

    assert [answer.status_code for answer in answers] == [404] * 4
    assert answers[0].json()["code"] == "ordering.bad_paper_ticket"


def test_staff_prints_what_goes_into_the_parcel(billed, deliver):
    _, order = a_paid_order(MILK=2)

    an_issuer(invoiced_when=InvoicedWhen.HANDED_OVER)
    asked = staff().post(f"/orders/{order['id']}/papers")
    deliver()
    seen = staff().get(f"/orders/{order['id']}/papers").json()
    slip = Client().get(seen["packing_slip_url"])

    assert (asked.status_code, asked.json()["papers"]) == (202, [])
    assert len(seen["papers"]) == 1
    assert slip.content.startswith(b"%PDF")


def test_the_letter_brings_a_link_that_works(billed, deliver, sent_letters):
    a_paid_order(MILK=2)

    deliver()

    [letter] = [each for each in sent_letters() if each.key.startswith("paper-")]
    address = letter.text.rsplit(" ", 1)[1].strip()
    assert letter.to == "ann@example.org"
    assert Client().get(address).content.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", " "), ("address", ()), ("time_zone", "Nowhere/At-All"), ("credit_note_prefix", "")],
)
def test_a_company_that_cannot_be_right_is_refused(shop, field, value):
    with pytest.raises(BadIssuer) as refusal:
        an_issuer(**{field: value})

    assert refusal.value.field == field
    assert rows("SELECT 1 FROM ordering_issuer") == []


def test_units_that_are_called_off_are_credited_with_their_own_lines_and_tax(billed, deliver):
    an_article("TEA", "3.33")
    _, order = a_paid_order(MILK=3, TEA=1)
    deliver()

    answer = staff().post(
        f"/orders/{order['id']}/cancelled-lines",
        {"lines": [{"position": 1, "units": 2}], "reason": "Too many"},
    )
    deliver()

    assert answer.status_code == 200, answer.content
    invoice, credit = papers(order["id"])
    assert [(line.sku, line.quantity, line.total_minor) for line in credit.lines] == [
        ("MILK", 2, 398)
    ]
    assert (credit.about, credit.reason) == (invoice.number, "Too many")
    [tax] = credit.taxes
    assert tax.base_minor + tax.tax_minor == credit.total_minor
    assert credit.total_minor == 398 + tax.tax_minor
    assert settle_papers(UUID(order["id"]), now=clock.now()) == []


def test_each_parcel_has_a_slip_of_its_own(billed, deliver):
    _, order = a_paid_order(MILK=2, BREAD=1)
    deliver()
    [group] = groups_of_order(UUID(order["id"]))
    hand_over(group.id, {1: 1}, now=clock.now())

    slips = staff().get(f"/orders/{order['id']}/papers").json()["packing_slips"]

    assert [slip["number"] for slip in slips] == [f"{order['number']}/{n}" for n in (1, 2)]
    printed = [Client().get(slip["url"]).content for slip in slips]
    assert [pdf[:4] for pdf in printed] == [b"%PDF", b"%PDF"]
    assert printed[0] != printed[1]


def test_invoices_of_many_orders_are_issued_by_as_many_statements_as_that_of_one(
    billed, django_assert_num_queries
):
    one, *many = (UUID(a_paid_order(MILK=2)[1]["id"]) for _ in range(5))
    with CaptureQueriesContext(connection) as asked:
        issue_next_papers([one], now=clock.now())

    with django_assert_num_queries(len(asked)):
        issued = issue_next_papers(many, now=clock.now())

    assert len(issued) == 4
    numbers = [papers(order_id)[0].number[-6:] for order_id in (one, *many)]
    assert numbers == ["000001", "000002", "000003", "000004", "000005"]
    assert issue_next_papers([one, *many], now=clock.now()) == []


def test_what_nobody_has_opened_is_printed_at_night_as_whoever_opens_it_prints_it(billed, deliver):
    orders = [a_paid_order(MILK=quantity)[1]["id"] for quantity in (1, 2)]
    deliver()
    ids = [paper_id for (paper_id,) in rows("SELECT id FROM ordering_paper ORDER BY id")]
    opened = print_paper(ids[0], now=clock.now())

    assert print_papers(now=clock.now()) == 1
    assert print_papers(now=clock.now()) == 0

    kept = dict(rows("SELECT paper_id, pdf FROM ordering_paper_file"))
    assert bytes(kept[ids[0]]) == opened
    sheet = sheet_of(papers(orders[1])[0])
    assert bytes(kept[ids[1]]) == typeset(Template.SHEET, sheet)


def test_a_letter_does_not_wait_for_the_printer(billed, deliver, sent_letters):
    a_paid_order(MILK=2)

    deliver()

    assert [letter.key[:6] for letter in sent_letters() if letter.key.startswith("paper")] == [
        "paper-"
    ]
    assert rows("SELECT count(*) FROM ordering_paper_file") == [(0,)]
