"""The rate table."""

from typing import Any
from uuid import UUID

import msgspec

from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.cart import Cart
from serai.ordering.domain.delivery import Rate
from serai.ordering.queries.cart import CART_COLUMNS, theirs
from serai.plumbing.db import rows

_RATE = (
    "jsonb_build_object('code', code, 'kind', kind, 'labels', labels, 'position', position,"
    " 'from_minor', from_minor, 'price_minor', price_minor, 'earliest_days', earliest_days,"
    " 'latest_days', latest_days, 'countries', countries)"
)
_CART_AND_RATES = f"""
SELECT {CART_COLUMNS}, (
  SELECT coalesce(jsonb_agg({_RATE}), '[]')::text FROM ordering_delivery_rate AS rate
  WHERE rate.channel_code = cart.channel_code AND rate.currency = cart.currency)
FROM ordering_cart AS cart WHERE cart.id = %s
"""  # noqa: S608
_RATES = f"""
SELECT coalesce(jsonb_agg({_RATE}), '[]')::text FROM ordering_delivery_rate
WHERE channel_code = %s
"""  # noqa: S608

_rates = msgspec.json.Decoder(list[Rate])


def cart_and_rates(buyer: Buyer, cart_id: UUID) -> tuple[Cart, list[Rate]]:
    """
    Return a cart of the buyer with its channel's rates; one statement.

    Raises:
        CartNotFound: no such cart, or not theirs.
    """
    found: list[tuple[Any, ...]] = rows(_CART_AND_RATES, [cart_id])
    read = theirs(buyer, found)
    return read, _rates.decode(found[0][-1])


def delivery_rates(channel_code: str) -> list[Rate]:
    """Return a channel's rate table; one statement."""
    [(text,)] = rows(_RATES, [channel_code])
    return _rates.decode(text)
