"""What other contexts may ask about prices."""

from serai.kernel.share_of_line import SumsOfLine, share_of_line
from serai.pricing.domain.adjustments import Adjusted, Adjustment, Reduction, SoFar
from serai.pricing.domain.cart_to_price import (
    Allowance,
    CartToPrice,
    Coupon,
    DeliveryToPrice,
    LineToPrice,
)
from serai.pricing.domain.list_price_row import ListPriceRow, parsed_unit_price
from serai.pricing.domain.price_cart import BadQuantity, NoPrice, price_cart
from serai.pricing.domain.price_list import EVERYONE, BuyingAs, ListKind, PriceList
from serai.pricing.domain.price_row import PriceFault, PriceRow, PricesRefused
from serai.pricing.domain.price_view import PriceTier, PriceView
from serai.pricing.domain.priced_cart import PricedCart, PricedDelivery, PricedLine
from serai.pricing.domain.prior_price import PriorPrice
from serai.pricing.domain.promotions.coupon_code import BadCouponCode, normal_code, shown_code
from serai.pricing.domain.promotions.explain import PromotionReason
from serai.pricing.domain.promotions.holder import Holder
from serai.pricing.domain.promotions.off_lines import OffLines, off_lines
from serai.pricing.domain.promotions.promoted_price import PromotedPrice
from serai.pricing.domain.promotions.simulate import (
    PastBasket,
    SimulatedDay,
    Simulation,
)
from serai.pricing.domain.replay import ReplayDiffers, record_of, replay
from serai.pricing.domain.tax import (
    UNTAXED,
    ChannelTax,
    Place,
    RoundedAt,
    Sourcing,
    TaxPolicy,
    TaxRate,
    TaxShare,
    Treatment,
    rate_of_delivery,
)
from serai.pricing.domain.tax.number import BadTaxId
from serai.pricing.domain.unit_price import ShelfPrice, unit_price
from serai.pricing.domain.verdict import Discount, EarnedGift, Outcome, Verdict
from serai.pricing.queries.open_price_lists import (
    forget_price_lists,
    price_depends_on_buyer,
    price_lists_for,
)
from serai.pricing.queries.price_explanation import (
    PriceEntryView,
    PriceExplanation,
    price_explanation,
)
from serai.pricing.queries.price_list_file import price_list_file
from serai.pricing.queries.price_list_view import PriceListNotFound, PriceListView, price_list
from serai.pricing.queries.prices import prices_of, prices_of_skus
from serai.pricing.queries.prices_in_order import (
    EXACT_PRICE_ENTRIES,
    LIST_PRICE_ENTRIES,
    PRICE_ENTRIES,
    PROMOTED_PRICE_ENTRIES,
)
from serai.pricing.queries.prior_prices import prior_prices_of
from serai.pricing.queries.promotions.as_agreed import ChangingOrder, promotions_as_agreed
from serai.pricing.queries.promotions.coupon_uses import CouponUse, coupon_uses
from serai.pricing.queries.promotions.coupon_view import CouponNotFound
from serai.pricing.queries.promotions.entitlement import Entitlement, entitlement
from serai.pricing.queries.promotions.facts_of_articles import FACTS_OF_ARTICLES, facts_of_articles
from serai.pricing.queries.promotions.lowered_prices import LoweredPrice, lowered_prices
from serai.pricing.queries.promotions.promoted_prices_of import promoted_prices_of
from serai.pricing.queries.promotions.promotion_of_id import PromotionNotFound
from serai.pricing.queries.promotions.promotion_view import PromotionView, promotion, promotions
from serai.pricing.queries.promotions.running import (
    RunningPromotions,
    look_for_promotions_again,
    running_promotions,
)
from serai.pricing.queries.promotions.simulation import simulation_of, why_promotions
from serai.pricing.queries.proposals.market import unit_costs
from serai.pricing.queries.tax_policy import tax_policy_of, taxation
from serai.pricing.usecases.ask_tax_provider import ask_tax_provider
from serai.pricing.usecases.check_tax_id import TaxIdNotRegistered, TaxIdView, check_tax_id
from serai.pricing.usecases.import_prices import import_prices
from serai.pricing.usecases.price_lists.close_price_list import close_price_list
from serai.pricing.usecases.price_lists.import_price_list_file import import_price_list_file
from serai.pricing.usecases.price_lists.open_price_list import (
    BadPriceList,
    OpenPriceList,
    PriceListExists,
    open_price_list,
)
from serai.pricing.usecases.price_lists.set_list_prices import set_list_prices
from serai.pricing.usecases.price_lists.write_list_prices import PriceListClosed
from serai.pricing.usecases.promotions.change_uses import change_uses
from serai.pricing.usecases.promotions.change_version import change_promotions
from serai.pricing.usecases.promotions.give_coupons import give_coupons
from serai.pricing.usecases.promotions.note_promoted_prices import note_promoted_prices
from serai.pricing.usecases.promotions.redeem_promotions import (
    PromotionUsedUp,
    Use,
    redeem_promotions,
)
from serai.pricing.usecases.promotions.release_promotions import release_promotions
from serai.pricing.usecases.proposals.feed_rows import (
    CompetitorRow,
    CostRow,
    FeedFault,
    FeedRefused,
)
from serai.pricing.usecases.proposals.read_feed import read_competitor_prices, read_costs
from serai.pricing.usecases.proposals.set_unit_costs import set_unit_costs
from serai.pricing.usecases.proposals.take_competitor_prices import take_competitor_prices
from serai.pricing.usecases.set_prices import set_prices
from serai.pricing.usecases.set_tax_policy import (
    BadTaxRate,
    TaxOriginNeeded,
    set_channel_tax,
    set_tax_policy,
)
from serai.pricing.usecases.set_tax_rates import (
    TaxRateNotFound,
    TaxRatesRefused,
    remove_tax_rate,
    set_tax_rates,
)

