"""Orders out and in, from the back office."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from factories.ordering import a_shop

from serai.kernel import clock
from serai.ordering.domain.exchange.columns import COLUMNS
from serai.ordering.models import OrderImportRow
from serai.ordering.usecases.exchange.hand_in_orders import READ_ORDERS, read_orders
from serai.plumbing.db import rows

pytestmark = pytest.mark.django_db
HAND_IN = "/admin/ordering/orderimportrow/hand-in/"
EXPORT = "/admin/ordering/order/export/"
SEE = ("ordering.view_order", "ordering.view_orderimportrow")
ROW = {
    "external_ref": "7001",
    "state": "completed",
    "placed_at": "2025-03-05T14:30:15Z",
    "channel_code": "web",
    "currency": "USD",
    "items_minor": "199",
    "total_minor": "199",
    "line_sku": "MILK",
    "line_name": "Milk",
    "line_quantity": "1",
    "line_unit_price": "1.99",
    "line_items_minor": "199",
    "line_total_minor": "199",
}


@pytest.fixture(autouse=True)
def facts_apart(settings, a_folder) -> None:
    """Let facts be written into a folder of the test's own."""
    settings.SERAI_VAR = a_folder


def a_file(name: str = "orders.csv", **changes: str) -> SimpleUploadedFile:
    said = {**ROW, **changes}
    return SimpleUploadedFile(name, f"{','.join(said)}\n{','.join(said.values())}\n".encode())


def test_a_file_is_handed_in_and_read_by_a_worker(owner, db):
    a_shop()

    answer = owner.post(HAND_IN, {"file": a_file(), "source": "old-shop"})

    row = OrderImportRow.objects.get()
    assert answer["Location"] == f"/admin/ordering/orderimportrow/{row.pk}/change/"
    assert (row.state, row.made_by, row.source) == ("waiting", "owner", "old-shop")
    assert rows(
        "SELECT args->>'import_id' FROM procrastinate_jobs WHERE task_name = %s", [READ_ORDERS]
    ) == [(str(row.pk),)]
    read_orders(row.pk, now=clock.now())
    read_orders(row.pk, now=clock.now())
    row.refresh_from_db()
    assert (row.state, row.created, row.content, row.looked_at) == ("done", 1, None, 2)
    assert "through" in owner.get(answer["Location"]).content.decode()


def test_what_is_wrong_stands_on_the_page_by_line_and_field(owner, db):
    a_shop()
    owner.post(HAND_IN, {"file": a_file(currency="dollars", line_quantity="two"), "source": "x"})
    row = OrderImportRow.objects.get()

    read_orders(row.pk, now=clock.now())

    page = owner.get(f"/admin/ordering/orderimportrow/{row.pk}/change/").content.decode()
    row.refresh_from_db()
    assert (row.state, row.fault_count, rows("SELECT count(*) FROM ordering_order")) == (
        "refused",
        1,
        [(0,)],
    )
    assert "lines.1.quantity" in page


@pytest.mark.parametrize(
    ("name", "source", "said"),
    [("orders.xlsx", "x", "ends in .csv"), ("orders.csv", "Old Shop", "valid value")],
)
def test_a_form_that_is_wrong_says_so(owner, db, name, source, said):
    page = owner.post(HAND_IN, {"file": a_file(name), "source": source}).content.decode()

    assert said in page
    assert not OrderImportRow.objects.exists()


def test_orders_leave_as_a_file_and_who_asked_is_noted(owner, db):
    a_shop()
    owner.post(HAND_IN, {"file": a_file(), "source": "old-shop"})
    read_orders(OrderImportRow.objects.get().pk, now=clock.now())

    answer = owner.post(EXPORT, {"file_format": "csv", "placed_from": "2025-03-05"})
    file = owner.get(
        answer["Location"].partition("/order-exports/")[2].join(["/order-exports/", ""])
    )

    head, line = b"".join(file.streaming_content).decode().splitlines()
    assert (tuple(head.split(",")), line.split(",")[:3]) == (
        COLUMNS,
        ["OLD-SHOP-7001", "old-shop", "7001"],
    )
    assert "Exported 1 orders as csv." in str(rows("SELECT change_message FROM django_admin_log"))


def test_who_may_only_look_neither_exports_nor_imports(clerk, db):
    browser = clerk(*SEE)

    assert [browser.get(page).status_code for page in (HAND_IN, EXPORT)] == [403, 403]
    assert browser.get("/admin/ordering/order/").status_code == 200


def test_who_may_gets_the_pages(clerk, db):
    browser = clerk(*SEE, "ordering.export_order", "ordering.add_orderimportrow")

    pages = [browser.get(page) for page in (HAND_IN, EXPORT)]

    assert [page.status_code for page in pages] == [200, 200]
    assert HAND_IN.split("hand", maxsplit=1)[0] in pages[0].content.decode()
