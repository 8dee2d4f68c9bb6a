"""What the pricing function is asked about."""

from dataclasses import dataclass
from uuid import UUID

from serai.kernel.money import Money
from serai.pricing.domain.tax import STANDARD


@dataclass(frozen=True, slots=True)
class LineToPrice:
    """So many units of a variant."""

    variant_id: UUID
    quantity: int
    tax_class: str = STANDARD


@dataclass(frozen=True, slots=True)
class DeliveryToPrice:
    """The chosen delivery and what the rate table says it costs."""

    label: str
    price: Money


@dataclass(frozen=True, slots=True)
class CartToPrice:
    """
    A cart and all that may matter for its price.

    The destination, the customer's group and the company matter to no rule yet; their places are here.
    """

    channel_code: str
    currency: str
    lines: tuple[LineToPrice, ...]
    delivery: DeliveryToPrice | None = None
    country: str = ""
    region: str = ""
    customer_group: str | None = None
    company_id: UUID | None = None
