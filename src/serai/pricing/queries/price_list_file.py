"""A price list as a file."""

from datetime import datetime

from serai.pricing.domain.price_list_file import written_price_list
from serai.pricing.queries.list_price_page import standing_list_prices
from serai.pricing.queries.price_list_view import price_list


def price_list_file(list_code: str, *, now: datetime) -> str:
    """
    Return what counts on a price list and what is to come, as CSV; three statements.

    Importing it again changes nothing.

    Raises:
        PriceListNotFound: no such list.
    """
    price_list(list_code)
    return written_price_list(
        {
            "sku": view.sku,
            "min_quantity": view.min_quantity,
            "amount": view.amount or "",
            "compare_at": "" if view.compare_at is None else f"{view.compare_at.as_decimal():f}",
            "valid_from": view.valid_from.isoformat() if view.valid_from > now else "",
            "valid_until": view.valid_until.isoformat() if view.valid_until else "",
        }
        for view in standing_list_prices(list_code, now=now)
    )
