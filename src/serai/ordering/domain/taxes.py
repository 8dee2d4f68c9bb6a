"""The taxes of a cart or an order, as they are kept and shown."""

from datetime import datetime
from decimal import Decimal

from msgspec import Struct


class TaxId(Struct, frozen=True):
    """
    The tax id that a business buys with, and what its register said about it.

    `outcome` is "valid", or "unconfirmed" while the register did not answer: then tax is charged as for
    anybody.
    """

    number: str
    country: str
    outcome: str
    checked_at: datetime
    name: str = ""

    @property
    def confirmed_in(self) -> str:
        """Return the country that confirmed it; empty: none has."""
        return self.country if self.outcome == "valid" else ""


class TaxLine(Struct, frozen=True):
    """What one tax takes at one rate of a net amount."""

    name: str
    jurisdiction: str
    rate: Decimal
    base_minor: int
    tax_minor: int


class Taxes(Struct, frozen=True):
    """
    How a cart or an order is taxed, by rate.

    `treatment` is "charged", or why nothing is; `included_minor` is the tax that its total contains without
    being added.
    """

    lines: tuple[TaxLine, ...] = ()
    included_minor: int = 0
    treatment: str = "charged"
    reason: str = ""
    shown_inclusive: bool = False
    """Its prices contain the tax."""


UNTAXED = Taxes()
