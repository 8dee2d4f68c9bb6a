"""The lowest prices before reductions, from the history that is only added to."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any
from uuid import UUID

from serai.kernel.money import Money
from serai.plumbing.db import rows
from serai.pricing.domain.price_list import ListKind, PriceList
from serai.pricing.domain.prior_price import (
    PastPrice,
    PastPromoted,
    PriorPrice,
    prior_price,
)

_LATEST = 1000
_PROMOTED = "<promoted>"


def prior_prices_of(
    variant_ids: Collection[UUID],
    channel_code: str,
    now: datetime,
    *,
    promoted: Mapping[UUID, Money] = MappingProxyType({}),
) -> dict[UUID, PriorPrice]:
    """
    Return the lowest price of the thirty days before its reduction for each variant that is reduced.

    One statement, however many there are; of each variant the latest thousand prices are looked at. Ask only
    for those that have a former price or are in `promoted`: the others are not in the answer.

    Args:
        variant_ids: the variants.
        channel_code: where.
        now: the present instant.
        promoted: what promotions make of prices now, where they lower them.
    """
    if not variant_ids:
        return {}
    params = {"wanted": list(variant_ids), "channel": channel_code, "now": now, "latest": _LATEST}
    history: dict[UUID, list[PastPrice]] = defaultdict(list)
    after: dict[UUID, list[PastPromoted]] = defaultdict(list)
    for row in rows(_HISTORY, params):
        if row[8] == _PROMOTED:
            after[row[0]].append(PastPromoted(None if row[2] is None else int(row[2]), row[5]))
        else:
            history[row[0]].append(_read(row))
    found = {}
    for variant_id, entries in history.items():
        before = sorted(after[variant_id], key=lambda each: each.since)
        amount = promoted.get(variant_id)
        minor = None if amount is None else amount.minor
        if (before[-1].minor if before else None) != minor:
            before.append(PastPromoted(minor, now))
        prior = prior_price(entries, now=now, promoted=before)
        if prior is not None:
            found[variant_id] = prior
    return found


def _read(row: tuple[Any, ...]) -> PastPrice:
    _, place, minor, currency, compare_at, begin, end, on_list, code, kind, priority = row
    price_list = None
    if on_list is not None:
        price_list = PriceList(on_list, code, "", "", ListKind(kind), priority=priority)
    minor = None if minor is None else Decimal(minor)
    return PastPrice(place, minor, currency, compare_at, begin, end, price_list)


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
WHERE l.channel_code = %(channel)s AND l.customer_group IS NULL AND l.company_id IS NULL
UNION ALL
SELECT wanted.id, past.* FROM unnest(%(wanted)s::uuid[]) AS wanted (id)
CROSS JOIN LATERAL (
  SELECT e.id, e.amount_minor::numeric, e.currency, NULL::bigint, e.valid_from, NULL::timestamptz,
    NULL::uuid, '<promoted>', NULL::text, 0
  FROM pricing_promoted_price AS e
  WHERE e.variant_id = wanted.id AND e.channel_code = %(channel)s AND e.valid_from <= %(now)s
  ORDER BY e.valid_from DESC, e.id DESC LIMIT %(latest)s
) AS past"""
