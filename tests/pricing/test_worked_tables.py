"""The worked tables of the documentation are what the functions answer."""

from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from serai.kernel.money import Money
from serai.kernel.rounding import Rounding
from serai.kernel.share_of_line import SumsOfLine, share_of_line
from serai.pricing.domain.tax import (
    STANDARD,
    ChannelTax,
    Place,
    RoundedAt,
    Sourcing,
    TaxBuyer,
    TaxPolicy,
    TaxRate,
    charge,
    parts_at,
    policy_for,
    taxes,
)

PAGE = Path(__file__).resolve().parents[2] / "docs" / "algorithms" / "rounding.md"


def test_the_table_of_rounding_is_right():
    table = [line for line in PAGE.read_text().splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in table[1:]]
    worked = [row for row in cells if row[0][0].isdigit()]

    found = [_taxes(*row[:6]) for row in worked]

    assert len(worked) == 10
    assert [", ".join(map(str, each)) for each in found] == [row[6] for row in worked]
    assert [str(sum(each)) for each in found] == [row[7] for row in worked]


def _taxes(
    prices: str, quantity: str, rate: str, inclusive: str, rounded_at: str, rounding: str
) -> list[int]:
    amounts = [Money.parse(price, "EUR") * int(quantity) for price in prices.split(", ")]
    policy = TaxPolicy(
        "worked",
        inclusive=inclusive == "yes",
        rounded_at=RoundedAt(rounded_at),
        rounding=Rounding[rounding],
        rates={STANDARD: Decimal(rate)},
    )
    return [tax.minor for tax in taxes(amounts, [STANDARD] * len(amounts), policy)]


TAX = PAGE.with_name("tax.md")
HOME = Place.of("DE")
LONG_AGO = date(2007, 1, 1)
VAT = [
    TaxRate("vat", "VAT", country, Decimal(rate), LONG_AGO)
    for country, rate in (("DE", "0.19"), ("FR", "0.2"), ("ES", "0.21"))
]
LOWERED = TaxRate("vat", "VAT", "DE", Decimal("0.16"), date(2020, 7, 1), date(2021, 1, 1))
SALES_TAX = [
    TaxRate(component, name, "US", Decimal(rate), LONG_AGO, region=region, postcodes=postcodes)
    for component, name, rate, region, postcodes in (
        ("state", "Ohio", "0.0575", "OH", ""),
        ("county", "Montgomery County", "0.015", "OH", "454"),
        ("state", "Kansas", "0.065", "KS", ""),
        ("city", "Wichita", "0.01", "KS", "67202"),
    )
]


def table(heading: str) -> list[list[str]]:
    """Return the rows below the header that begins with `heading`."""
    blocks = TAX.read_text().split("\n\n")
    [block] = [block for block in blocks if block.startswith(f"| {heading} |")]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in block.splitlines()[2:]]


def place(text: str, country: str = "") -> Place:
    first, _, postcode = text.partition(" ")
    return Place.of(country or first, first if country else "", postcode)


@pytest.mark.parametrize("row", table("to | tax id of"), ids=" ".join)
def test_the_table_of_the_european_union_is_right(row: list[str]):
    to, tax_id, oss, price, total, tax, treatment = row
    channel = ChannelTax("VAT", inclusive=True, sourcing=Sourcing.EU, origin=HOME, oss=oss == "yes")

    policy = policy_for(
        channel, partial(parts_at, VAT), to=place(to), on=date(2027, 1, 1), buyer=TaxBuyer(tax_id)
    )
    taxed = charge([Money.parse(price, "EUR")], [STANDARD], Money(0, "EUR"), policy)

    paid = Money.parse(price, "EUR") + taxed.added[0]
    assert [str(each.as_decimal()) for each in (paid, taxed.contained[0])] == [total, tax]
    assert policy.treatment.value == treatment


@pytest.mark.parametrize("row", table("to | tax | of which"), ids=" ".join)
def test_the_table_of_the_united_states_is_right(row: list[str]):
    to, tax, of_which = row
    channel = ChannelTax(
        "Sales tax",
        sourcing=Sourcing.US,
        origin=Place.of("US", "OH", "45402"),
        registrations=frozenset({"US-OH", "US-KS"}),
    )

    there = place(to, "US")
    policy = policy_for(channel, partial(parts_at, SALES_TAX), to=there, on=date(2027, 1, 1))
    taxed = charge([Money(10000, "USD")], [STANDARD], Money(0, "USD"), policy)

    told = [f"{share.name} {share.tax.as_decimal()}" for share in taxed.shares]
    assert str(taxed.added[0].as_decimal()) == tax
    assert ", ".join(told) == of_which


@pytest.mark.parametrize("row", table("day"), ids=" ".join)
def test_the_table_of_days_is_right(row: list[str]):
    [part] = parts_at([*VAT, LOWERED], HOME, date.fromisoformat(row[0]))[STANDARD]

    assert part.rate == Decimal(row[1])


@pytest.mark.parametrize("row", table("units back"), ids=" ".join)
def test_the_table_of_what_comes_back_is_right(row: list[str]):
    line = SumsOfLine(items_minor=4797, discount_minor=480, tax_minor=697, total_minor=5014)
    units, before = map(int, row[:2])

    share = share_of_line(line, sold=3, quantity=units, given_back_before=before)

    found = (share.items_minor, share.discount_minor, share.tax_minor, share.total_minor)
    assert [str(Money(minor, "USD").as_decimal()) for minor in found] == row[2:]


def test_the_delivery_is_shared_among_the_rates_of_the_goods():
    policy = TaxPolicy(
        "VAT",
        rates={"food": Decimal("0.07"), STANDARD: Decimal("0.19")},
        delivery_like_goods=True,
    )

    goods = [Money(8000, "EUR"), Money(2000, "EUR")]
    taxed = charge(goods, ["food", STANDARD], Money(500, "EUR"), policy)

    assert sum(tax.minor for tax in taxed.added) == 987
