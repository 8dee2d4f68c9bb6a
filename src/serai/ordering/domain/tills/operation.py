"""What a till did, as it tells it."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from msgspec import UNSET, Struct, UnsetType

from serai.kernel.errors import DomainError, Kind


class OperationKind(StrEnum):
    """What sort of thing a till did."""

    OPEN = "open"
    """A shift began with so much cash in the drawer."""
    SALE = "sale"
    RETURN = "return"
    DRAWER = "drawer"
    """Cash was put in or taken out beside sales."""
    CLOSE = "close"
    """A shift ended, and the drawer was counted."""


class OperationState(StrEnum):
    """What became of an operation here."""

    MERGED = "merged"
    WAITING = "waiting"
    """A return whose sale has not come yet."""
    REFUSED = "refused"
    """It makes no sense; it is kept for a person to look at, and moves nothing."""


class PaidWith(StrEnum):
    """How money crossed the counter."""

    CASH = "cash"
    CARD = "card"
    """At the store's own terminal."""
    GIFT_CARD = "gift_card"
    """Looked at and taken here: a till without a line takes none. `reference` is its code, which is not kept."""
    CREDIT = "store_credit"
    """The customer's own, taken here as well."""


OF_THE_SHOP = frozenset({PaidWith.GIFT_CARD, PaidWith.CREDIT})
"""What crosses no counter: the shop owes it, and its books are here."""


class BadOperation(DomainError):
    """What a till told makes no sense."""

    code = "ordering.bad_till_operation"
    kind = Kind.REJECTED

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class SoldLine(Struct, frozen=True):
    """So many of one article at the price agreed at the till: items - discount + tax = total."""

    sku: str
    name: str
    quantity: int
    unit_price: Decimal
    items_minor: int
    discount_minor: int
    tax_minor: int
    total_minor: int
    tax_included_minor: int = 0
    tax_rate: Decimal = Decimal(0)


class MoneyMoved(Struct, frozen=True):
    """An amount that crossed the counter, above zero."""

    with_what: PaidWith
    amount_minor: int
    label: str = ""
    reference: str = ""


class Opening(Struct, frozen=True, tag="open"):
    """The beginning of a shift."""

    float_minor: int


class Sale(Struct, frozen=True, tag="sale"):
    """Goods that left over the counter, and what was paid for them."""

    receipt: int
    lines: tuple[SoldLine, ...]
    paid: tuple[MoneyMoved, ...]
    customer_id: UUID | None = None
    email: str = ""
    age_checked: bool = False
    locale: str | UnsetType = UNSET
    """The buyer's language; not told, it is the customer's, or the channel's. Left out of the fingerprint then."""

    @property
    def total_minor(self) -> int:
        """Return what the goods cost."""
        return sum(line.total_minor for line in self.lines)


class BroughtBack(Struct, frozen=True):
    """Units of one line of a sale that came back."""

    position: int
    quantity: int
    restock: bool = True


class Return(Struct, frozen=True, tag="return"):
    """Goods of one sale that came back over the counter, and what was paid out for them."""

    receipt: int
    order_id: UUID
    lines: tuple[BroughtBack, ...]
    paid_out: tuple[MoneyMoved, ...]
    reason: str

    @property
    def total_minor(self) -> int:
        """Return what was paid out."""
        return sum(each.amount_minor for each in self.paid_out)


class Drawer(Struct, frozen=True, tag="drawer"):
    """Cash put in, or, below zero, taken out."""

    amount_minor: int
    reason: str


class Closing(Struct, frozen=True, tag="close"):
    """The end of a shift: what was counted, and of how many operations it consisted with this one."""

    counted_minor: int
    operations: int


Act: TypeAlias = Opening | Sale | Return | Drawer | Closing


class TillOperation(Struct, frozen=True):
    """One operation with the id that the till gave it."""

    id: UUID
    shift_id: UUID
    occurred_at: datetime
    cashier: str
    act: Act

    @property
    def kind(self) -> OperationKind:
        """Return what sort of thing it is."""
        return OperationKind(str(self.act.__struct_config__.tag))

    @property
    def receipt(self) -> int | None:
        """Return the number of its receipt, where there is one."""
        return self.act.receipt if isinstance(self.act, Sale | Return) else None
