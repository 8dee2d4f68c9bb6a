"""The lowest prices before reductions, from the history that is only added to."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from serai.plumbing.db import rows
from serai.pricing.domain.price_list import ListKind, PriceList
from serai.pricing.domain.prior_price import PastPrice, PriorPrice, prior_price

_LATEST = 1000


def prior_prices_of(
    variant_ids: Collection[UUID], channel_code: str, now: datetime
) -> dict[UUID, PriorPrice]:
    """
    Return the lowest price of the thirty days before its reduction for each variant that is reduced.

    One statement, however many there are; of each variant the latest thousand prices are looked at. Ask only
    for those that have a former price: the others are not in the answer.
    """
    if not variant_ids:
        return {}
    params = {"wanted": list(variant_ids), "channel": channel_code, "now": now, "latest": _LATEST}
    history: dict[UUID, list[PastPrice]] = defaultdict(list)
    for variant_id, entry in map(_read, rows(_HISTORY, params)):
        history[variant_id].append(entry)
    found = {variant_id: prior_price(entries, now=now) for variant_id, entries in history.items()}
    return {variant_id: prior for variant_id, prior in found.items() if prior is not None}


def _read(row: tuple[Any, ...]) -> tuple[UUID, PastPrice]:
    (variant_id, place, minor, currency, compare_at, begin, end, on_list, code, kind, priority) = (
        row
    )
    price_list = None
    if on_list is not None:
        price_list = PriceList(on_list, code, "", "", ListKind(kind), priority=priority)
    minor = None if minor is None else Decimal(minor)
    return variant_id, PastPrice(place, minor, currency, compare_at, begin, end, price_list)


_HISTORY = """
SELECT wanted.id, past.* FROM unnest(%(wanted)s::uuid[]) AS wanted (id)
CROSS JOIN LATERAL (
  SELECT e.id AS place, coalesce(e.exact_minor, e.amount_minor) AS minor, e.currency,
    e.compare_at_minor, e.valid_from, e.valid_until, NULL::uuid AS price_list_id, NULL::text AS code,
    NULL::text AS kind, 0 AS priority
  FROM pricing_price_entry AS e
  WHERE e.variant_id = wanted.id AND e.channel_code = %(channel)s AND e.min_quantity = 1
    AND e.customer_group IS NULL AND e.company_id IS NULL AND e.valid_from <= %(now)s
  ORDER BY e.valid_from DESC, e.id DESC LIMIT %(latest)s
) AS past
UNION ALL
SELECT wanted.id, past.* FROM unnest(%(wanted)s::uuid[]) AS wanted (id)
CROSS JOIN pricing_price_list AS l
CROSS JOIN LATERAL (
  SELECT e.id, e.amount_minor, e.currency, e.compare_at_minor, e.valid_from, e.valid_until,
    l.id, l.code, l.kind, l.priority
  FROM pricing_price_list_entry AS e
  WHERE e.variant_id = wanted.id AND e.price_list_id = l.id AND e.min_quantity = 1
    AND e.valid_from <= %(now)s
  ORDER BY e.valid_from DESC, e.id DESC LIMIT %(latest)s
) AS past
WHERE l.channel_code = %(channel)s AND l.customer_group IS NULL AND l.company_id IS NULL"""
