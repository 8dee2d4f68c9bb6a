"""Note what customers have bought so far: whoever sells tells it, and tells it anew when it changes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from serai.customers.domain.bought_kind import BoughtKind
from serai.plumbing.db import execute, rows, unit_of_work


@dataclass(frozen=True, slots=True)
class CustomerBuying:
    """
    The orders of a customer that stand, in sums.

    Attributes:
        customer_id: whose.
        currency: of the sums.
        orders: how many; 0: all of them were called off, or there never was one.
        spent_minor: what they cost now, in minor units.
        first_on: the day of the first.
        last_on: the day of the latest.
        bought: the day on which each article, category and brand was last ordered.
    """

    customer_id: UUID
    currency: str = ""
    orders: int = 0
    spent_minor: int = 0
    first_on: date | None = None
    last_on: date | None = None
    bought: Mapping[tuple[BoughtKind, str], date] = field(default_factory=dict)


def lock_buying(customer_ids: Collection[UUID]) -> list[UUID]:
    """
    Let nobody else tell what some customers bought until the caller's transaction ends; one statement.

    Returns:
        Those who are still here, by id. Comes before what they bought is looked up: who tells it later sees more.
    """
    return [each for (each,) in rows(_LOCK, [list(customer_ids)])]


@unit_of_work()
def note_buying(told: Sequence[CustomerBuying]) -> None:
    """
    Let these be what is known of what customers bought; three statements, however many they are.

    Told twice, nothing changes. The caller has locked them; whoever is not here any more is passed over.
    """
    everybody = [each.customer_id for each in told]
    execute(_WITHOUT, [[each.customer_id for each in told if not each.orders]])
    buying = [each for each in told if each.orders]
    execute(
        _SUMS,
        [
            [each.customer_id for each in buying],
            [each.currency for each in buying],
            [each.orders for each in buying],
            [each.spent_minor for each in buying],
            [each.first_on for each in buying],
            [each.last_on for each in buying],
        ],
    )
    goods = [
        (each.customer_id, kind.value, key, last_on)
        for each in buying
        for (kind, key), last_on in sorted(each.bought.items())
    ]
    columns = [list(column) for column in zip(*goods, strict=True)] or [[], [], [], []]
    execute(_GOODS, [*columns, everybody])


_LOCK = """
SELECT id FROM customers_customer WHERE id = ANY(%s::uuid[]) ORDER BY id FOR NO KEY UPDATE"""
_WITHOUT = "DELETE FROM customers_buying WHERE customer_id = ANY(%s::uuid[])"
_SUMS = """
INSERT INTO customers_buying AS known
  (customer_id, currency, orders, spent_minor, average_minor, first_on, last_on)
SELECT t.customer_id, t.currency, t.orders, t.spent, round(t.spent::numeric / t.orders),
  t.first_on, t.last_on
FROM unnest(%s::uuid[], %s::text[], %s::int[], %s::bigint[], %s::date[], %s::date[])
  AS t (customer_id, currency, orders, spent, first_on, last_on)
JOIN customers_customer AS c ON c.id = t.customer_id
ON CONFLICT (customer_id) DO UPDATE SET currency = excluded.currency, orders = excluded.orders,
  spent_minor = excluded.spent_minor, average_minor = excluded.average_minor,
  first_on = excluded.first_on, last_on = excluded.last_on
WHERE (known.currency, known.orders, known.spent_minor, known.first_on, known.last_on)
  IS DISTINCT FROM
  (excluded.currency, excluded.orders, excluded.spent_minor, excluded.first_on, excluded.last_on)"""
_GOODS = """
WITH told AS MATERIALIZED (
  SELECT t.* FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::date[])
    AS t (customer_id, kind, key, last_on)
  JOIN customers_customer AS c ON c.id = t.customer_id
), gone AS (
  DELETE FROM customers_bought AS b WHERE b.customer_id = ANY(%s::uuid[]) AND NOT EXISTS (
    SELECT FROM told
    WHERE told.customer_id = b.customer_id AND told.kind = b.kind AND told.key = b.key)
)
INSERT INTO customers_bought AS known (customer_id, kind, key, last_on)
SELECT customer_id, kind, key, last_on FROM told
ON CONFLICT (customer_id, kind, key) DO UPDATE SET last_on = excluded.last_on
WHERE known.last_on <> excluded.last_on"""
