"""Import the prices of a list from a file."""

import csv
from collections.abc import Mapping
from datetime import datetime

from serai.catalog.public import channel
from serai.plumbing.db import unit_of_work
from serai.pricing.domain.price_list_file import instant_of, read_price_list
from serai.pricing.domain.price_row import PriceFault, PricesRefused
from serai.pricing.queries.list_price_page import standing_list_prices
from serai.pricing.queries.named_list_prices import NamedListPrice, list_price_rows
from serai.pricing.queries.price_list_view import price_list
from serai.pricing.usecases.price_lists.set_list_prices import set_list_prices


@unit_of_work()
def import_price_list_file(
    list_code: str, text: str, *, source: str, now: datetime, replacing: bool = False
) -> int:
    """
    Let a price list say what a file says: all of its prices, or none.

    Importing the same file again writes none. Returns how many prices were written or taken off.

    Args:
        list_code: which list.
        text: CSV with a line of names: sku, min_quantity, amount, compare_at, valid_from, valid_until. Without
            an amount the price is taken off the list.
        source: where it comes from, at most 64 characters.
        now: the present instant.
        replacing: take off the list what counts now and is not in the file.

    Raises:
        PriceListNotFound: no such list.
        PriceListClosed: it is closed.
        PricesRefused: the file cannot be read, or a price makes no sense; faults name lines of the file.
    """
    currency = channel(price_list(list_code).channel_code).currency
    named: list[NamedListPrice] = []
    faults: list[PriceFault] = []
    try:
        for line, row in read_price_list(text):
            try:
                named.append(_named(row))
            except ValueError as reason:
                faults.append(PriceFault(line, "row", str(reason)))
    except csv.Error as reason:
        faults.append(PriceFault(len(named) + len(faults) + 1, "row", str(reason)))
    if faults:
        raise PricesRefused(faults)
    if replacing:
        kept = {(price.sku, price.min_quantity) for price in named}
        named += [
            NamedListPrice(there.sku, None, there.min_quantity)
            for there in standing_list_prices(list_code, now=now)
            if there.valid_from <= now and (there.sku, there.min_quantity) not in kept
        ]
    rows = list_price_rows(named, currency=currency)
    return set_list_prices(list_code, rows, source=source, now=now)


def _named(row: Mapping[str, str]) -> NamedListPrice:
    return NamedListPrice(
        sku=row["sku"],
        amount=row["amount"] or None,
        min_quantity=int(row.get("min_quantity") or 1),
        compare_at=row.get("compare_at") or None,
        valid_from=instant_of(row.get("valid_from", "")),
        valid_until=instant_of(row.get("valid_until", "")),
    )
