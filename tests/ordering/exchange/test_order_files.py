"""Orders leave as files and come in from files: each whole, and once."""

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
from factories.catalog import a_channel
from factories.ordering import (
    CONTACT,
    a_customer_id,
    a_paid_order,
    an_article,
    counted,
    ready_to_order,
    staff,
)

from serai.catalog.public import ArticleTerms, Nature, set_article_terms
from serai.kernel import clock
from serai.ordering.domain.exchange.check_record import faults_of
from serai.ordering.domain.exchange.columns import COLUMNS
from serai.ordering.domain.exchange.record import OrderRecord, RecordLine, RecordTender, RowFault
from serai.ordering.domain.wrapping import WrapPer
from serai.ordering.queries.exchange import exported_orders as exporting
from serai.ordering.queries.exchange.exported_orders import ExportFilter, exported_orders
from serai.ordering.queries.exchange.order_file import OrderFormat, order_file
from serai.ordering.queries.exchange.read_order_file import read_order_file
from serai.ordering.usecases.exchange import import_order_file as importing
from serai.ordering.usecases.exchange.import_order_file import (
    BadSource,
    OrderImport,
    import_order_file,
)
from serai.ordering.usecases.gift_wrap.set_gift_wraps import OfferedWrap, set_gift_wraps
from serai.plumbing import facts
from serai.plumbing.db import rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def facts_apart(settings, a_folder) -> None:
    """Let facts be written into a folder of the test's own."""
    settings.SERAI_VAR = a_folder


THEN = datetime(2025, 3, 5, 14, 30, 15, 250_000, tzinfo=UTC)
BOTH = pytest.mark.parametrize("file_format", list(OrderFormat))


def a_line(**changes: Any) -> RecordLine:
    said = {
        "sku": "MILK",
        "name": 'Milk, "fresh"',
        "quantity": 2,
        "unit_price": "1.99",
        "items_minor": 398,
        "discount_minor": 50,
        "total_minor": 348,
        **changes,
    }
    return msgspec.convert(said, RecordLine)


def a_record(ref: str = "7001", **changes: Any) -> OrderRecord:
    said: dict[str, Any] = {
        "external_ref": ref,
        "state": "completed",
        "placed_at": THEN,
        "channel_code": "web",
        "currency": "USD",
        "email": "Noa@Example.org",
        "name": "=Noa",
        "address": {"line1": "1 Dizengoff", "city": "תל אביב", "country": "IL"},
        "delivery_label": "Standard",
        "items_minor": 398,
        "discount_minor": 50,
        "delivery_minor": 499,
        "total_minor": 847,
        "refunded_minor": 100,
        "taxes": [{"name": "VAT", "rate": "0.17", "base_minor": 724, "tax_minor": 123}],
        "tax_included_minor": 123,
        "tenders": [
            {"method": "gift_card", "amount_minor": 47, "label": "…K7"},
            {"method": "card", "amount_minor": 800, "label": "Visa 4242"},
        ],
        "lines": [a_line()],
        **changes,
    }
    return msgspec.convert(said, OrderRecord, from_attributes=True)


def a_file(*records: OrderRecord, file_format: OrderFormat = OrderFormat.NDJSON) -> io.BytesIO:
    return io.BytesIO(b"".join(order_file(records, file_format)))


def bring_in(*records: OrderRecord, **more: Any) -> OrderImport:
    file_format = more.pop("file_format", OrderFormat.NDJSON)
    said = {"source": "old-shop", "now": clock.now(), **more}
    return import_order_file(a_file(*records, file_format=file_format), file_format, **said)


def exported(**wanted: Any) -> list[OrderRecord]:
    return list(exported_orders(ExportFilter(**wanted), now=clock.now()))


def what_is_wrong(*records: OrderRecord, **more: Any) -> list[tuple[str, str]]:
    report = bring_in(*records, **more)
    assert (report.created, rows("SELECT count(*) FROM ordering_order")) == (0, [(0,)])
    assert report.fault_count == len(report.faults)
    return [(fault.field, fault.reason) for fault in report.faults]


# --- there and back -----------------------------------------------------------------------------


@BOTH
def test_what_is_written_is_read_again_word_for_word(file_format):
    records = [a_record(), a_record("7002", lines=[a_line(), a_line(sku="-1", name="+44")])]

    read = list(read_order_file(a_file(*records, file_format=file_format), file_format))

    assert [record for _, record in read] == records


def test_a_spreadsheet_computes_nothing_of_a_file():
    text = a_file(a_record(phone="+972 3 555"), file_format=OrderFormat.CSV).read().decode()

    [row] = csv.DictReader(io.StringIO(text))

    assert (row["name"], row["phone"]) == ("'=Noa", "'+972 3 555")
    assert tuple(row) == COLUMNS


