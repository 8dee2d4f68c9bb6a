"""What tills tell, and what they are told."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET
from ninja import Schema
from pydantic import Field

from serai.ordering.domain.tills import operation as told
from serai.plumbing.api import Input, Instant, MoneyOut

MOST_OPERATIONS = 200
_MOST = 2**53
_Amount = Annotated[int, Field(strict=True, ge=0, lt=_MOST)]
_Positive = Annotated[int, Field(strict=True, gt=0, lt=_MOST)]
_Units = Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
_Receipt = Annotated[
    int, Field(strict=True, ge=1, lt=2**62, description="The till's own count of receipts.")
]
_Text = Annotated[str, Field(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]


class TillLineIn(Input):
    """So many of one article at the price agreed at the till: items - discount + tax = total."""

    sku: Annotated[str, Field(min_length=1, max_length=64, examples=["MILK"])]
    name: Annotated[_Text, Field(min_length=1)]
    quantity: _Units
    unit_price: Annotated[
        Decimal,
        Field(
            ge=0,
            max_digits=18,
            decimal_places=6,
            description="Of one unit, as decimal text in major units.",
            examples=["1.99"],
        ),
    ]
    items_minor: Annotated[_Amount, Field(description="All units, before what is taken off.")]
    discount_minor: _Amount = 0
    tax_minor: Annotated[
        int, Field(strict=True, gt=-_MOST, lt=_MOST, description="Tax that came on top.")
    ] = 0
    total_minor: Annotated[int, Field(strict=True, ge=0, lt=_MOST)]
    tax_included_minor: Annotated[_Amount, Field(description="Tax that the total contains.")] = 0
    tax_rate: Annotated[
        Decimal,
        Field(ge=0, le=1, max_digits=7, decimal_places=6, description="0.19 is 19 %."),
    ] = Decimal(0)

    def told(self) -> told.SoldLine:
        """Return what it says."""
        return told.SoldLine(**self.dict())


class MoneyMovedIn(Input):
    """An amount that crossed the counter."""

    with_what: Annotated[
        told.PaidWith,
        Field(description="A gift card and the customer's own credit are taken here: not offline."),
    ]
    amount_minor: _Positive
    label: Annotated[str, Field(max_length=60, examples=["Visa •••• 4242"])] = ""
    reference: Annotated[
        str,
        Field(max_length=200, description="The terminal's; of a gift card, its code."),
    ] = ""

    def told(self) -> told.MoneyMoved:
        """Return what it says."""
        return told.MoneyMoved(**self.dict())


class OpeningIn(Input):
    """A shift begins."""

    kind: Literal["open"]
    float_minor: Annotated[_Amount, Field(description="Cash in the drawer.")]

    def told(self) -> told.Act:
        """Return what it says."""
        return told.Opening(self.float_minor)


class TillSaleIn(Input):
    """Goods left over the counter; the operation's id becomes the order's."""

    kind: Literal["sale"]
    receipt: _Receipt
    lines: Annotated[list[TillLineIn], Field(min_length=1, max_length=500)]
    paid: Annotated[
        list[MoneyMovedIn], Field(max_length=5, description="Together what the goods cost.")
    ]
    customer_id: UUID | None = None
    email: Annotated[str, Field(max_length=254)] = ""
    age_checked: Annotated[
        bool, Field(strict=True, description="Somebody saw that the buyer is old enough.")
    ] = False
    locale: Annotated[
        str,
        Field(
            pattern=r"^([a-z]{2,3}(-[A-Za-z0-9]{2,8})*)?$",
            max_length=35,
            examples=["he"],
            description="Of the receipt by letter; empty: the customer's language, or the channel's.",
        ),
    ] = ""

    def told(self) -> told.Act:
        """Return what it says."""
        return told.Sale(
            self.receipt,
            tuple(line.told() for line in self.lines),
            tuple(each.told() for each in self.paid),
            self.customer_id,
            self.email,
            self.age_checked,
            self.locale or UNSET,
        )


class BroughtBackIn(Input):
    """Units of one line of a sale that came back."""

    position: Annotated[int, Field(strict=True, ge=1, le=1000, description="From 1.")]
    quantity: _Units
    restock: Annotated[bool, Field(strict=True, description="Whether it can be sold again.")] = True


class TillReturnIn(Input):
    """Goods of one sale came back; a return may come here before its sale, and waits for it."""

    kind: Literal["return"]
    receipt: _Receipt
    order_id: Annotated[UUID, Field(description="The id of the sale's operation.")]
    lines: Annotated[list[BroughtBackIn], Field(min_length=1, max_length=500)]
    paid_out: Annotated[list[MoneyMovedIn], Field(min_length=1, max_length=5)]
    reason: Annotated[_Text, Field(min_length=1)]

    def told(self) -> told.Act:
        """Return what it says."""
        return told.Return(
            self.receipt,
            self.order_id,
            tuple(told.BroughtBack(**line.dict()) for line in self.lines),
            tuple(each.told() for each in self.paid_out),
            self.reason,
        )


class DrawerIn(Input):
    """Cash was put into the drawer, or, below zero, taken out."""

    kind: Literal["drawer"]
    amount_minor: Annotated[int, Field(strict=True, gt=-_MOST, lt=_MOST)]
    reason: Annotated[_Text, Field(min_length=1)]

    def told(self) -> told.Act:
        """Return what it says."""
        return told.Drawer(self.amount_minor, self.reason)


class ClosingIn(Input):
    """A shift ends: what was counted, and of how many operations it consisted with this one."""

    kind: Literal["close"]
    counted_minor: _Amount
    operations: Annotated[int, Field(strict=True, ge=1, le=100_000)]

    def told(self) -> told.Act:
        """Return what it says."""
        return told.Closing(self.counted_minor, self.operations)


class TillOperationIn(Input):
    """One thing that the till did, under an id that the till made."""

    id: UUID
    shift_id: UUID
    occurred_at: Instant
    cashier: _Text = ""
    act: Annotated[
        OpeningIn | TillSaleIn | TillReturnIn | DrawerIn | ClosingIn, Field(discriminator="kind")
    ]

    def told(self) -> told.TillOperation:
        """Return what it says."""
        return told.TillOperation(
            self.id, self.shift_id, self.occurred_at, self.cashier, self.act.told()
        )


class TillBatchIn(Input):
    """What a till did since it was last heard of; anything may come again."""

    operations: Annotated[list[TillOperationIn], Field(min_length=1, max_length=MOST_OPERATIONS)]


class ConflictOut(Schema):
    """What was not as the books say."""

    kind: Annotated[
        str, Field(description="Such as short_stock, other_price, unknown_article, receipt_taken.")
    ]
    subject: Annotated[str, Field(description="Such as the SKU.")]
    expected: Annotated[str, Field(description="What the books say.")]
    found: Annotated[str, Field(description="What the till says.")]


class MergedOperationOut(Schema):
    """What became of one operation."""

    id: UUID
    state: Annotated[
        str, Field(description="merged; waiting, for its sale; refused, kept for a person.")
    ]
    order_id: UUID | None
    problem: Annotated[str, Field(description="Why it was refused.")]
    conflicts: list[ConflictOut]


class TillBatchOut(Schema):
    """What became of each, in the order of the batch."""

    items: list[MergedOperationOut]


class TillIn(Input):
    """A till; its code is on its receipts."""

    code: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$", examples=["T1"])]
    name: Annotated[_Text, Field(min_length=1)]
    location: Annotated[str, Field(min_length=1, max_length=64, description="The store's code.")]
    channel_code: Annotated[str, Field(min_length=1, max_length=64)]
    is_active: Annotated[bool, Field(strict=True)] = True


class TillOut(Schema):
    """A till and where it stands."""

    id: UUID
    code: str
    name: str
    location_id: UUID
    location: str
    channel_code: str
    currency: str
    is_active: bool
    created_at: datetime


class TillsOut(Schema):
    """Every till, by its code."""

    items: list[TillOut]


class ShiftReportOut(Schema):
    """What a shift sold, took and paid out, and what its drawer held."""

    shift_id: UUID
    till: str
    began_at: datetime
    ended_at: datetime | None
    sales: int
    sold: MoneyOut
    returns: int
    returned: MoneyOut
    by_card: MoneyOut
    by_tender: Annotated[MoneyOut, Field(description="By gift cards and credit.")]
    expected_cash: MoneyOut
    counted_cash: MoneyOut | None
    difference: Annotated[
        MoneyOut | None, Field(description="Counted less expected, once everything is here.")
    ]
    operations: int
    missing: Annotated[int | None, Field(description="How many operations are still to come.")]
    missing_receipts: list[int]
    is_final: bool
    conflicts: Annotated[int, Field(description="Operations that somebody should look at.")]


class TillOperationOut(Schema):
    """One operation, and what became of it."""

    id: UUID
    till: str
    shift_id: UUID
    kind: str
    state: str
    receipt: int | None
    order_id: UUID | None
    total: Annotated[MoneyOut, Field(description="Below zero when it was paid out.")]
    cash: Annotated[MoneyOut, Field(description="By how much the drawer changed.")]
    cashier: str
    problem: str
    conflicts: list[ConflictOut]
    occurred_at: datetime
    received_at: datetime
    seen_at: datetime | None


class TillOperationsOut(Schema):
    """A page, and where the next begins."""

    items: list[TillOperationOut]
    next_cursor: str | None
