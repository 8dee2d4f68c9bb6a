"""The database refuses an order that is not its lines, or that is paid by less than it costs."""

import pytest
from django.db import IntegrityError
from factories.ordering import a_paid_order

from serai.plumbing.db import execute

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        (
            "UPDATE ordering_order SET items_minor = items_minor + 1, total_minor = total_minor + 1",
            "is not the sum of its lines",
        ),
        (
            "UPDATE ordering_order_line SET items_minor = items_minor + 1,"
            " total_minor = total_minor + 1",
            "is not the sum of its lines",
        ),
        (
            "UPDATE ordering_order_line SET discount_minor = 500, total_minor = total_minor - 500",
            "is not the sum of its lines",
        ),
        ("DELETE FROM ordering_order_line", "is not the sum of its lines"),
        (
            "UPDATE ordering_order SET state = 'placing';"
            " UPDATE payments_payment SET captured_minor = captured_minor - 1;"
            " UPDATE ordering_order SET state = 'paid'",
            "were taken",
        ),
        ("UPDATE ordering_order SET refunded_minor = 1", "given back"),
    ],
)
def test_what_does_not_add_up_is_refused_at_the_end(shop, change: str, constraint: str):
    a_paid_order(MILK=2)
    execute("SET CONSTRAINTS ALL IMMEDIATE")
    execute("SET CONSTRAINTS ALL DEFERRED")

    for statement in change.split(";"):
        execute(statement)

    with pytest.raises(IntegrityError, match=constraint):
        execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_line_that_is_added_alone_is_refused(shop):
    a_paid_order(MILK=2)
    execute("SET CONSTRAINTS ALL IMMEDIATE")
    added = (
        "INSERT INTO ordering_order_line (order_id, position, sku, name, quantity, unit_price,"
        " items_minor, discount_minor, tax_minor, total_minor)"
        " SELECT order_id, position + 1, sku, name, 1, 1, 100, 0, 0, 100 FROM ordering_order_line"
    )

    with pytest.raises(IntegrityError, match="is not the sum of its lines"):
        execute(added)


@pytest.mark.parametrize("column", ["tax_minor", "tax_included_minor"])
def test_the_tax_of_an_order_without_delivery_is_that_of_its_lines(shop, column: str):
    execute("SET CONSTRAINTS ALL DEFERRED")
    a_paid_order(MILK=2)
    execute("SET CONSTRAINTS ALL IMMEDIATE")
    execute("SET CONSTRAINTS ALL DEFERRED")
    execute(
        "UPDATE ordering_order SET total_minor = total_minor - delivery_minor, delivery_minor = 0"
    )
    execute("SET CONSTRAINTS ALL IMMEDIATE")
    execute("SET CONSTRAINTS ALL DEFERRED")

    more = ", total_minor = total_minor + 1" if column == "tax_minor" else ""
    execute(f"UPDATE ordering_order SET {column} = {column} + 1{more}")

    with pytest.raises(IntegrityError, match="is not the sum of its lines"):
        execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_orders_from_elsewhere_are_taken_as_they_are(shop):
    a_paid_order(MILK=2)
    execute("SET CONSTRAINTS ALL IMMEDIATE")
    execute("SET CONSTRAINTS ALL DEFERRED")
    execute("UPDATE ordering_order SET source = 'elsewhere', external_ref = '1'")

    execute("UPDATE ordering_order_line SET items_minor = 1, discount_minor = 0, total_minor = 1")

    execute("SET CONSTRAINTS ALL IMMEDIATE")
