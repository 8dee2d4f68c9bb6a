"""Prices, promotions and taxes in the back office."""

from serai.pricing.admin.price_lists import PriceListAdmin
from serai.pricing.admin.prices import PriceEntryAdmin
from serai.pricing.admin.promotions import (
    CouponAdmin,
    CouponBatchAdmin,
    PromotionAdmin,
    RedemptionAdmin,
)
from serai.pricing.admin.taxes import TaxPolicyAdmin

__all__ = [
    "CouponAdmin",
    "CouponBatchAdmin",
    "PriceEntryAdmin",
    "PriceListAdmin",
    "PromotionAdmin",
    "RedemptionAdmin",
    "TaxPolicyAdmin",
]
