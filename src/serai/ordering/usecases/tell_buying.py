"""Tell what customers have bought so far: segments ask it."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from serai.catalog import public as catalog
from serai.customers import public as customers
from serai.ordering.domain.order_state import OrderState
from serai.plumbing.db import rows, unit_of_work

AT_ONCE = 500
_STAND = [OrderState.ACCEPTED.value, OrderState.PAID.value, OrderState.FULFILLED.value]


def tell_all_buying() -> int:
    """
    Tell it of everybody, each five hundred in a transaction of their own; return of how many.

    What is told after each order is right already; this finds what nobody heard of, such as imported orders.
    """
    last, told = UUID(int=0), 0
    while found := customers.customers_after(last, limit=AT_ONCE):
        tell_buying(found)
        last, told = found[-1], told + len(found)
    return told


@unit_of_work()
def tell_buying(customer_ids: Collection[UUID]) -> None:
    """
    Tell what some customers have bought by now; seven statements, however many. Safe to repeat.

    Every order counts that is agreed and was not called off, with what it costs after its changes and returns, in
    the currency of the latest. What was ordered was bought, whether or not it came back.
    """
    here = customers.lock_buying(customer_ids) if customer_ids else []
    if not here:
        return
    asked = {"customers": here, "stand": _STAND}
    bought: dict[UUID, dict[tuple[customers.BoughtKind, str], date]] = {}
    lines = rows(_GOODS, asked)
    known = catalog.facts_of_variants({variant_id for _, variant_id, _ in lines})
    for customer_id, variant_id, last_on in lines:
        if variant_id in known:
            of_customer = bought.setdefault(customer_id, {})
            for key in _keys(known[variant_id]):
                of_customer[key] = max(last_on, of_customer.get(key, last_on))
    sums = {customer_id: values for customer_id, *values in rows(_SUMS, asked)}
    customers.note_buying([_told(each, sums.get(each), bought.get(each, {})) for each in here])


def _told(
    customer_id: UUID, sums: list[Any] | None, bought: dict[tuple[customers.BoughtKind, str], date]
) -> customers.CustomerBuying:
    if sums is None:
        return customers.CustomerBuying(customer_id)
    currency, orders, spent, first_on, last_on = sums
    return customers.CustomerBuying(customer_id, currency, orders, spent, first_on, last_on, bought)


def _keys(facts: catalog.VariantFacts) -> list[tuple[customers.BoughtKind, str]]:
    kind = customers.BoughtKind
    found = [(kind.ARTICLE, facts.sku), *((kind.CATEGORY, path) for path in facts.categories)]
    return [*found, (kind.BRAND, facts.brand)] if facts.brand else found


_SUMS = """
SELECT customer_id, currency, count(*)::int, sum(total_minor + added_minor - taken_off_minor)::bigint,
  min(placed_at AT TIME ZONE 'UTC')::date, max(placed_at AT TIME ZONE 'UTC')::date
FROM (
  SELECT *, first_value(currency) OVER (
    PARTITION BY customer_id ORDER BY placed_at DESC, id DESC) AS latest
  FROM ordering_order
  WHERE customer_id = ANY(%(customers)s::uuid[]) AND state = ANY(%(stand)s)
) AS stands
WHERE currency = latest GROUP BY customer_id, currency"""
_GOODS = """
SELECT o.customer_id, l.variant_id, max(o.placed_at AT TIME ZONE 'UTC')::date
FROM ordering_order AS o JOIN ordering_order_line AS l ON l.order_id = o.id
WHERE o.customer_id = ANY(%(customers)s::uuid[]) AND o.state = ANY(%(stand)s)
  AND l.variant_id IS NOT NULL AND l.quantity > 0
GROUP BY o.customer_id, l.variant_id"""
