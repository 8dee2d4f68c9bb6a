"""Refused payments of a day are counted in an index, however much an address or a network has bought."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from factories.ordering import a_paid_order

from serai.ordering.queries.review.facts_of_orders import DAY, ORDERS, facts_of_orders
from serai.plumbing.db import execute, rows

pytestmark = pytest.mark.django_db
_MANY = """
INSERT INTO ordering_order SELECT (jsonb_populate_record(o, jsonb_build_object(
  'id', gen_random_uuid(), 'number', 'V' || n, 'source', 'before', 'cart_id', null, 'placing_key', null,
  'state', CASE WHEN n %% 100 = 0 THEN 'failed' ELSE 'completed' END, 'network', '\\x01',
  'items_minor', 0, 'delivery_minor', 0, 'discount_minor', 0, 'tax_minor', 0, 'tax_included_minor', 0,
  'total_minor', 0, 'placed_at', o.placed_at - n * interval '1 second'))).*
FROM ordering_order AS o, generate_series(1, 5000) AS n WHERE o.id = %s
"""


def test_failures_of_a_busy_address_are_read_from_the_index_of_failures(shop):
    order_id = _one_of_many()

    [facts] = facts_of_orders([order_id])
    read = {node["Index Name"]: node for node in _nodes(order_id) if "Index Name" in node}

    assert facts.context["email.failures_day"] == 50
    assert facts.context["network.failures_day"] == 50
    for index in ("ordering_order_failed_email", "ordering_order_failed_network"):
        assert read[index]["Actual Rows"] == 50
        assert read[index].get("Rows Removed by Filter", 0) == 0


def _one_of_many() -> UUID:
    """Return an order of an address, and a network, with five thousand others of which one in a hundred failed."""
    _, bought = a_paid_order()
    order_id = UUID(bought["id"])
    execute("UPDATE ordering_order SET network = '\\x01' WHERE id = %s", [order_id])
    execute(_MANY, [order_id])
    execute("ANALYZE ordering_order")
    return order_id


def _nodes(order_id: UUID) -> Iterator[dict[str, Any]]:
    asked = f"EXPLAIN (ANALYZE, FORMAT JSON) {ORDERS}"
    [(plan,)] = rows(asked, {"ids": [order_id], "day": DAY})
    waiting = [(json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += node.get("Plans", [])
