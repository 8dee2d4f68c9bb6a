"""An order about to be written."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from msgspec import Struct

from serai.ordering.domain.cart import Cart
from serai.ordering.domain.paid_by import PaidBy
from serai.ordering.domain.paying import Paying
from serai.ordering.domain.regulated.demands import NONE, Demands


class LineSums(Struct, frozen=True):
    """What one line comes to: items - discount + tax = total."""

    items_minor: int
    discount_minor: int
    tax_minor: int
    total_minor: int
    tax_included_minor: int = 0
    tax_rate: Decimal = Decimal(0)


class PricedCart(Struct, frozen=True):
    """A cart at the prices of this moment, with each line's sums and the rules that made them."""

    cart: Cart
    lines: tuple[LineSums, ...]
    rules_hash: str


class NewOrder(Struct, frozen=True):
    """Everything that an order copies."""

    id: UUID
    priced: PricedCart
    payment_id: UUID | None
    paying: Paying | None
    placed_at: datetime
    tenders: tuple[PaidBy, ...] = ()
    """What pays before the payment does, when anything of the kind was chosen."""
    demands: Demands = NONE
    """What the laws ask of it."""
    network: bytes | None = None
    """Whence it was placed, as `network_digest` tells; `None` where that is not known."""
