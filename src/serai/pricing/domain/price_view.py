"""What one unit of a variant costs."""

from uuid import UUID

from msgspec import Struct

from serai.kernel.ids import id_text
from serai.kernel.money import Money, UnitPrice
from serai.pricing.domain.tax import STANDARD


class PriceTier(Struct, frozen=True):
    """What one unit costs from so many on; `unit` is told where that is finer than a minor unit."""

    min_quantity: int
    amount: Money
    unit: UnitPrice | None = None


class PriceView(Struct, frozen=True):
    """
    What one unit of a variant costs in a channel at one instant.

    `amount` is in whole minor units; where the price is finer, `unit` is what is multiplied by the quantity
    and rounded once, and `amount` only tells it. `compare_at` is a former or recommended price. `sellable`
    is false when the variant, its product or, of a set, a part is withdrawn, or the channel does not sell it
    now; `source` says who or what set the price, `price_list` on which list ("": the price for everyone).
    `tiers` are the prices from other quantities on, by quantity.
    """

    variant_id: UUID
    sku: str
    name: str
    slug: str
    amount: Money
    compare_at: Money | None
    sellable: bool
    source: str
    unit: UnitPrice | None = None
    price_list: str = ""
    tiers: tuple[PriceTier, ...] = ()
    tax_class: str = STANDARD

    def cost_of(self, quantity: int) -> Money:
        """Return what so many units cost at this price, rounded half up once."""
        if self.unit is None:
            return self.amount * quantity
        return self.unit.times_quantity(quantity)

    @property
    def told(self) -> str:
        """Return the price as text, as fine as it is, with the price list it stands on."""
        text = (
            str(self.amount) if self.unit is None else f"{self.unit.amount:f} {self.unit.currency}"
        )
        return f"{text} (price list {self.price_list})" if self.price_list else text

    def as_data(self) -> list[str | int]:
        """Return what decides about the price, for the rules' hash."""
        data: list[str | int] = [id_text(self.variant_id), self.amount.minor, self.source]
        if self.unit is not None or self.price_list:
            data += [self.price_list, str(self.unit.amount) if self.unit else ""]
        if self.compare_at is not None:
            data += ["reduced from", self.compare_at.minor]
        return data
