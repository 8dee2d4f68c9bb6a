"""Shapes of requests and answers about tax rates, certificates and tax ids."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from serai.plumbing.api import Input
from serai.pricing.api.schemas import Jurisdiction, TaxClass, TaxRate
from serai.pricing.domain.tax import Place
from serai.pricing.domain.tax import TaxRate as Rate

MOST_RATES = 5000


class TaxRateIn(Input):
    """What one tax takes of one class of goods in a place."""

    component: Annotated[
        str,
        Field(
            pattern=r"^[a-z0-9][a-z0-9_-]{0,31}$",
            description="Which tax: rates of different components add up.",
            examples=["vat"],
        ),
    ]
    name: Annotated[
        str,
        Field(min_length=1, max_length=64, description="As shoppers read it.", examples=["VAT"]),
    ]
    country: Annotated[str, Field(pattern="^[A-Z]{2}$", examples=["DE"])]
    region: Annotated[str, Field(max_length=64, description="State or province; empty: all.")] = ""
    postcodes: Annotated[
        str,
        Field(
            max_length=32,
            description="The beginning of postcodes, or a range such as 10001-10299; empty: all.",
        ),
    ] = ""
    tax_class: TaxClass = "standard"
    rate: TaxRate
    valid_from: Annotated[date, Field(description="The first day.", examples=["2027-01-01"])]
    valid_until: Annotated[
        date | None, Field(description="The first day on which it counts no more.")
    ] = None

    def as_rate(self) -> Rate:
        """Return what the domain calls a rate."""
        return Rate(
            component=self.component,
            name=self.name.strip(),
            country=self.country,
            rate=Decimal(self.rate),
            valid_from=self.valid_from,
            valid_until=self.valid_until,
            region=Place.of(self.country, self.region).region,
            postcodes="".join(self.postcodes.upper().split()),
            tax_class=self.tax_class,
        )


class TaxRatesIn(Input):
    """Rates to set; all of them or none."""

    rates: Annotated[list[TaxRateIn], Field(min_length=1, max_length=MOST_RATES)]


class TaxRatesSet(Schema):
    """How much was written."""

    written: Annotated[int, Field(description="How many are new or changed; the others were so.")]


class TaxRateOut(Schema):
    """A row of the table."""

    id: int
    component: str
    name: str
    country: str
    region: str
    postcodes: str
    tax_class: str
    rate: Annotated[str, Field(description="0.19 is 19 %.")]
    valid_from: date
    valid_until: date | None
    source: Annotated[str, Field(description="Who or what set it.")]


class TaxRatePage(Schema):
    """Some rates, and where the next page starts."""

    items: list[TaxRateOut]
    next_cursor: Annotated[str | None, Field(description="Null: this is the last page.")]


class WhichTaxRates(Schema):
    """Which rates are asked for."""

    country: Annotated[str, Field(pattern="^([A-Z]{2})?$", description="Only of this one.")] = ""
    cursor: Annotated[
        str | None, Field(max_length=1000, description="From `next_cursor` of the page before.")
    ] = None
    limit: Annotated[int, Field(ge=1, le=200, description="How many a page holds.")] = 50


class TaxExemptionIn(Input):
    """Where a customer need not pay tax."""

    jurisdictions: Annotated[
        list[Jurisdiction],
        Field(
            min_length=1, max_length=100, description="Countries or regions.", examples=[["US-NY"]]
        ),
    ]
    certificate: Annotated[
        str, Field(min_length=1, max_length=120, description="The proof.", examples=["ST-120 4711"])
    ]
    valid_from: date
    valid_until: Annotated[
        date | None, Field(description="The first day on which it counts no more.")
    ] = None


class TaxExemptionOut(Schema):
    """A certificate of exemption."""

    id: UUID
    customer_id: UUID
    jurisdictions: list[str]
    certificate: str
    valid_from: date
    valid_until: date | None


class TaxExemptions(Schema):
    """Every certificate of a customer."""

    items: list[TaxExemptionOut]


class TaxIdIn(Input):
    """A tax id, as typed."""

    number: Annotated[
        str,
        Field(
            min_length=1,
            max_length=64,
            description="With its country's prefix, or a national one of `country`.",
            examples=["DE136695976"],
        ),
    ]
    country: Annotated[
        str, Field(pattern="^([A-Z]{2})?$", description="For numbers without a prefix.")
    ] = ""


class KeptTaxIdOut(Schema):
    """The tax id of an account."""

    number: str
    country: str
    outcome: Annotated[
        str, Field(description="valid, or unconfirmed while its register does not answer.")
    ]
    checked_at: Annotated[datetime, Field(description="When its register was last asked.")]


class MyTaxId(Schema):
    """The caller's tax id, if they keep one."""

    tax_id: KeptTaxIdOut | None
