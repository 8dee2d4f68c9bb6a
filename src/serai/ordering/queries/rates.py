"""The rate table, in the memory of this process: at most some seconds old."""

from uuid import UUID

import msgspec

from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.cart import Cart
from serai.ordering.domain.delivery import Rate
from serai.ordering.queries.cart import cart
from serai.plumbing.caches import ShortCache
from serai.plumbing.db import rows

_RATE = (
    "jsonb_build_object('code', code, 'kind', kind, 'labels', labels, 'position', position,"
    " 'from_minor', from_minor, 'price_minor', price_minor, 'earliest_days', earliest_days,"
    " 'latest_days', latest_days, 'countries', countries)"
)
_RATES = f"""
SELECT coalesce(jsonb_agg({_RATE}), '[]')::text FROM ordering_delivery_rate
WHERE channel_code = %s
"""  # noqa: S608
_BY_CURRENCY = f"""
SELECT currency, jsonb_agg({_RATE})::text FROM ordering_delivery_rate
WHERE channel_code = %s GROUP BY currency
"""  # noqa: S608
_OLDEST = 5

_rates = msgspec.json.Decoder(list[Rate])
_kept: ShortCache[str, dict[str, list[Rate]]] = ShortCache(seconds=_OLDEST)


def cart_and_rates(buyer: Buyer, cart_id: UUID) -> tuple[Cart, list[Rate]]:
    """
    Return a cart of the buyer with its channel's rates; one statement, one more every few seconds.

    Raises:
        CartNotFound: no such cart, or not theirs.
    """
    read = cart(buyer, cart_id)
    return read, offered_rates(read.channel_code, read.currency)


def offered_rates(channel_code: str, currency: str) -> list[Rate]:
    """Return a channel's rates in a currency, at most five seconds old."""
    kept = _kept.get(channel_code, lambda: _by_currency(channel_code))
    return kept.get(currency, [])


def forget_rates() -> None:
    """Let this process read rates anew: they have just been changed here."""
    _kept.forget()


def delivery_rates(channel_code: str) -> list[Rate]:
    """Return a channel's rate table; one statement."""
    [(text,)] = rows(_RATES, [channel_code])
    return _rates.decode(text)


def _by_currency(channel_code: str) -> dict[str, list[Rate]]:
    found = rows(_BY_CURRENCY, [channel_code])
    return {currency: _rates.decode(text) for currency, text in found}