@BOTH
def test_an_order_comes_in_with_lines_taxes_tenders_and_address(shop, file_format):
    report = bring_in(a_record(), file_format=file_format)

    assert (report.created, report.known, report.lines, report.faults) == (1, 0, 1, [])
    [(order_id, number, state, email)] = rows("SELECT id, number, state, email FROM ordering_order")
    assert (number, state, email) == ("OLD-SHOP-7001", "completed", "noa@example.org")
    view = staff().get(f"/orders/{order_id}").json()
    assert (view["address"]["city"], view["contact"]["name"]) == ("תל אביב", "=Noa")
    assert [line["sku"] for line in view["lines"]] == ["MILK"]
    assert [(part["method"], part["amount"]["minor"]) for part in view["tenders"]] == [
        ("gift_card", 47)
    ]
    assert view["payment"] == {"state": "captured", "method": "card", "label": "Visa 4242"}
    assert (view["totals"]["total"]["minor"], view["refunded"]["minor"]) == (847, 100)


@BOTH
def test_what_came_in_leaves_as_it_came(shop, file_format):
    told = a_record(tax_minor=0)
    bring_in(told, file_format=file_format)

    [again] = exported()

    expected = msgspec.structs.replace(
        told,
        source="old-shop",
        number="OLD-SHOP-7001",
        email="noa@example.org",
        closed_at=THEN,
    )
    assert again == expected


def test_an_order_of_this_shop_leaves_whole(shop):
    an_article("EGGS", "3.49")
    _, order = a_paid_order(MILK=2, EGGS=1)

    [told] = exported()

    assert (told.number, told.source, told.external_ref) == (order["number"], "", "")
    assert told.address.city == CONTACT["address"]["city"]
    assert [(line.sku, line.quantity, line.total_minor) for line in told.lines] == [
        ("MILK", 2, 398),
        ("EGGS", 1, 349),
    ]
    assert told.tenders == (
        RecordTender(
            method="card", amount_minor=order["totals"]["total"]["minor"], label="Visa •••• 4242"
        ),
    )


def test_an_order_of_this_shop_is_not_brought_in_beside_itself(shop):
    _, order = a_paid_order()
    staff().post(f"/orders/{order['id']}/fulfilment")
    [told] = exported()

    report = bring_in(told)

    assert (told.state, report.created, report.known, report.faults) == ("fulfilled", 0, 1, [])


def test_an_open_order_of_this_shop_is_left_alone_in_a_file_with_old_ones(shop):
    a_paid_order()
    [told] = exported()

    report = bring_in(told, a_record())

    assert (told.state, report.created, report.known, report.faults) == ("paid", 1, 1, [])


@BOTH
def test_gift_wrap_is_a_line_that_adds_up_and_says_what_it_wraps(shop, file_format):
    wraps = [
        a_line(
            sku=sku, name="Wrap", items_minor=price, discount_minor=0, total_minor=price, wraps=what
        )
        for sku, price, what in (("RED", 600, 1), ("CRATE", 700, 0))
    ]
    told = a_record(lines=[a_line(), *wraps], items_minor=1698, total_minor=2147)

    report = bring_in(told, file_format=file_format)

    assert (report.created, report.faults) == (1, [])
    [again] = exported()
    assert [line.wraps for line in again.lines] == [None, 1, 0]
    assert again.lines == told.lines
    assert bring_in(again, file_format=file_format).known == 1


@pytest.mark.parametrize("what", [-1, 2, 3])
def test_gift_wrap_wraps_goods_of_its_own_order(shop, what):
    lines = [
        a_line(),
        a_line(sku="RED", items_minor=0, discount_minor=0, total_minor=0, wraps=what),
    ]

    assert what_is_wrong(a_record(lines=lines)) == [
        ("lines.2.wraps", "is no line of goods of this order.")
    ]


def test_an_order_with_gift_wrap_leaves_with_it(shop):
    an_article("RED", "3.00", stock=0)
    set_article_terms({"RED": ArticleTerms(Nature.SERVICE)}, now=clock.now())
    set_gift_wraps("web", [OfferedWrap("RED", WrapPer.UNIT)], now=clock.now())
    checkout = ready_to_order(MILK=2)
    path = f"{checkout.path}/wrapping"
    checkout.cart = checkout.shopper.put(path, {"sku": "MILK", "wrap": "RED"}).json()
    checkout.place()

    [told] = exported()

    assert [(line.sku, line.items_minor, line.wraps) for line in told.lines] == [
        ("MILK", 398, None),
        ("RED", 600, 1),
    ]
    assert list(faults_of(msgspec.structs.replace(told, state="completed"), now=clock.now())) == []


