"""What a merchant says about the taxes of a channel."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from serai.kernel.rounding import Rounding
from serai.pricing.domain.tax.place import Place
from serai.pricing.domain.tax.policy import RoundedAt


class Sourcing(StrEnum):
    """Which place's rates count."""

    FLAT = "flat"
    """The channel's own rates, wherever the goods go."""
    ORIGIN = "origin"
    """The table's rates at the seller's place."""
    DESTINATION = "destination"
    """The table's rates at the buyer's place, where the seller is registered."""
    US = "us"
    """As destination; within the seller's own state as that state sources its sales tax."""
    EU = "eu"
    """Value-added tax for goods: at home, across borders to people and to businesses, and exports."""


@dataclass(frozen=True, slots=True)
class ChannelTax:
    """
    How a channel charges tax.

    `rates` (by tax class) count for flat sourcing; the others read the table of rates. `registrations`
    name the jurisdictions in which the seller collects: countries ("DE") or regions ("US-NY"). `oss`: sales
    to people in other member states are declared through the one-stop shop, at the rates there; without it
    (below the threshold of 10,000 EUR a year) those of the origin count.
    """

    name: str
    inclusive: bool = False
    rounded_at: RoundedAt = RoundedAt.LINE
    rounding: Rounding = Rounding.HALF_UP
    rates: Mapping[str, Decimal] = field(default_factory=dict)
    reason: str = ""
    sourcing: Sourcing = Sourcing.FLAT
    origin: Place = field(default_factory=lambda: Place(""))
    registrations: frozenset[str] = frozenset()
    oss: bool = False
    delivery_like_goods: bool = False
    provider: str = ""
    """Who is asked for rates instead of the table; empty: nobody."""

    def collects_in(self, place: Place) -> bool:
        """Return whether the seller is registered there, in the region or in the whole country."""
        return place.country in self.registrations or place.jurisdiction in self.registrations
