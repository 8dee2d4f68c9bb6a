"""Set prices, many at once."""

from collections.abc import Iterable
from datetime import datetime

from serai.catalog.public import channels
from serai.plumbing.db import unit_of_work
from serai.pricing.domain.list_price_row import in_minor
from serai.pricing.domain.price_row import PriceRow, check_prices
from serai.pricing.usecases.write_prices import write_prices


def set_prices(prices: Iterable[PriceRow], *, source: str, now: datetime) -> int:
    """
    Let variants cost what is said, from now or a later instant on: all of the prices, or none.

    A price that is in force already is not written again. Returns how many were written. Three statements,
    however many prices there are; the variants must exist.

    Args:
        prices: what things cost.
        source: who or what says so, at most 64 characters; it is kept with each price.
        now: the present instant.

    Raises:
        PricesRefused: an amount is negative, huge or in a foreign currency, or something else makes no sense.
    """
    said = list(prices)
    if not said:
        return 0
    currencies = {channel.code: channel.currency for channel in channels()}
    check_prices(said, currencies=currencies, now=now)
    params = {
        "variants": [price.variant_id for price in said],
        "channels": [price.channel_code for price in said],
        "currencies": [price.amount.currency for price in said],
        "amounts": [price.amount.minor for price in said],
        "exact": [price.unit and in_minor(price.unit) for price in said],
        "compare_at": [price.compare_at and price.compare_at.minor for price in said],
        "begin": [price.valid_from or now for price in said],
        "end": [price.valid_until for price in said],
        "source": source[:64],
        "now": now,
    }
    with unit_of_work():
        return write_prices(_GIVEN, params)


_GIVEN = """SELECT * FROM unnest(%(variants)s::uuid[], %(channels)s::text[], %(currencies)s::text[],
    %(amounts)s::bigint[], %(exact)s::numeric[], %(compare_at)s::bigint[], %(begin)s::timestamptz[],
    %(end)s::timestamptz[]) WITH ORDINALITY
  AS g (variant_id, channel_code, currency, amount_minor, exact_minor, compare_at_minor, valid_from,
    valid_until, line)"""