def test_what_was_never_agreed_does_not_leave(shop):
    checkout = ready_to_order()
    checkout.place("4000000000000002")

    assert exported() == []


# --- which, and how many ------------------------------------------------------------------------


def test_orders_leave_by_day_channel_state_and_source(shop):
    a_channel("kiosk")
    bring_in(
        a_record("1", placed_at=THEN),
        a_record("2", placed_at=THEN + timedelta(days=1), channel_code="kiosk"),
        a_record("3", placed_at=THEN + timedelta(days=2), state="cancelled"),
    )

    def refs(**wanted: Any) -> list[str]:
        return [record.external_ref for record in exported(**wanted)]

    assert refs() == ["1", "2", "3"]
    assert refs(placed_from=THEN + timedelta(days=1)) == ["2", "3"]
    assert refs(placed_until=THEN + timedelta(days=1)) == ["1"]
    assert refs(channel_code="kiosk") == ["2"]
    assert refs(state="cancelled") == ["3"]
    assert (refs(source="old-shop"), refs(source="")) == (["1", "2", "3"], [])


def test_a_page_of_orders_is_two_statements(shop, monkeypatch):
    bring_in(*(a_record(str(n), placed_at=THEN + timedelta(hours=n)) for n in range(5)))
    monkeypatch.setattr(exporting, "PAGE", 2)

    with counted() as statements:
        found = exported()

    assert [record.external_ref for record in found] == [str(number) for number in range(5)]
    assert len(statements) == 1 + 3 * 2


# --- again --------------------------------------------------------------------------------------


@BOTH
def test_the_same_file_again_changes_nothing(shop, file_format):
    bring_in(a_record(), a_record("7002"), file_format=file_format)
    before = rows("SELECT o::text FROM ordering_order AS o ORDER BY id")

    report = bring_in(a_record(), a_record("7002"), a_record("7003"), file_format=file_format)

    assert (report.created, report.known) == (1, 2)
    assert (
        rows("SELECT o::text FROM ordering_order AS o WHERE number <> 'OLD-SHOP-7003' ORDER BY id")
        == before
    )
    assert rows("SELECT count(*) FROM ordering_order_line") == [(3,)]


def test_an_import_that_died_goes_on_where_it_stopped(shop, monkeypatch):
    monkeypatch.setattr(importing, "CHUNK", 2)
    write, written = importing.write_records, []

    def dies(fresh, here):
        written.append(len(fresh))
        if len(written) == 2:
            raise KeyboardInterrupt
        write(fresh, here)

    monkeypatch.setattr(importing, "write_records", dies)
    records = [a_record(str(number)) for number in range(5)]
    with pytest.raises(KeyboardInterrupt):
        bring_in(*records)
    assert rows("SELECT count(*) FROM ordering_order") == [(2,)]

    report = bring_in(*records)

    assert (report.created, report.known) == (3, 2)
    assert rows("SELECT count(*) FROM ordering_order_line") == [(5,)]


def test_an_order_that_is_told_otherwise_the_second_time_is_refused(shop):
    bring_in(a_record())

    report = bring_in(a_record(delivery_minor=500, total_minor=848))

    assert report.faults == [
        RowFault(1, "external_ref", "is here already, placed or priced otherwise.")
    ]


def test_what_was_sold_becomes_facts_once(shop):
    bring_in(a_record(), a_record("7002", state="cancelled"))
    bring_in(a_record())

    sold = facts.table("sale_line").select("sku", "quantity", "source", "customer_id")
    assert sold.to_pyarrow().to_pylist() == [
        {"sku": "MILK", "quantity": 2, "source": "old-shop", "customer_id": None}
    ]


def test_an_order_belongs_to_whoever_has_the_account(shop):
    customer_id = a_customer_id()

    report = bring_in(
        a_record("1", customer_id=customer_id),
        a_record("2", customer_id="0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7d5"),
    )

    assert report.unlinked == 1
    assert rows("SELECT customer_id FROM ordering_order ORDER BY number") == [
        (customer_id,),
        (None,),
    ]


# --- what is wrong ------------------------------------------------------------------------------

