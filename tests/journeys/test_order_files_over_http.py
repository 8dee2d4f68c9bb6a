"""Orders of an old shop come in as a file, leave as a file, and come in again, over HTTP only."""

import csv
import io
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from factories.ordering import Shopper, a_paid_order

pytestmark = pytest.mark.django_db
HEAD = {
    "external_ref": "7001",
    "state": "completed",
    "placed_at": "2025-03-05T14:30:15Z",
    "channel_code": "web",
    "currency": "USD",
    "email": "noa@example.org",
    "name": "Noa",
    "items_minor": "648",
    "discount_minor": "50",
    "delivery_minor": "499",
    "total_minor": "1097",
}
LINES = (
    {"line_sku": "MILK", "line_name": "Whole milk", "line_quantity": "2",
     "line_unit_price": "1.99", "line_items_minor": "398", "line_discount_minor": "50",
     "line_total_minor": "348"},
    {"line_sku": "BREAD", "line_name": "Rye bread", "line_quantity": "1",
     "line_unit_price": "2.50", "line_items_minor": "250", "line_discount_minor": "0",
     "line_total_minor": "250"},
)  # fmt: skip


def a_file(**changes: str) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, [*HEAD, *LINES[0]])
    writer.writeheader()
    writer.writerows({**HEAD, **line, **changes} for line in LINES)
    return text.getvalue()


@pytest.fixture
def bring_in(merchant, deliver):
    """Return a function that hands a file in, lets a worker read it, and asks what came of it."""

    def handed_in(content: str, file_format: str = "csv") -> dict[str, Any]:
        body = {"source": "old-shop", "format": file_format, "content": content}
        answer = merchant.post("/order-imports", body)
        assert answer.status_code == 200, answer.content
        deliver()
        return dict(merchant.get(f"/order-imports/{answer.json()['id']}").json())

    return handed_in


def exported(merchant: Shopper, query: str) -> str:
    link = merchant.get(f"/order-export?{query}").json()
    file = Client().get(urlsplit(link["url"]).path)
    return b"".join(file.streaming_content).decode()


@pytest.mark.parametrize("file_format", ["csv", "ndjson"])
def test_what_came_in_leaves_and_comes_in_again_without_a_change(merchant, bring_in, file_format):
    first = bring_in(a_file())
    assert (first["state"], first["created"], first["known"]) == ("done", 1, 0)
    own = a_paid_order(MILK=1)[1]
    [old] = merchant.get("/orders?state=completed").json()["items"]
    shown = merchant.get(f"/orders/{old['id']}").json()
    assert (shown["number"], shown["totals"]["total"]["minor"]) == ("OLD-SHOP-7001", 1097)

    file = exported(merchant, f"format={file_format}")
    again = bring_in(file, file_format)

    assert own["number"] in file
    assert (again["state"], again["created"], again["known"]) == ("done", 0, 2)
    assert exported(merchant, f"format={file_format}") == file
    assert len(merchant.get("/orders").json()["items"]) == 2


def test_an_order_that_is_told_otherwise_is_a_fault_and_nothing_is_written(merchant, bring_in):
    bring_in(a_file())
    before = exported(merchant, "source=old-shop")
    another = a_file(external_ref="7002").partition("\n")[2]

    report = bring_in(a_file(delivery_minor="599", total_minor="1197") + another)

    assert (report["state"], report["created"], report["fault_count"]) == ("refused", 0, 1)
    assert [(fault["line"], fault["field"]) for fault in report["faults"]] == [(2, "external_ref")]
    assert exported(merchant, "source=old-shop") == before


def test_sums_that_do_not_add_up_are_told_by_line_and_field(merchant, bring_in):
    report = bring_in(a_file(total_minor="1"))

    [fault] = report["faults"]
    assert (report["state"], fault["line"], fault["field"]) == ("refused", 2, "total_minor")
    assert exported(merchant, "source=old-shop").count("\n") == 1