__all__ = [
    "EVERYONE",
    "EXACT_PRICE_ENTRIES",
    "FACTS_OF_ARTICLES",
    "LIST_PRICE_ENTRIES",
    "PRICE_ENTRIES",
    "PROMOTED_PRICE_ENTRIES",
    "UNTAXED",
    "Adjusted",
    "Adjustment",
    "Allowance",
    "BadCouponCode",
    "BadPriceList",
    "BadQuantity",
    "BadTaxId",
    "BadTaxRate",
    "BuyingAs",
    "CartToPrice",
    "ChangingOrder",
    "ChannelTax",
    "CompetitorRow",
    "CostRow",
    "Coupon",
    "CouponNotFound",
    "CouponUse",
    "DeliveryToPrice",
    "Discount",
    "EarnedGift",
    "Entitlement",
    "FeedFault",
    "FeedRefused",
    "Holder",
    "LineToPrice",
    "ListKind",
    "ListPriceRow",
    "LoweredPrice",
    "NoPrice",
    "OffLines",
    "OpenPriceList",
    "Outcome",
    "PastBasket",
    "Place",
    "PriceEntryView",
    "PriceExplanation",
    "PriceFault",
    "PriceList",
    "PriceListClosed",
    "PriceListExists",
    "PriceListNotFound",
    "PriceListView",
    "PriceRow",
    "PriceTier",
    "PriceView",
    "PricedCart",
    "PricedDelivery",
    "PricedLine",
    "PricesRefused",
    "PriorPrice",
    "PromotedPrice",
    "PromotionNotFound",
    "PromotionReason",
    "PromotionUsedUp",
    "PromotionView",
    "Reduction",
    "ReplayDiffers",
    "RoundedAt",
    "RunningPromotions",
    "ShelfPrice",
    "SimulatedDay",
    "Simulation",
    "SoFar",
    "Sourcing",
    "SumsOfLine",
    "TaxIdNotRegistered",
    "TaxIdView",
    "TaxOriginNeeded",
    "TaxPolicy",
    "TaxRate",
    "TaxRateNotFound",
    "TaxRatesRefused",
    "TaxShare",
    "Treatment",
    "Use",
    "Verdict",
    "ask_tax_provider",
    "change_promotions",
    "change_uses",
    "check_tax_id",
    "close_price_list",
    "coupon_uses",
    "entitlement",
    "facts_of_articles",
    "forget_price_lists",
    "give_coupons",
    "import_price_list_file",
    "import_prices",
    "look_for_promotions_again",
    "lowered_prices",
    "normal_code",
    "note_promoted_prices",
    "off_lines",
    "open_price_list",
    "parsed_unit_price",
    "price_cart",
    "price_depends_on_buyer",
    "price_explanation",
    "price_list",
    "price_list_file",
    "price_lists_for",
    "prices_of",
    "prices_of_skus",
    "prior_prices_of",
    "promoted_prices_of",
    "promotion",
    "promotions",
    "promotions_as_agreed",
    "rate_of_delivery",
    "read_competitor_prices",
    "read_costs",
    "record_of",
    "redeem_promotions",
    "release_promotions",
    "remove_tax_rate",
    "replay",
    "running_promotions",
    "set_channel_tax",
    "set_list_prices",
    "set_prices",
    "set_tax_policy",
    "set_tax_rates",
    "set_unit_costs",
    "share_of_line",
    "shown_code",
    "simulation_of",
    "take_competitor_prices",
    "tax_policy_of",
    "taxation",
    "unit_costs",
    "unit_price",
    "why_promotions",
]
