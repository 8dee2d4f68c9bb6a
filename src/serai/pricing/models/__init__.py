"""Tables of prices."""

from serai.pricing.models.coupon import Coupon, CouponBatch
from serai.pricing.models.price_clock import PriceClock
from serai.pricing.models.price_entry import PriceEntry
from serai.pricing.models.price_list import PriceListEntry, PriceListRow
from serai.pricing.models.promoted_price import PromotedPriceEntry, ToldPromotions
from serai.pricing.models.promotion import (
    PromotionBudget,
    PromotionRow,
    PromotionsVersion,
    PromotionVersion,
)
from serai.pricing.models.redemption import HolderUse, Redemption
from serai.pricing.models.tax_buyer import CustomerTaxId, TaxExemption, TaxIdCheck
from serai.pricing.models.tax_policy import TaxPolicyRow
from serai.pricing.models.tax_quote import TaxQuote
from serai.pricing.models.tax_rate import TaxRateRow, TaxVersion

__all__ = [
    "Coupon",
    "CouponBatch",
    "CustomerTaxId",
    "HolderUse",
    "PriceClock",
    "PriceEntry",
    "PriceListEntry",
    "PriceListRow",
    "PromotedPriceEntry",
    "PromotionBudget",
    "PromotionRow",
    "PromotionVersion",
    "PromotionsVersion",
    "Redemption",
    "TaxExemption",
    "TaxIdCheck",
    "TaxPolicyRow",
    "TaxQuote",
    "TaxRateRow",
    "TaxVersion",
    "ToldPromotions",
]
