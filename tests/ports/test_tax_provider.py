"""What every provider of tax rates keeps to, and how TaxJar is spoken to."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from factories.answering import Answering, answering
from factories.catalog import a_channel

from serai.plumbing.wiring import bind, bound
from serai.pricing.adapters.rate_table import RateTable
from serai.pricing.adapters.taxjar import TaxJar
from serai.pricing.domain.tax import TaxPart
from serai.pricing.ports import TaxProvider, TaxProviders, TaxProviderUnavailable, TaxQuestion
from serai.pricing.public import (
    ChannelTax,
    Place,
    Sourcing,
    TaxRate,
    ask_tax_provider,
    set_channel_tax,
    set_tax_rates,
    taxation,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 3, 14, 15, 9, 26, tzinfo=UTC)
ORIGIN, WICHITA = Place.of("US", "OH", "45402"), Place.of("US", "KS", "67202")
QUESTION = TaxQuestion(ORIGIN, WICHITA, date(2027, 3, 14), ("delivery", "food", "standard"))
RATES = {"state_sales_tax_rate": 0.065, "county_tax_rate": 0.0, "city_tax_rate": 0.01}
SAID: dict[str, Any] = {
    "tax": {
        "order_total_amount": 300.0,
        "amount_to_collect": 16.0,
        "rate": 0.075,
        "has_nexus": True,
        "freight_taxable": True,
        "tax_source": "destination",
        "jurisdictions": {"country": "US", "state": "KS", "county": "SEDGWICK", "city": "WICHITA"},
        "breakdown": {
            "line_items": [
                {"id": "food", "state_sales_tax_rate": 0.0, "city_tax_rate": 0.01},
                {"id": "standard", "special_tax_rate": 0.0, **RATES},
            ],
            "shipping": RATES,
        },
    }
}


@pytest.fixture
def taxjar() -> Iterator[Answering]:
    with answering() as there:
        there.said = SAID
        yield there


@pytest.fixture
def table() -> None:
    when = date(2020, 1, 1)
    set_tax_rates(
        [
            TaxRate("state", "Ks", "US", Decimal("0.065"), when, region="KS"),
            TaxRate("state", "Ks", "US", Decimal(0), when, region="KS", tax_class="food"),
            TaxRate("city", "Wichita", "US", Decimal("0.01"), when, region="KS", postcodes="672"),
        ],
        source="tests",
    )


@pytest.fixture
def asking(taxjar: Answering) -> Iterator[Callable[..., TaxJar]]:
    """Return a maker of providers that ask the local TaxJar."""
    made: list[TaxJar] = []

    def make(**how: Any) -> TaxJar:
        made.append(TaxJar("secret", url=taxjar.url, **how))
        return made[-1]

    yield make
    for provider in made:
        provider.close()


@pytest.fixture(params=["table", "taxjar"])
def provider(
    request: pytest.FixtureRequest, asking: Callable[..., TaxJar], table: None
) -> TaxProvider:
    return RateTable() if request.param == "table" else asking()


def test_rates_are_told_by_class(provider: TaxProvider):
    found = provider.rates(QUESTION)

    assert {name: sum(part.rate for part in found[name]) for name in ("food", "standard")} == {
        "food": Decimal("0.01"),
        "standard": Decimal("0.075"),
    }


def test_taxjar_is_asked_for_both_ends_and_every_class(taxjar: Answering, asking):
    found = asking(codes={"food": "40030"}).rates(QUESTION)

    [asked] = taxjar.asked
    assert asked == {
        "path": "/v2/taxes",
        "from_country": "US",
        "from_state": "OH",
        "from_zip": "45402",
        "to_country": "US",
        "to_state": "KS",
        "to_zip": "67202",
        "shipping": "100.00",
        "line_items": [
            {"id": "food", "quantity": 1, "unit_price": "100.00", "product_tax_code": "40030"},
            {"id": "standard", "quantity": 1, "unit_price": "100.00"},
        ],
    }
    assert taxjar.headers[0]["Authorization"] == "Bearer secret"
    assert found["standard"] == (
        TaxPart("Ks", "US-KS", Decimal("0.065")),
        TaxPart("Wichita", "US-KS", Decimal("0.01")),
    )
    assert found["delivery"] == found["standard"]


def test_without_a_registration_there_taxjar_charges_nothing(taxjar: Answering, asking):
    taxjar.said = {"tax": {"has_nexus": False}}

    assert asking().rates(QUESTION) == {"standard": ()}


@pytest.mark.parametrize(
    ("status", "raw"),
    [(401, b'{"error": "Unauthorized"}'), (200, b"<html>"), (200, b'{"tax": {}}'), (500, b"[]")],
)
def test_what_is_no_answer_is_told_as_such(taxjar: Answering, asking, status: int, raw: bytes):
    taxjar.status, taxjar.raw = status, raw

    with pytest.raises(TaxProviderUnavailable):
        asking().rates(QUESTION)


def test_taxjar_is_left_alone_after_five_failures(taxjar: Answering, asking):
    taxjar.status = 500
    provider = asking()

    for _ in range(8):
        with pytest.raises(TaxProviderUnavailable):
            provider.rates(QUESTION)

    assert len(taxjar.asked) == 5


@pytest.fixture
def asking_taxjar(
    taxjar: Answering, asking: Callable[..., TaxJar], table: None
) -> Iterator[Answering]:
    a_channel("web")
    there = bound(TaxProviders)
    bind(TaxProviders, TaxProviders({"taxjar": asking()}))
    set_channel_tax(
        "web",
        ChannelTax(
            "Sales tax",
            sourcing=Sourcing.DESTINATION,
            origin=ORIGIN,
            registrations=frozenset({"US"}),
            provider="taxjar",
        ),
    )
    yield taxjar
    bind(TaxProviders, there)


def charged() -> Decimal:
    return taxation("web", to=WICHITA, now=NOW).rate("standard")


def test_a_provider_is_asked_once_for_a_place_and_a_day(asking_taxjar: Answering):
    asking_taxjar.said = {
        "tax": {**SAID["tax"], "breakdown": {"line_items": [{"id": "standard", "city_tax_rate": 0.5}]}}
    }  # fmt: skip

    asked = [ask_tax_provider("web", WICHITA, now=NOW) for _ in range(3)]

    assert asked == [True, False, False]
    assert len(asking_taxjar.asked) == 1
    assert charged() == Decimal("0.5")


def test_while_a_provider_is_silent_the_table_counts(asking_taxjar: Answering):
    asking_taxjar.status = 503

    ask_tax_provider("web", WICHITA, now=NOW)

    assert charged() == Decimal("0.075")


def test_a_channel_without_a_provider_asks_nobody(asking_taxjar: Answering):
    set_channel_tax("web", ChannelTax("flat"))

    assert not ask_tax_provider("web", WICHITA, now=NOW)
    assert asking_taxjar.asked == []
