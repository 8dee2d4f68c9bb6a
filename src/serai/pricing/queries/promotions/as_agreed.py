"""Promotions for an order that changes: those in force, and those that it was agreed with."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from serai.kernel.money import Money
from serai.plumbing.db import rows
from serai.pricing.domain.cart_to_price import Allowance
from serai.pricing.domain.promotions.promotion import Promotion
from serai.pricing.domain.promotions.read_promotion import read_promotion
from serai.pricing.domain.promotions.schedule import ALWAYS
from serai.pricing.queries.promotions.running import (
    RunningPromotions,
    facts_asked,
    running_promotions,
)

_AS_AGREED = """
SELECT DISTINCT ON (p.id) v.rule, b.budget_minor IS NOT NULL
FROM pricing_promotion AS p
JOIN pricing_promotion_version AS v ON v.promotion_id = p.id
LEFT JOIN pricing_promotion_budget AS b ON b.promotion_id = p.id
WHERE p.id = ANY(%s)
ORDER BY p.id, (v.written_at <= %s) DESC,
  CASE WHEN v.written_at <= %s THEN -v.version ELSE v.version END
"""


def promotions_as_agreed(
    channel_code: str, agreed: Mapping[UUID, Money], *, placed_at: datetime
) -> RunningPromotions:
    """
    Return what an order that changes is asked of; one statement, none for an order without promotions.

    What it was agreed with counts as it was written then, whatever the hour, and has no end; of one with a budget
    the order gets no more than it was given. Others count as they run now, save those that are limited: their uses
    are counted when an order is placed.

    Args:
        channel_code: where it was bought.
        agreed: what each promotion has given the order.
        placed_at: when it was placed.

    Raises:
        ChannelNotFound: no such channel.
    """
    running = running_promotions(channel_code)
    found = _written(agreed, placed_at) if agreed else {}
    others = [each.promotion for each in running.rules.here if each.promotion.id not in agreed]
    closed = {each: Allowance(uses=0) for each in running.limited if each not in found}
    capped = {
        each: Allowance(budget=agreed[each]) for each, (_, budgeted) in found.items() if budgeted
    }
    kept = [promotion for promotion, _ in found.values()]
    return replace(
        running,
        rules=running.rules.of([*others, *kept]),
        allowances={**closed, **capped},
        per_customer={},
        asked=running.asked.union(*map(facts_asked, kept)),
    )


def _written(
    agreed: Mapping[UUID, Money], placed_at: datetime
) -> dict[UUID, tuple[Promotion, bool]]:
    """Return promotions as they were written then, on at every hour, and whether each has a budget."""
    found = {}
    for rule, budgeted in rows(_AS_AGREED, [list(agreed), placed_at, placed_at]):
        promotion = replace(read_promotion(rule), schedule=ALWAYS)
        found[promotion.id] = (promotion, budgeted)
    return found
