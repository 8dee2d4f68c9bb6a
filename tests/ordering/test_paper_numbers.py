"""Numbers of invoices: none twice and none left out, whatever happens at once or breaks in between."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.db import IntegrityError, connection
from factories.ordering import a_paid_order
from factories.papers import an_issuer, papers

from serai.kernel import clock
from serai.kernel.ids import uuid7
from serai.ordering.domain.papers.next_bill import NextBill
from serai.ordering.domain.papers.paper import PaperKind
from serai.ordering.queries.papers.issuers import issuer
from serai.ordering.queries.papers.order_to_bill import order_to_bill
from serai.ordering.usecases.papers.issue_papers import issue_papers
from serai.ordering.usecases.papers.settle_papers import _invoice, settle_papers
from serai.plumbing.db import execute, rows, unit_of_work

pytestmark = pytest.mark.django_db(transaction=True)


def settle(order_id: str) -> list[UUID]:
    try:
        return settle_papers(UUID(order_id), now=clock.now())
    finally:
        connection.close()


def test_many_at_once_leave_no_gap_and_issue_nothing_twice(shop):
    an_issuer()
    orders = [a_paid_order(MILK=1)[1]["id"] for _ in range(12)]

    with ThreadPoolExecutor(8) as pool:
        issued = list(pool.map(settle, orders + orders))

    assert sum(map(len, issued)) == 12
    counts = [count for (count,) in rows("SELECT count FROM ordering_paper ORDER BY count")]
    assert counts == list(range(1, 13))


def test_a_crash_before_the_end_gives_the_number_back(shop):
    company = an_issuer()
    first, second = (a_paid_order(MILK=1)[1]["id"] for _ in range(2))
    order = order_to_bill(UUID(first))
    new = NextBill(PaperKind.INVOICE, _invoice(order))

    with pytest.raises(RuntimeError), unit_of_work():
        issue_papers([(order, new)], company, now=clock.now())
        raise RuntimeError("the machine stops")
    settle(second)
    settle(first)

    assert [papers(each)[0].number[-6:] for each in (second, first)] == ["000001", "000002"]


def test_credit_notes_and_companies_count_for_themselves(shop):
    an_issuer()
    _, one = a_paid_order(MILK=1)
    settle(one["id"])
    an_issuer(code="sister", name="Sister GmbH", invoice_prefix="S-")
    _, other = a_paid_order(MILK=1)

    settle(other["id"])

    [paper] = papers(other["id"])
    assert paper.number == f"S-{paper.issued_on.year}-000001"
    assert (issuer("house").channels, issuer("sister").channels) == ((), ("web",))


def test_the_database_refuses_a_number_that_leaves_a_gap(shop):
    an_issuer()
    _, order = a_paid_order(MILK=1)
    settle(order["id"])

    with pytest.raises(IntegrityError, match="leaves a gap"):
        execute(
            "INSERT INTO ordering_paper (id, kind, issuer_id, year, count, number, order_id, issued_at,"
            " locale, currency, total_minor, content, sha256) SELECT %s, kind, issuer_id, year, 7, 'x',"
            " order_id, issued_at, locale, currency, total_minor, content, sha256 FROM ordering_paper",
            [uuid7()],
        )
