"""What is said of articles that not everybody may have everywhere."""

from datetime import date
from typing import Annotated

from ninja import Schema
from pydantic import Field

from serai.ordering.domain.regulated.sale_rule import MOST_DAYS, MOST_UNITS, OLDEST_AGE
from serai.plumbing.api import Input


class BarredOut(Schema):
    """An article that may not be sold there, or not in the way that is chosen."""

    sku: str
    name: str
    way: Annotated[str, Field(description="delivered or collected.")]
    country: str
    region: str
    note: Annotated[str, Field(description="What the shop says about it.")]


class LawOut(Schema):
    """What the law of the place asks of a cart."""

    minimum_age: Annotated[int, Field(description="In years; 0: nobody asks.")]
    asks_birth_date: Annotated[
        bool, Field(description="Whether the date of birth is asked for, not only a declaration.")
    ]
    declared: Annotated[bool, Field(description="Whether what the shopper has said is enough.")]
    barred: list[BarredOut]
    prescribed: Annotated[
        list[str], Field(description="The SKUs of what a pharmacist releases after the order.")
    ]


class AgeIn(Input):
    """That the shopper is old enough for what is in the cart."""

    born_on: Annotated[
        date | None,
        Field(description="Only where the law asks; elsewhere it is looked at and forgotten."),
    ] = None


class SaleRuleIO(Input):
    """What counts for the articles of a regime at a place."""

    regime: Annotated[
        str, Field(max_length=32, pattern=r"^[a-z0-9][a-z0-9_-]*$", examples=["alcohol"])
    ]
    country: Annotated[
        str, Field(pattern=r"^([A-Z]{2})?$", description="Empty: everywhere.", examples=["US"])
    ] = ""
    regions: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=100)]],
        Field(
            max_length=20,
            description="The names by which addresses know one part of it; empty: all of it.",
            examples=[["UT", "Utah"]],
        ),
    ] = []
    minimum_age: Annotated[
        int | None,
        Field(strict=True, ge=0, le=OLDEST_AGE, description="null: what the article says."),
    ] = None
    asks_birth_date: Annotated[bool, Field(strict=True)] = False
    may_deliver: Annotated[bool, Field(strict=True)] = True
    may_collect: Annotated[bool, Field(strict=True)] = True
    most_units: Annotated[
        int | None,
        Field(strict=True, ge=1, le=MOST_UNITS, description="Of one shopper; null: any number."),
    ] = None
    per_days: Annotated[int | None, Field(strict=True, ge=1, le=MOST_DAYS)] = None
    note: Annotated[str, Field(max_length=300, description="Told to shoppers who are refused.")] = (
        ""
    )


class SaleRulesIO(Input):
    """All laws that count."""

    items: Annotated[list[SaleRuleIO], Field(max_length=1000)]
