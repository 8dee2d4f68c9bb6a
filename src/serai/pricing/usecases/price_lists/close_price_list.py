"""Close a price list."""

from datetime import datetime

from serai.plumbing.db import forget_with_work, rows, unit_of_work
from serai.pricing.models import PriceListRow
from serai.pricing.queries.open_price_lists import forget_price_lists, list_of_row
from serai.pricing.queries.price_list_view import PriceListNotFound, PriceListView
from serai.pricing.usecases.price_lists.write_list_prices import in_force_last, tell_list_prices


@unit_of_work()
def close_price_list(list_code: str, *, source: str, now: datetime) -> PriceListView:
    """
    Take every price off a list, those to come as well, and let nobody write to it again.

    To repeat it changes nothing. What was charged stays in the history.

    Args:
        list_code: which list.
        source: who or what closes it, at most 64 characters; it is kept with each price taken off.
        now: the present instant.

    Raises:
        PriceListNotFound: no such list.
    """
    row = PriceListRow.objects.select_for_update().filter(code=list_code).first()
    if row is None:
        raise PriceListNotFound(list_code)
    if row.closed_at is None:
        taken = rows(_TAKE_OFF, {"price_list": row.pk, "source": source[:64], "now": now})
        row.closed_at = now
        row.save(update_fields=["closed_at"])
        tell_list_prices(list_of_row(row), in_force_last(taken))
        forget_with_work(forget_price_lists)
    return PriceListView.of(row)


_TAKE_OFF = """
WITH ended AS (
  SELECT DISTINCT ON (variant_id, min_quantity) variant_id, min_quantity, currency, amount_minor,
    %(now)s::timestamptz AS valid_from
  FROM pricing_price_list_entry
  WHERE price_list_id = %(price_list)s AND valid_from <= %(now)s
    AND (valid_until IS NULL OR valid_until > %(now)s)
  ORDER BY variant_id, min_quantity, pricing_price_list_entry.valid_from DESC, id DESC
), to_come AS (
  SELECT DISTINCT ON (variant_id, min_quantity, valid_from) variant_id, min_quantity, currency,
    amount_minor, valid_from
  FROM pricing_price_list_entry
  WHERE price_list_id = %(price_list)s AND valid_from > %(now)s
  ORDER BY variant_id, min_quantity, valid_from, id DESC
)
INSERT INTO pricing_price_list_entry (price_list_id, variant_id, min_quantity, currency, valid_from,
  source, recorded_at)
SELECT %(price_list)s, variant_id, min_quantity, currency, valid_from, %(source)s, %(now)s
FROM (SELECT * FROM ended UNION ALL SELECT * FROM to_come) AS gone
WHERE amount_minor IS NOT NULL
RETURNING variant_id, valid_from <= %(now)s"""
