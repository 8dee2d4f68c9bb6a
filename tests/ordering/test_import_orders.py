"""History that was sold elsewhere."""

from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl
import pytest
from django.db import IntegrityError
from factories.inventory import a_location
from factories.ordering import Shopper, a_customer_id, an_article

from serai.kernel.ids import uuid7_at
from serai.ordering.public import SCHEMA, ImportedOrders, import_orders
from serai.ordering.usecases import import_orders as importing
from serai.plumbing.auth import issue_shopper_token
from serai.plumbing.db import rows

pytestmark = pytest.mark.django_db

THEN = datetime(2017, 3, 5, 14, 30, 15, 250_000, tzinfo=UTC)


def a_line(ref: str = "1", **changes: Any) -> dict[str, Any]:
    return {
        "ref": ref,
        "placed_at": THEN,
        "channel_code": "stores",
        "currency": "USD",
        "locale": "en",
        "customer_id": None,
        "location_id": None,
        "variant_id": None,
        "sku": "MILK",
        "name": 'Milk, "fresh"\n1 GAL',
        "quantity": 2,
        "unit_price": "1.990000",
        "items_minor": 398,
        "discount_minor": 50,
        "total_minor": 348,
        **changes,
    }


def history(*lines: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(lines, schema=SCHEMA)


def bring_in(*lines: dict[str, Any]) -> ImportedOrders:
    return import_orders(history(*lines), source="till", number_prefix="T")


def test_an_order_comes_in_with_its_lines():
    told: list[int] = []

    report = import_orders(
        history(a_line(), a_line(sku="BREAD", items_minor=250, discount_minor=0, total_minor=250)),
        source="till",
        number_prefix="T",
        advance=told.append,
    )

    assert (report, told) == (ImportedOrders(created=1, skipped=0, lines=2), [1])
    assert rows(
        "SELECT id, number, state, source, external_ref, placed_at, items_minor, discount_minor,"
        " delivery_minor, tax_minor, total_minor FROM ordering_order"
    ) == [
        (uuid7_at(THEN, seed=b"till 1"), "T1", "completed", "till", "1", THEN, 648, 50, 0, 0, 598)
    ]
    assert rows("SELECT position, sku, name, unit_price::text FROM ordering_order_line") == [
        (1, "MILK", 'Milk, "fresh"\n1 GAL', "1.990000"),
        (2, "BREAD", 'Milk, "fresh"\n1 GAL', "1.990000"),
    ]


def test_what_is_there_is_skipped_and_the_rest_comes_in():
    bring_in(a_line("1"), a_line("2"))

    report = bring_in(a_line("1"), a_line("2"), a_line("3"), a_line("3", sku="BREAD"))

    assert report == ImportedOrders(created=1, skipped=2, lines=2)
    assert rows("SELECT count(*) FROM ordering_order_line") == [(4,)]


@pytest.mark.django_db(transaction=True)
def test_an_interrupted_import_goes_on_where_it_stopped(monkeypatch):
    monkeypatch.setattr(importing, "CHUNK", 2)
    lines = [a_line(str(ref), placed_at=THEN + timedelta(days=ref)) for ref in range(5)]
    with pytest.raises(IntegrityError):
        bring_in(*lines[:3], a_line("3", total_minor=1), lines[4])
    assert rows("SELECT number FROM ordering_order ORDER BY id") == [("T0",), ("T1",)]

    report = bring_in(*lines)

    assert report == ImportedOrders(created=3, skipped=2, lines=3)
    assert rows("SELECT count(*) FROM ordering_order_line") == [(5,)]


def test_ids_sort_as_things_happened():
    lines = [a_line(str(ref), placed_at=THEN - timedelta(hours=ref)) for ref in range(20)]

    bring_in(*lines)

    by_id = rows("SELECT placed_at FROM ordering_order ORDER BY id")
    assert by_id == rows("SELECT placed_at FROM ordering_order ORDER BY placed_at")


def test_the_same_name_from_two_sources_is_two_orders():
    import_orders(history(a_line("1")), source="till", number_prefix="T")
    import_orders(history(a_line("1")), source="phone", number_prefix="P")

    assert rows("SELECT number FROM ordering_order ORDER BY number") == [("P1",), ("T1",)]


def test_bookings_without_goods_and_fractions_of_a_cent_are_kept():
    bring_in(
        a_line(quantity=0, unit_price="0.000000"),
        a_line(sku="FUEL", quantity=8755, unit_price="0.002389"),
    )

    assert rows("SELECT quantity, unit_price::text FROM ordering_order_line ORDER BY id") == [
        (0, "0.000000"),
        (8755, "0.002389"),
    ]


@pytest.mark.parametrize(
    "changes", [{"total_minor": 349}, {"quantity": -1}, {"items_minor": -398, "total_minor": -448}]
)
def test_sums_that_do_not_add_up_are_refused(changes: dict[str, Any]):
    with pytest.raises(IntegrityError):
        bring_in(a_line(**changes))


def test_columns_that_are_not_agreed_are_refused():
    wrong = history(a_line()).with_columns(pl.col("quantity").cast(pl.String))

    with pytest.raises(pl.exceptions.SchemaError):
        import_orders(history(a_line()).drop("sku"), source="till", number_prefix="T")
    with pytest.raises(pl.exceptions.SchemaError):
        import_orders(wrong, source="till", number_prefix="T")


def test_nothing_is_brought_in_from_nothing():
    assert bring_in() == ImportedOrders(created=0, skipped=0, lines=0)


def test_a_customer_sees_what_they_bought_in_a_store(shop):
    ann = a_customer_id()
    variant = an_article("CHEESE", "5.00")
    store = a_location("S1", channel=None, kind="store")
    bring_in(
        a_line(
            customer_id=str(ann),
            location_id=str(store.id),
            variant_id=str(variant.id),
            sku="CHEESE",
            name="Cheese, as it was called",
        ),
        a_line(customer_id=str(ann), sku="GONE", quantity=0, unit_price="0.000000"),
    )
    shopper = Shopper(token=issue_shopper_token(ann, THEN.replace(year=2030)))

    [listed] = shopper.get("/orders").json()["items"]
    order = shopper.get(f"/orders/{listed['id']}").json()

    assert (listed["number"], listed["total"]["minor"], listed["item_count"]) == ("T1", 696, 2)
    assert (order["state"], order["source"], order["can_cancel"]) == ("completed", "till", False)
    cheese, gone = order["lines"]
    assert cheese["name"] == "Cheese, as it was called"
    assert cheese["picture"]["src"].startswith("/pictures/")
    assert (gone["slug"], gone["picture"]["src"], gone["quantity"]) == ("", "", 0)


def test_history_of_a_customer_who_does_not_exist_is_refused():
    from django.db import connection

    from serai.kernel.ids import uuid7

    bring_in(a_line(customer_id=str(uuid7())))

    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
