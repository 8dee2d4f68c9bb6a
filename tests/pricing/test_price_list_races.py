"""A price list that is closed while others write to it, on connections of their own."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from factories.catalog import a_variant
from factories.pricing import NOW, listed, priced

from serai.plumbing.db import rows
from serai.pricing.public import OpenPriceList, PriceListClosed, close_price_list, open_price_list

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS = 6


def test_after_a_list_is_closed_nothing_on_it_counts_whoever_wrote_meanwhile():
    variants = [a_variant(f"S-{number}").id for number in range(WRITERS)]
    for variant_id in variants:
        priced(variant_id, "2.00")
    open_price_list(OpenPriceList("sale", "Sale", "web"), now=NOW)

    def write(number: int) -> int:
        written = 0
        try:
            for step in range(20):
                listed("sale", variants[number], f"1.{step:02}", now=NOW + timedelta(seconds=step))
                written += 1
        except PriceListClosed:
            pass
        finally:
            connection.close()
        return written

    def close() -> None:
        try:
            close_price_list("sale", source="ann", now=NOW + timedelta(hours=1))
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS + 1) as pool:
        writing = [pool.submit(write, number) for number in range(WRITERS)]
        pool.submit(close).result(60)
        written = sum(each.result(60) for each in writing)

    last = rows(
        "SELECT DISTINCT ON (variant_id) amount_minor FROM pricing_price_list_entry"
        " ORDER BY variant_id, valid_from DESC, id DESC"
    )
    assert all(amount is None for (amount,) in last)
    [(kept,)] = rows("SELECT count(*) FROM pricing_price_list_entry WHERE amount_minor IS NOT NULL")
    assert kept == written
