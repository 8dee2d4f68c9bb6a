"""What pricing tells the others."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from serai.kernel.events import Event, Outside, Told


@dataclass(frozen=True, slots=True)
class PricesChanged(Event):
    """
    Variants cost something else now in a channel: a price was set, or its time began or ended. Version 1.

    At most 500 variants travel in one event; a large import publishes many.
    """

    outside: ClassVar = Outside(
        "price.changed",
        {
            "variant_ids": Told(
                "The variants to read again.", ["0199e7a2-6a4e-7c1f-8d64-1f4be0a1c701"]
            ),
            "channel_code": Told("Where it changed.", "web"),
        },
    )

    variant_ids: tuple[UUID, ...]
    channel_code: str


@dataclass(frozen=True, slots=True)
class ListPricesChanged(Event):
    """
    A price list says something else of variants, from now or from later on. Version 1.

    At most 500 variants travel in one event. Of a list for everyone `PricesChanged` is told as well.
    """

    outside: ClassVar = Outside(
        "price_list.changed",
        {
            "variant_ids": Told(
                "The variants to read again.", ["0199e7a2-6a4e-7c1f-8d64-1f4be0a1c701"]
            ),
            "channel_code": Told("The list's channel.", "web"),
            "price_list": Told("The list's code.", "wholesale"),
        },
    )

    variant_ids: tuple[UUID, ...]
    channel_code: str
    price_list: str


@dataclass(frozen=True, slots=True)
class PromotedPricesChanged(Event):
    """
    Other promotions are shown with articles of a channel, and perhaps other prices after them. Version 1.

    At most 500 variants travel in one event. Some of them may be shown as before.
    """

    outside: ClassVar = Outside(
        "promoted_price.changed",
        {
            "variant_ids": Told(
                "The variants to read again.", ["0199e7a2-6a4e-7c1f-8d64-1f4be0a1c701"]
            ),
            "channel_code": Told("Where it changed.", "web"),
        },
    )

    variant_ids: tuple[UUID, ...]
    channel_code: str


@dataclass(frozen=True, slots=True)
class TaxPolicyChanged(Event):
    """A channel charges tax otherwise. Version 1."""

    outside: ClassVar = Outside("tax_policy.changed", {"channel_code": Told("The channel.", "web")})

    channel_code: str


@dataclass(frozen=True, slots=True)
class TaxRatesChanged(Event):
    """The table of tax rates is another now for these countries. Version 1."""

    outside: ClassVar = Outside(
        "tax_rates.changed", {"countries": Told("Where rates changed.", ["DE"])}
    )

    countries: tuple[str, ...]
