"""Set prices of a list, many at once."""

from collections.abc import Iterable
from datetime import datetime

from serai.catalog.public import channel
from serai.plumbing.db import unit_of_work
from serai.pricing.domain.list_price_row import ListPriceRow, check_list_prices, in_minor
from serai.pricing.usecases.price_lists.write_list_prices import held_price_list, write_list_prices


@unit_of_work()
def set_list_prices(
    list_code: str, prices: Iterable[ListPriceRow], *, source: str, now: datetime
) -> int:
    """
    Let variants cost what is said on a price list: all of the prices, or none.

    A price that is in force already is not written again. Returns how many were written. Two statements,
    however many prices there are; the variants must exist.

    Args:
        list_code: which list.
        prices: what things cost there.
        source: who or what says so, at most 64 characters; it is kept with each price.
        now: the present instant.

    Raises:
        PriceListNotFound: no such list.
        PriceListClosed: it is closed.
        PricesRefused: an amount is negative, huge or in a foreign currency, or something else makes no sense.
    """
    said = list(prices)
    on = held_price_list(list_code)
    currency = channel(on.channel_code).currency
    check_list_prices(said, currency=currency, now=now)
    if not said:
        return 0
    params = {
        "variants": [price.variant_id for price in said],
        "quantities": [price.min_quantity for price in said],
        "currency": currency,
        "amounts": [price.unit and in_minor(price.unit) for price in said],
        "compare_at": [price.compare_at and price.compare_at.minor for price in said],
        "begin": [price.valid_from or now for price in said],
        "end": [price.valid_until for price in said],
        "source": source[:64],
        "now": now,
    }
    return write_list_prices(on, _GIVEN, params)


_GIVEN = """SELECT g.*, %(currency)s::text AS currency
  FROM unnest(%(variants)s::uuid[], %(quantities)s::int[], %(amounts)s::numeric[],
    %(compare_at)s::bigint[], %(begin)s::timestamptz[], %(end)s::timestamptz[]) WITH ORDINALITY
  AS g (variant_id, min_quantity, amount_minor, compare_at_minor, valid_from, valid_until, line)"""
