"""Stores from which everything somebody wants can be collected, now or once it has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from serai.inventory.domain.ahead.terms import AheadTerms
from serai.inventory.queries.ahead.demand_in_stores import demands_in_stores
from serai.inventory.queries.ahead.split import AheadUnits, split_ahead
from serai.inventory.queries.stores_holding import StoreView, stores_holding


@dataclass(frozen=True, slots=True)
class StoreOffer:
    """A store that can hand everything out, and what of it comes there later."""

    store: StoreView
    ahead: tuple[AheadUnits, ...] = ()


def stores_serving(
    items: Mapping[UUID, int],
    terms: Mapping[UUID, AheadTerms],
    *,
    channel_code: str,
    code: str | None = None,
    limit: int = 10,
    now: datetime,
) -> list[StoreOffer]:
    """
    Return stores that have so many units of each variant, or where what is missing may be waited for.

    Those that have everything come first, then those where the last of it comes soonest. One statement where
    nothing is sold ahead, else three, and a fourth for what is not.

    Args:
        items: units by variant, at least one.
        terms: on which terms the channel sells articles ahead; others are there, or not to be had.
        channel_code: who sells.
        code: ask only about the store with this code.
        limit: at most so many.
        now: the present instant.
    """
    mine = {variant_id: units for variant_id, units in items.items() if variant_id in terms}
    if not mine:
        return [StoreOffer(store) for store in stores_holding(items, code=code, limit=limit)]
    rest = {variant_id: units for variant_id, units in items.items() if variant_id not in terms}
    have = {store.id for store in stores_holding(rest, code=code, limit=None)} if rest else None
    found = []
    for each in demands_in_stores(mine, channel_code, code=code, now=now):
        if have is not None and each.store.id not in have:
            continue
        split = split_ahead(mine, terms, each.queues, now=now)
        if not split.short:
            found.append(StoreOffer(each.store, split.ahead))
    return sorted(found, key=_soonest)[:limit]


def _soonest(offer: StoreOffer) -> tuple[date, str]:
    """Return what stores are listed by: without a day they come last."""
    days = [each.window.last_on if each.window else date.max for each in offer.ahead]
    return max(days, default=date.min), offer.store.code
