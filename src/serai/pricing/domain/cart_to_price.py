"""What the pricing function is asked about."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from msgspec import Struct, field

from serai.kernel.money import Money
from serai.pricing.domain.tax import STANDARD


class LineToPrice(Struct, frozen=True):
    """
    So many units of a variant.

    `facts` are what promotions may ask about the article (`line_fields`). `gift_of` is the promotion whose
    gift the line is: it costs nothing while that promotion gives it, and counts for no other.
    """

    variant_id: UUID
    quantity: int
    tax_class: str = STANDARD
    facts: Mapping[str, Any] = field(default_factory=dict)
    gift_of: UUID | None = None


class DeliveryToPrice(Struct, frozen=True):
    """The chosen delivery and what the rate table says it costs."""

    label: str
    price: Money


@dataclass(frozen=True, slots=True)
class Coupon:
    """A code that the shopper entered and the promotion that it opens."""

    code: str
    promotion_id: UUID


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left of a promotion for this buyer now: uses (0: none) and money; `None`: without limit."""

    uses: int | None = None
    budget: Money | None = None


class CartToPrice(Struct, frozen=True):
    """
    A cart and all that may matter for its price.

    `facts` are what promotions may ask about the buyer and the purchase (`cart_fields`), beyond what stands
    here. `allowances` are by promotion; one that is not there is without limit.
    """

    channel_code: str
    currency: str
    lines: tuple[LineToPrice, ...]
    delivery: DeliveryToPrice | None = None
    country: str = ""
    region: str = ""
    customer_group: str | None = None
    company_id: UUID | None = None
    store: str = ""
    coupons: tuple[Coupon, ...] = ()
    allowances: Mapping[UUID, Allowance] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
