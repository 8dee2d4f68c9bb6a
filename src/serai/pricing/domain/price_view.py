"""What one unit of a variant costs."""

from dataclasses import dataclass
from uuid import UUID

from serai.kernel.money import Money


@dataclass(frozen=True, slots=True)
class PriceView:
    """
    What one unit of a variant costs in a channel at one instant.

    `compare_at` is a former or recommended price. `sellable` is false when the variant or its product is
    withdrawn, or the channel does not sell it now; `source` says who or what set the price.
    """

    variant_id: UUID
    sku: str
    name: str
    slug: str
    amount: Money
    compare_at: Money | None
    sellable: bool
    source: str
