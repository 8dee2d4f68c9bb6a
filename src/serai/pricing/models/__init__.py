"""Tables of prices."""

from serai.pricing.models.price_clock import PriceClock
from serai.pricing.models.price_entry import PriceEntry
from serai.pricing.models.price_list import PriceListEntry, PriceListRow
from serai.pricing.models.tax_policy import TaxPolicyRow

__all__ = ["PriceClock", "PriceEntry", "PriceListEntry", "PriceListRow", "TaxPolicyRow"]
