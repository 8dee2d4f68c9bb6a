"""What every source of records keeps to."""

import re
from collections.abc import Callable
from decimal import Decimal
from uuid import uuid4

import pytest
from factories.catalog import a_variant
from factories.customers import NOW, PASSWORD
from factories.inventory import a_location, stocked
from factories.pricing import listed, priced

from serai.attest.domain.leaf import leaf_of
from serai.attest.ports import RecordSource
from serai.customers.public import CONSENTS, RecordConsent, Register, record_consent, register
from serai.inventory.public import MOVEMENTS
from serai.kernel.money import Money, UnitPrice
from serai.plumbing.append_only import START, Horizon, Place
from serai.plumbing.db import rows
from serai.pricing.public import (
    EXACT_PRICE_ENTRIES,
    LIST_PRICE_ENTRIES,
    PRICE_ENTRIES,
    OpenPriceList,
    PriceRow,
    open_price_list,
    set_prices,
)

pytestmark = pytest.mark.django_db
EVERYTHING = Horizon(2**62)


def three_movements() -> None:
    for number in range(1, 4):
        stocked(a_variant(f"SKU-{number}").id, a_location(), number)


def three_prices() -> None:
    for number in range(1, 4):
        priced(a_variant(f"SKU-{number}").id, f"{number}.00")


def three_exact_prices() -> None:
    fine = UnitPrice(Decimal("0.0125"), "USD")
    rows_of_prices = [
        PriceRow(a_variant(f"SKU-{number}").id, "web", Money(1, "USD"), unit=fine)
        for number in range(1, 4)
    ]
    set_prices(rows_of_prices, source="test", now=NOW)


def three_list_prices() -> None:
    variants = [a_variant(f"SKU-{number}").id for number in range(1, 4)]
    open_price_list(OpenPriceList("spring", "Spring", "web"), now=NOW)
    for variant_id in variants:
        listed("spring", variant_id, "1.8125", min_quantity=10)


def three_consents() -> None:
    customer = register(Register("ada@example.org", PASSWORD), now=NOW)
    for purpose in ("ads", "profiling", "analytics"):
        record_consent(RecordConsent(customer.id, purpose, True, "2027-01"), now=NOW)


@pytest.fixture(
    params=[
        (MOVEMENTS, three_movements),
        (PRICE_ENTRIES, three_prices),
        (EXACT_PRICE_ENTRIES, three_exact_prices),
        (LIST_PRICE_ENTRIES, three_list_prices),
        (CONSENTS, three_consents),
    ],
    ids=lambda param: param[0].name,
)
def filled(request: pytest.FixtureRequest, db: None) -> RecordSource:
    """Return a source with three records."""
    source, fill = request.param
    fill()
    return source


def read(source: RecordSource, limit: int) -> list:
    """Return every record, read in steps."""
    place, found = START, []
    while step := source.after(place, EVERYTHING, limit=limit):
        found += step
        place = step[-1].place
    return found


def test_its_name_says_whose_records_they_are(filled: RecordSource):
    assert re.fullmatch(r"[a-z_]+\.[a-z_]+(\.\d+)?", filled.name)
    assert rows("SELECT to_regclass(%s) IS NOT NULL", [filled.table]) == [(True,)]


@pytest.mark.parametrize("limit", [1, 2, 3, 100])
def test_every_record_comes_once_and_in_one_order(filled: RecordSource, limit: int):
    found = read(filled, limit)

    assert len({row.key for row in found}) == len(found) == 3
    assert found == read(filled, 100)
    assert found == sorted(found, key=lambda row: row.transaction)


def test_records_of_transactions_above_the_horizon_wait(filled: RecordSource):
    here = read(filled, 100)[0].transaction

    assert filled.after(START, Horizon(here), limit=100) == []
    assert len(filled.after(START, Horizon(here + 1), limit=100)) == 3
    assert len(filled.after(START, Horizon(1, beyond=here), limit=100)) == 3
    assert len(filled.after(Place(here, ""), EVERYTHING, limit=100)) == 3
    assert filled.after(Place(here + 1, ""), EVERYTHING, limit=100) == []


def test_a_record_says_the_same_by_its_key(filled: RecordSource):
    found = read(filled, 100)

    by_key = filled.by_keys([row.key for row in found])

    assert by_key == {row.key: row.fields for row in found}


def test_what_is_not_there_is_left_out(filled: RecordSource):
    nowhere = str(uuid4()) if "-" in read(filled, 1)[0].key else "999999999"

    assert filled.by_keys([nowhere]) == {}
    assert filled.by_keys([]) == {}


def test_a_record_can_be_a_leaf(filled: RecordSource):
    """Its fields have exact JSON forms and plain names."""
    for row in read(filled, 100):
        assert len(leaf_of(filled.name, row.key, "", row.fields).hash) == 32
        assert all(re.fullmatch("[a-z][a-z0-9_]*", name) for name in row.fields)


def test_reading_costs_one_statement(filled: RecordSource, django_assert_num_queries: Callable):
    with django_assert_num_queries(1):
        filled.after(START, EVERYTHING, limit=2)
    with django_assert_num_queries(1):
        filled.by_keys([])
