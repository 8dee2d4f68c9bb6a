"""Price lists to files and back."""

from datetime import timedelta
from uuid import UUID

import pytest
from factories.catalog import a_variant
from factories.pricing import NOW, listed, priced

from serai.plumbing.db import rows
from serai.pricing.public import (
    OpenPriceList,
    PriceListNotFound,
    PricesRefused,
    import_price_list_file,
    open_price_list,
    price_list_file,
)

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
HEAD = "sku,min_quantity,amount,compare_at,valid_from,valid_until\n"


@pytest.fixture
def milk() -> UUID:
    variant_id = a_variant("MILK").id
    priced(variant_id, "2.00")
    a_variant("BREAD")
    open_price_list(OpenPriceList("trade", "Trade", "web"), now=NOW)
    return variant_id


def count() -> int:
    return rows("SELECT count(*) FROM pricing_price_list_entry")[0][0]


def test_what_is_exported_changes_nothing_when_it_comes_back(milk: UUID):
    listed("trade", milk, "1.90", compare_at=None)
    listed("trade", milk, "1.8125", min_quantity=50, valid_until=NOW + 9 * HOUR)
    listed("trade", milk, "1.70", valid_from=NOW + 5 * HOUR)

    text = price_list_file("trade", now=NOW + HOUR)

    assert text == (
        HEAD
        + "MILK,1,1.90,,,\n"
        + "MILK,1,1.70,,2027-03-14T20:09:26+00:00,\n"
        + "MILK,50,1.8125,,,2027-03-15T00:09:26+00:00\n"
    )
    assert import_price_list_file("trade", text, source="file", now=NOW + HOUR) == 0
    assert count() == 3


def test_a_file_sets_prices_and_takes_them_off(milk: UUID):
    listed("trade", milk, "1.90")
    text = "\ufeffsku,amount,min_quantity\nMILK,,\nBREAD,3.10,\nBREAD,2.95,12\n"

    assert import_price_list_file("trade", text, source="file", now=NOW + HOUR) == 3

    assert price_list_file("trade", now=NOW + HOUR) == (
        HEAD + "BREAD,1,3.10,,,\nBREAD,12,2.95,,,\n"
    )


def test_a_file_that_replaces_takes_off_what_it_does_not_name(milk: UUID):
    listed("trade", milk, "1.90")
    listed("trade", milk, "1.80", min_quantity=50)

    import_price_list_file(
        "trade", "sku,amount\nMILK,1.85\n", source="file", now=NOW + HOUR, replacing=True
    )

    assert price_list_file("trade", now=NOW + HOUR) == HEAD + "MILK,1,1.85,,,\n"


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (0, "article,price\nMILK,1\n"),
        (0, ""),
        (2, "sku,amount\nMILK,1.00\nWINE,2.00\n"),
        (2, "sku,amount,min_quantity\nMILK,1.00,\nMILK,2.00,many\n"),
        (1, "sku,amount,valid_from\nMILK,1.00,tomorrow\n"),
        (1, "sku,amount\nMILK,1.00,EUR\n"),
        (1, "sku,amount,valid_from\nMILK,1.00,2030-01-01T00:00:00\n"),
    ],
)
def test_a_file_that_makes_no_sense_writes_nothing(milk: UUID, line: int, text: str):
    with pytest.raises(PricesRefused) as refusal:
        import_price_list_file("trade", text, source="file", now=NOW)

    assert [fault.line for fault in refusal.value.errors] == [line]
    assert count() == 0


def test_a_list_that_is_not_there_has_no_file(milk: UUID):
    with pytest.raises(PriceListNotFound):
        price_list_file("nowhere", now=NOW)
    with pytest.raises(PriceListNotFound):
        import_price_list_file("nowhere", HEAD, source="file", now=NOW)
