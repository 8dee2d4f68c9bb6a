"""What other contexts may ask about prices."""

from serai.pricing.domain.adjustments import Adjustment, Reduction, SoFar
from serai.pricing.domain.cart_to_price import CartToPrice, DeliveryToPrice, LineToPrice
from serai.pricing.domain.price_cart import BadQuantity, NoPrice, price_cart
from serai.pricing.domain.price_list import EVERYONE, BuyingAs, ListKind, PriceList
from serai.pricing.domain.price_row import PriceFault, PriceRow, PricesRefused
from serai.pricing.domain.price_view import PriceTier, PriceView
from serai.pricing.domain.priced_cart import PricedCart, PricedDelivery, PricedLine
from serai.pricing.domain.replay import ReplayDiffers, record_of, replay
from serai.pricing.domain.share_of_line import SumsOfLine, share_of_line
from serai.pricing.domain.tax import (
    UNTAXED,
    ChannelTax,
    Place,
    RoundedAt,
    Sourcing,
    TaxPolicy,
    TaxShare,
    Treatment,
)
from serai.pricing.domain.unit_price import ShelfPrice, unit_price
from serai.pricing.queries.price_explanation import (
    PriceEntryView,
    PriceExplanation,
    price_explanation,
)
from serai.pricing.queries.prices import prices_of, prices_of_skus
from serai.pricing.queries.prices_in_order import PRICE_ENTRIES
from serai.pricing.queries.tax_policy import tax_policy_of, taxation
from serai.pricing.usecases.import_prices import import_prices
from serai.pricing.usecases.set_prices import set_prices
from serai.pricing.usecases.set_tax_policy import (
    BadTaxRate,
    TaxOriginNeeded,
    set_channel_tax,
    set_tax_policy,
)

__all__ = [
    "EVERYONE",
    "PRICE_ENTRIES",
    "UNTAXED",
    "Adjustment",
    "BadQuantity",
    "BadTaxRate",
    "BuyingAs",
    "CartToPrice",
    "ChannelTax",
    "DeliveryToPrice",
    "LineToPrice",
    "ListKind",
    "NoPrice",
    "Place",
    "PriceEntryView",
    "PriceExplanation",
    "PriceFault",
    "PriceList",
    "PriceRow",
    "PriceTier",
    "PriceView",
    "PricedCart",
    "PricedDelivery",
    "PricedLine",
    "PricesRefused",
    "Reduction",
    "ReplayDiffers",
    "RoundedAt",
    "ShelfPrice",
    "SoFar",
    "Sourcing",
    "SumsOfLine",
    "TaxOriginNeeded",
    "TaxPolicy",
    "TaxShare",
    "Treatment",
    "import_prices",
    "price_cart",
    "price_explanation",
    "prices_of",
    "prices_of_skus",
    "record_of",
    "replay",
    "set_channel_tax",
    "set_prices",
    "set_tax_policy",
    "share_of_line",
    "tax_policy_of",
    "taxation",
    "unit_price",
]
