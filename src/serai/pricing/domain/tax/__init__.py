"""
Tax: what a channel charges where, and how it becomes whole minor units.

A **tax class** groups articles that pay one rate. A **rate** of the table says what one tax (its
**component**: VAT, GST, a state's or a city's sales tax) takes of a class in a place between two days. A
**channel's tax** is what the merchant has said; with a destination, a buyer and a day it becomes a
**policy**, which holds the rates that count for one cart and the reason for them.
"""

from serai.pricing.domain.tax.channel_tax import ChannelTax, Sourcing
from serai.pricing.domain.tax.charge import Taxed, charge
from serai.pricing.domain.tax.place import Place
from serai.pricing.domain.tax.policy import (
    DELIVERY,
    STANDARD,
    UNTAXED,
    RoundedAt,
    TaxPart,
    TaxPolicy,
    Treatment,
)
from serai.pricing.domain.tax.rate import TaxRate, parts_at
from serai.pricing.domain.tax.rate_of_delivery import rate_of_delivery
from serai.pricing.domain.tax.resolve import ANYBODY, TaxBuyer, policy_for
from serai.pricing.domain.tax.taxes import TaxShare, reliefs, taxes, taxes_by_rate

__all__ = [
    "ANYBODY",
    "DELIVERY",
    "STANDARD",
    "UNTAXED",
    "ChannelTax",
    "Place",
    "RoundedAt",
    "Sourcing",
    "TaxBuyer",
    "TaxPart",
    "TaxPolicy",
    "TaxRate",
    "TaxShare",
    "Taxed",
    "Treatment",
    "charge",
    "parts_at",
    "policy_for",
    "rate_of_delivery",
    "reliefs",
    "taxes",
    "taxes_by_rate",
]
