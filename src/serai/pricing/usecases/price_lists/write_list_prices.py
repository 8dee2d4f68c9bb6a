"""The statement by which prices are added to a list, and who is told."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import rows
from serai.plumbing.events import publish
from serai.pricing.domain.price_list import PriceList
from serai.pricing.events import ListPricesChanged
from serai.pricing.models import PriceListRow
from serai.pricing.queries.open_price_lists import list_of_row
from serai.pricing.queries.price_list_view import PriceListNotFound
from serai.pricing.usecases.write_prices import IN_ONE_EVENT, tell_prices


class PriceListClosed(DomainError):
    """The price list is closed: nobody pays its prices any more."""

    code = "pricing.price_list_closed"
    kind = Kind.CONFLICT

    def __init__(self, list_code: str) -> None:
        self.price_list = list_code
        super().__init__(f"The price list {list_code!r} is closed.")


def held_price_list(list_code: str) -> PriceList:
    """
    Return an open price list, and keep others from closing it until the transaction ends; one statement.

    Raises:
        PriceListNotFound: no such list.
        PriceListClosed: it is closed.
    """
    found = PriceListRow.objects.raw(
        "SELECT * FROM pricing_price_list WHERE code = %s FOR SHARE", [list_code]
    )
    row = next(iter(found), None)
    if row is None:
        raise PriceListNotFound(list_code)
    if row.closed_at is not None:
        raise PriceListClosed(list_code)
    return list_of_row(row)


def write_list_prices(on: PriceList, given: str, params: dict[str, Any]) -> int:
    """
    Add the prices that `given` selects, unless the same price is in force then already; one statement.

    Tells which prices the list has now, and of a list for everyone whose price is another. Returns how many
    were added.

    Args:
        on: the list, held.
        given: selects (line, variant_id, min_quantity, currency, amount_minor, compare_at_minor, valid_from,
            valid_until).
        params: its parameters, with `source` and `now`.
    """
    added = rows(_add(given), {**params, "price_list": on.id})
    tell_list_prices(on, in_force_last(added))
    return len(added)


def tell_list_prices(on: PriceList, changed: dict[UUID, bool]) -> None:
    """Publish of which variants a list says something else; the value is whether it counts already."""
    variants = list(changed)
    for start in range(0, len(variants), IN_ONE_EVENT):
        part = tuple(variants[start : start + IN_ONE_EVENT])
        publish(ListPricesChanged(part, on.channel_code, on.code))
    if on.for_everyone:
        tell_prices((on.channel_code, variant_id) for variant_id, now in changed.items() if now)


def in_force_last(written: Iterable[tuple[UUID, bool]]) -> dict[UUID, bool]:
    """Return of each variant whether any of its prices counts already."""
    found: dict[UUID, bool] = {}
    for variant_id, in_force in written:
        found[variant_id] = in_force or found.get(variant_id, False)
    return found


def _add(given: str) -> str:
    return f"""
WITH given AS ({given})
INSERT INTO pricing_price_list_entry (price_list_id, variant_id, min_quantity, currency, amount_minor,
  compare_at_minor, valid_from, valid_until, source, recorded_at)
SELECT %(price_list)s, given.variant_id, given.min_quantity, given.currency, given.amount_minor,
  given.compare_at_minor, given.valid_from, given.valid_until, %(source)s, %(now)s
FROM given
LEFT JOIN LATERAL (
  SELECT e.amount_minor, e.compare_at_minor, e.valid_until
  FROM pricing_price_list_entry AS e
  WHERE e.variant_id = given.variant_id AND e.price_list_id = %(price_list)s
    AND e.min_quantity = given.min_quantity AND e.valid_from <= given.valid_from
    AND (e.valid_until IS NULL OR e.valid_until > given.valid_from)
  ORDER BY e.valid_from DESC, e.id DESC
  LIMIT 1
) AS there ON true
WHERE (there.amount_minor, there.compare_at_minor, there.valid_until)
  IS DISTINCT FROM (given.amount_minor, given.compare_at_minor, given.valid_until)
ORDER BY given.line
RETURNING variant_id, valid_from <= %(now)s"""  # noqa: S608 -- constants only
