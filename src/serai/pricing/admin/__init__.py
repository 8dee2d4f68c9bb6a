"""Prices, promotions and taxes in the back office."""

from serai.pricing.admin.coupons import CouponAdmin, CouponBatchAdmin, RedemptionAdmin
from serai.pricing.admin.price_feeds import CompetitorPriceAdmin, UnitCostAdmin
from serai.pricing.admin.price_lists import PriceListAdmin
from serai.pricing.admin.price_moves import PriceMovesAdmin
from serai.pricing.admin.price_terms import PriceTermsAdmin
from serai.pricing.admin.price_trials import PriceTrialAdmin
from serai.pricing.admin.prices import PriceEntryAdmin
from serai.pricing.admin.promotions import PromotionAdmin
from serai.pricing.admin.proposals import PriceProposalAdmin
from serai.pricing.admin.taxes import (
    TaxExemptionAdmin,
    TaxIdCheckAdmin,
    TaxPolicyAdmin,
    TaxRateAdmin,
)

__all__ = [
    "CompetitorPriceAdmin",
    "CouponAdmin",
    "CouponBatchAdmin",
    "PriceEntryAdmin",
    "PriceListAdmin",
    "PriceMovesAdmin",
    "PriceProposalAdmin",
    "PriceTermsAdmin",
    "PriceTrialAdmin",
    "PromotionAdmin",
    "RedemptionAdmin",
    "TaxExemptionAdmin",
    "TaxIdCheckAdmin",
    "TaxPolicyAdmin",
    "TaxRateAdmin",
    "UnitCostAdmin",
]
