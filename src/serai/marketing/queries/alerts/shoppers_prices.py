"""What articles cost the shoppers who wait for them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.pricing.public import (
    BuyingAs,
    PriceView,
    price_lists_for,
    prices_of,
    promoted_prices_of,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """An article, and on whose terms somebody waits for it."""

    variant_id: UUID
    buyer: BuyingAs


def shoppers_prices(
    wanted: Collection[Wanted], channel_code: str, now: datetime
) -> dict[Wanted, PriceView]:
    """
    Return what one unit costs each, after promotions that everyone gets; what is not sold now is left out.

    At most two statements for each set of price lists by which any of them buys, however many articles and buyers
    there are: whoever pays by the same lists pays the same.
    """
    by_lists: dict[tuple[UUID, ...], list[Wanted]] = {}
    for each in wanted:
        lists = tuple(one.id for one in price_lists_for(each.buyer, channel_code))
        by_lists.setdefault(lists, []).append(each)
    found: dict[Wanted, PriceView] = {}
    for group in by_lists.values():
        prices = buyers_prices(
            {each.variant_id for each in group}, channel_code, now, group[0].buyer
        )
        found |= {each: prices[each.variant_id] for each in group if each.variant_id in prices}
    return found


def buyers_prices(
    variant_ids: Collection[UUID], channel_code: str, now: datetime, buyer: BuyingAs
) -> Mapping[UUID, PriceView]:
    """Return what one unit of articles that are sold now costs a buyer; at most two statements."""
    plain = {
        variant_id: view
        for variant_id, view in prices_of(variant_ids, channel_code, now, buyer=buyer).items()
        if view.sellable
    }
    promoted = promoted_prices_of(plain, channel_code, now)
    return {
        variant_id: promoted[variant_id].of(view) if variant_id in promoted else view
        for variant_id, view in plain.items()
    }
