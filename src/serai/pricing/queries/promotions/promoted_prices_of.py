"""What promotions for everyone make of the prices of a channel now."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from serai.pricing.domain.price_view import PriceView
from serai.pricing.domain.promotions.compiled import Promotions
from serai.pricing.domain.promotions.for_everyone import ForEveryone, for_everyone
from serai.pricing.domain.promotions.promoted_price import PromotedPrice, Shown, promoted_prices
from serai.pricing.queries.promotions.facts_of_articles import FACTS_OF_ARTICLES, facts_of_articles
from serai.pricing.queries.promotions.running import RunningPromotions, running_promotions

_OF_ARTICLES = frozenset(f"line.{name}" for name in FACTS_OF_ARTICLES)


def promoted_prices_of(
    prices: Mapping[UUID, PriceView], channel_code: str, now: datetime
) -> dict[UUID, PromotedPrice]:
    """
    Return what promotions make of some prices, where any is about the article.

    No statement while no promotion is for everyone; else at most one beside those of `running_promotions`.

    Args:
        prices: by variant, for whomever they are.
        channel_code: where.
        now: the instant.
    """
    running = running_promotions(channel_code)
    everyone = everyones(running, now=now)
    if not everyone or not prices:
        return {}
    asks = not running.asked.isdisjoint(_OF_ARTICLES)
    priced = _priced(running.rules, tuple(each.id for each in everyone.priced))
    shown = Shown(
        prices,
        facts_of_articles(prices) if asks else {},
        channel_code,
        running.rules.currency,
    )
    return promoted_prices(shown, everyone, priced, now=now)


def everyones(running: RunningPromotions, *, now: datetime) -> ForEveryone:
    """Return what everyone gets of what is in force in a channel; no statement."""
    return for_everyone(running.rules, limited=running.limited, now=now)


@lru_cache(maxsize=32)
def _priced(rules: Promotions, ids: tuple[UUID, ...]) -> Promotions:
    """Return those of the rules alone; made ready once for as long as they are in force."""
    found = (rules.ready(each) for each in ids)
    return rules.of(ready.promotion for ready in found if ready is not None)
