"""Tables of prices."""

from serai.pricing.models.coupon import Coupon, CouponBatch
from serai.pricing.models.price_clock import PriceClock
from serai.pricing.models.price_entry import PriceEntry
from serai.pricing.models.price_list import PriceListEntry, PriceListRow
from serai.pricing.models.promotion import (
    PromotionBudget,
    PromotionRow,
    PromotionsVersion,
    PromotionVersion,
)
from serai.pricing.models.redemption import HolderUse, Redemption
from serai.pricing.models.tax_policy import TaxPolicyRow

__all__ = [
    "Coupon",
    "CouponBatch",
    "HolderUse",
    "PriceClock",
    "PriceEntry",
    "PriceListEntry",
    "PriceListRow",
    "PromotionBudget",
    "PromotionRow",
    "PromotionVersion",
    "PromotionsVersion",
    "Redemption",
    "TaxPolicyRow",
]
