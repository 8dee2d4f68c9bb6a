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
