"""Tables of ordering."""

from serai.ordering.models.cart_row import CartRow
from serai.ordering.models.change_terms import ChangeTerms
from serai.ordering.models.delivery_rate import DeliveryRate
from serai.ordering.models.digital import DigitalFile, DownloadGrant, LicenceKey
from serai.ordering.models.draft_row import DraftRow
from serai.ordering.models.gift_wrap import GiftWrapRow
from serai.ordering.models.hold import Hold, HoldRule, OrderReview, Velocity
from serai.ordering.models.order import Order
from serai.ordering.models.order_change import OrderChange, OrderChangeLine
from serai.ordering.models.order_import import OrderImportRow
from serai.ordering.models.order_line import OrderLine
from serai.ordering.models.order_return import OrderReturn, OrderReturnLine, ReturnRule
from serai.ordering.models.paper import (
    IssuerChannel,
    IssuerRow,
    PaperFile,
    PaperRow,
    PaperSeries,
)
from serai.ordering.models.prescription import (
    ControlledUnits,
    PrescribedLine,
    Prescription,
    PrescriptionLook,
)
from serai.ordering.models.sale_rule import SaleRuleRow
from serai.ordering.models.subscription import Subscription, SubscriptionPeriod, SubscriptionPlan
from serai.ordering.models.substitution import Substitution
from serai.ordering.models.till import Till, TillOperation

__all__ = [
    "CartRow",
    "ChangeTerms",
    "ControlledUnits",
    "DeliveryRate",
    "DigitalFile",
    "DownloadGrant",
    "DraftRow",
    "GiftWrapRow",
    "Hold",
    "HoldRule",
    "IssuerChannel",
    "IssuerRow",
    "LicenceKey",
    "Order",
    "OrderChange",
    "OrderChangeLine",
    "OrderImportRow",
    "OrderLine",
    "OrderReturn",
    "OrderReturnLine",
    "OrderReview",
    "PaperFile",
    "PaperRow",
    "PaperSeries",
    "PrescribedLine",
    "Prescription",
    "PrescriptionLook",
    "ReturnRule",
    "SaleRuleRow",
    "Subscription",
    "SubscriptionPeriod",
    "SubscriptionPlan",
    "Substitution",
    "Till",
    "TillOperation",
    "Velocity",
]
