"""Tables of prices."""

from serai.pricing.models.competitor_price import CompetitorPrice
from serai.pricing.models.coupon import Coupon, CouponBatch
from serai.pricing.models.measured_article import MeasuredArticle
from serai.pricing.models.price_clock import PriceClock
from serai.pricing.models.price_entry import PriceEntry
from serai.pricing.models.price_list import PriceListEntry, PriceListRow
from serai.pricing.models.price_moves import PriceMoves
from serai.pricing.models.price_proposal import Automatic, PriceProposal, ProposalState
from serai.pricing.models.price_terms_row import PriceTermsRow
from serai.pricing.models.price_trial import PriceTrial, TrialArticle, TrialStore
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
from serai.pricing.models.unit_cost import UnitCost

__all__ = [
    "Automatic",
    "CompetitorPrice",
    "Coupon",
    "CouponBatch",
    "CustomerTaxId",
    "HolderUse",
    "MeasuredArticle",
    "PriceClock",
    "PriceEntry",
    "PriceListEntry",
    "PriceListRow",
    "PriceMoves",
    "PriceProposal",
    "PriceTermsRow",
    "PriceTrial",
    "PromotedPriceEntry",
    "PromotionBudget",
    "PromotionRow",
    "PromotionVersion",
    "PromotionsVersion",
    "ProposalState",
    "Redemption",
    "TaxExemption",
    "TaxIdCheck",
    "TaxPolicyRow",
    "TaxQuote",
    "TaxRateRow",
    "TaxVersion",
    "ToldPromotions",
    "TrialArticle",
    "TrialStore",
    "UnitCost",
]
