"""Import prices from another system, by the hundred thousand."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from serai.catalog.public import channels
from serai.kernel.money import Money
from serai.plumbing.db import copy_into, execute, rows, unit_of_work
from serai.pricing.domain.price_row import MOST_MINOR, PriceFault, PricesRefused
from serai.pricing.usecases.write_prices import write_prices


def import_prices(
    prices: Iterable[tuple[UUID, str, Money, Money | None]], *, source: str, now: datetime
) -> int:
    """
    Let variants cost what another system says, from now on: all of the prices, or none.

    Importing the same prices again writes none. Returns how many were written.

    Args:
        prices: (variant, channel code, price, compare-at price or nothing), each variant and channel once;
            the variants must exist.
        source: where they come from, at most 64 characters; say so when they are derived.
        now: the present instant.

    Raises:
        PricesRefused: an amount is negative, huge or in a foreign currency, or something else makes no sense.
    """
    columns = ["line", "variant_id", "channel_code", "currency", "amount_minor", "compare_currency",
               "compare_at_minor"]  # fmt: skip
    numbered = (
        (line, variant_id, channel_code, amount.currency, amount.minor,
         compare_at and compare_at.currency, compare_at and compare_at.minor)
        for line, (variant_id, channel_code, amount, compare_at) in enumerate(prices, 1)
    )  # fmt: skip
    shops = channels()
    params = {
        "codes": [shop.code for shop in shops],
        "currencies": [shop.currency for shop in shops],
        "most": MOST_MINOR,
    }
    with unit_of_work():
        execute(_TABLE)
        execute("TRUNCATE pg_temp.pricing_incoming")
        copy_into("pg_temp.pricing_incoming", columns, numbered)
        execute("ANALYZE pg_temp.pricing_incoming")
        if faults := [PriceFault(*fault) for fault in rows(_FAULTS, params)]:
            raise PricesRefused(faults)
        return write_prices(_GIVEN, {"source": source[:64], "now": now})


_TABLE = """
CREATE TEMPORARY TABLE IF NOT EXISTS pricing_incoming (
  line bigint NOT NULL, variant_id uuid NOT NULL, channel_code text NOT NULL, currency text NOT NULL,
  amount_minor numeric NOT NULL, compare_currency text, compare_at_minor numeric
) ON COMMIT DELETE ROWS"""

_FAULTS = """
WITH known AS (
  SELECT * FROM unnest(%(codes)s::text[], %(currencies)s::text[]) AS k (channel_code, sells_in)
)
SELECT line, 'channel', 'There is no channel ' || quote_literal(channel_code) || '.'
FROM pg_temp.pricing_incoming LEFT JOIN known USING (channel_code) WHERE known.sells_in IS NULL
UNION ALL
SELECT line, 'amount', 'The channel sells in ' || sells_in || '.'
FROM pg_temp.pricing_incoming JOIN known USING (channel_code)
WHERE currency <> sells_in OR compare_currency <> sells_in
UNION ALL
SELECT line, 'amount', 'Must be between 0 and ' || %(most)s || ' minor units.'
FROM pg_temp.pricing_incoming
WHERE amount_minor NOT BETWEEN 0 AND %(most)s OR compare_at_minor > %(most)s
UNION ALL
SELECT line, 'compare_at', 'Must be more than the price.'
FROM pg_temp.pricing_incoming WHERE compare_at_minor <= amount_minor
UNION ALL
SELECT max(line), 'variant', 'Comes twice for this channel.'
FROM pg_temp.pricing_incoming GROUP BY variant_id, channel_code HAVING count(*) > 1
ORDER BY 1 LIMIT 100"""

_GIVEN = """SELECT line, variant_id, channel_code, currency, amount_minor::bigint AS amount_minor,
    NULL::numeric AS exact_minor, compare_at_minor::bigint AS compare_at_minor, %(now)s::timestamptz AS valid_from,
    NULL::timestamptz AS valid_until
  FROM pg_temp.pricing_incoming"""
