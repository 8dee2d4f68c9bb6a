"""In what a channel wraps gifts, in the memory of this process: read once, and again when it has changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from serai.kernel.money import Money
from serai.ordering.domain.gift_wrap import WrapOption
from serai.ordering.domain.wrapping import WrapPer
from serai.plumbing.caches import VersionedCache
from serai.plumbing.db import rows
from serai.pricing import public as pricing

_OLDEST = 5
_ALL = """
SELECT w.channel_code, v.sku, v.id, w.per, w.excluded_skus
FROM ordering_gift_wrap AS w JOIN catalog_variant AS v ON v.id = w.variant_id
ORDER BY w.channel_code, w.place, v.sku
"""
_Options = Mapping[str, tuple[WrapOption, ...]]


@dataclass(frozen=True)
class GiftWrapView:
    """One way of wrapping, as shoppers see it."""

    sku: str
    name: str
    per: str
    price: Money
    excluded_skus: list[str]


def wrap_options(channel_code: str) -> tuple[WrapOption, ...]:
    """Return how a channel wraps gifts; at most five seconds old, and usually without a statement."""
    return _options.now().get(channel_code, ())


def gift_wraps(channel_code: str, *, now: datetime) -> list[GiftWrapView]:
    """Return how a channel wraps gifts and what each costs; one statement. What has no price is left out."""
    options = wrap_options(channel_code)
    if not options:
        return []
    prices = pricing.prices_of([each.variant_id for each in options], channel_code, now)
    return [
        GiftWrapView(
            option.sku, price.name, option.per.value, price.amount, sorted(option.excluded_skus)
        )
        for option in options
        if (price := prices.get(option.variant_id)) is not None and price.sellable
    ]


def forget_gift_wraps() -> None:
    """Let this process read everything anew: something has just changed."""
    _options.forget()


def _version() -> tuple[int, int]:
    # Rows are only added, with larger versions, and taken away: count and largest version tell any change.
    [known] = rows("SELECT count(*), coalesce(max(version), 0)::bigint FROM ordering_gift_wrap")
    return known


def read_gift_wraps() -> _Options:
    """Return how each channel wraps gifts, as the table has it now; one statement."""
    found: dict[str, tuple[WrapOption, ...]] = {}
    for channel_code, sku, variant_id, per, excluded in rows(_ALL):
        option = WrapOption(sku, variant_id, WrapPer(per), frozenset(excluded))
        found[channel_code] = (*found.get(channel_code, ()), option)
    return found


_options = VersionedCache(_version, read_gift_wraps, seconds=_OLDEST)