HEAD = "The head lacks state, placed_at, channel_code, currency, items_minor, total_minor."


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"external_ref": ""}, "external_ref"),
        ({"state": "paid"}, "state"),
        ({"placed_at": datetime(2031, 1, 1, tzinfo=UTC)}, "placed_at"),
        ({"placed_at": datetime(1931, 1, 1, tzinfo=UTC)}, "placed_at"),
        ({"placed_at": datetime(2025, 1, 1)}, "placed_at"),  # noqa: DTZ001 - that is the fault
        ({"channel_code": "nowhere"}, "channel_code"),
        ({"location": "S999"}, "location"),
        ({"currency": "dollars"}, "currency"),
        ({"email": "noa"}, "email"),
        ({"name": "Noa\x07"}, "name"),
        ({"address": {"country": "XX"}}, "country"),
        ({"source": "Old Shop"}, "source"),
        ({"total_minor": 846}, "total_minor"),
        ({"refunded_minor": 848}, "refunded_minor"),
        ({"delivery_minor": -1, "total_minor": 347}, "delivery_minor"),
        ({"tenders": [{"method": "card", "amount_minor": 848}]}, "tenders"),
        ({"lines": [a_line(total_minor=349)]}, "lines.1.total_minor"),
        ({"lines": [a_line(quantity=-1)]}, "lines.1.quantity"),
        ({"lines": [a_line(sku="")]}, "lines.1.sku"),
    ],
)
@BOTH
def test_what_cannot_be_is_told_by_line_and_field(shop, file_format, changes, field):
    good, bad = a_record("7000"), a_record(**changes)

    report = bring_in(good, bad, file_format=file_format)

    assert rows("SELECT count(*) FROM ordering_order") == [(0,)]
    lines = {fault.line for fault in report.faults}
    assert (lines, field in {fault.field for fault in report.faults}) == (
        {3 if file_format is OrderFormat.CSV else 2},
        True,
    )


def test_lines_that_are_not_the_order_are_refused(shop):
    wrong = what_is_wrong(a_record(items_minor=400, total_minor=849))

    assert wrong == [("items_minor", "is not the sum of its lines, which is 398.")]


def test_an_order_that_stands_twice_in_a_file_is_told(shop):
    assert what_is_wrong(a_record(), a_record("7002"), a_record()) == [
        ("external_ref", "stands in line 1 already.")
    ]


def test_a_number_of_another_order_is_not_taken(shop):
    bring_in(a_record("1", number="A-1"))

    report = bring_in(a_record("2", number="A-1"))

    assert [(fault.field, fault.reason) for fault in report.faults] == [
        ("number", "belongs to another order here.")
    ]


def test_good_orders_come_in_where_bad_ones_are_skipped(shop):
    report = bring_in(
        a_record("1"), a_record("2", total_minor=1), a_record("3"), a_record("1"), skip_bad=True
    )

    assert (report.created, report.fault_count) == (2, 4)
    assert [record.external_ref for record in exported()] == ["1", "3"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (b"{", RowFault(1, "", "Input data was truncated")),
        (b'{"state": 7}', RowFault(1, "state", "Expected `str`, got `int`")),
        (
            msgspec.json.encode(
                msgspec.to_builtins(a_record()) | {"lines": [{"sku": "A", "quantity": "2"}]}
            ),
            RowFault(1, "lines.1.quantity", "Expected `int`, got `str`"),
        ),
        (b'{"stat": "x"}', RowFault(1, "", "Object contains unknown field `stat`")),
        (b"\xff\xfe", RowFault(1, "", "JSON is malformed: invalid character (byte 0)")),
    ],
)
def test_json_that_is_none_of_an_order_is_told(text, fault):
    assert list(read_order_file(io.BytesIO(text), OrderFormat.NDJSON)) == [fault]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (b"", RowFault(1, "", HEAD)),
        (b"sku,price\n1,2\n", RowFault(1, "", f"{HEAD[:-1]}; has unknown columns sku, price.")),
        (b"\xff\xfe", RowFault(0, "", "The file cannot be read: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte")),  # noqa: E501
    ],
)  # fmt: skip
def test_a_table_that_is_none_of_orders_is_told(text, fault):
    assert list(read_order_file(io.BytesIO(text), OrderFormat.CSV)) == [fault]


def test_a_cell_that_is_no_number_is_told_by_its_column():
    text = (
        a_file(a_record(), file_format=OrderFormat.CSV).read().decode().replace(",847,", ",8.47,")
    )

    [fault] = read_order_file(io.BytesIO(text.encode()), OrderFormat.CSV)

    assert fault == RowFault(2, "total_minor", "Expected `int`, got `str`")


@pytest.mark.parametrize("source", ["", "Old", "old shop", "-", "a" * 51])
def test_a_source_has_a_plain_name(source):
    with pytest.raises(BadSource):
        bring_in(a_record(), source=source)
