"""What was not as the books say, and happened all the same."""

from enum import StrEnum

from msgspec import Struct


class ConflictKind(StrEnum):
    """In what the till and the books differ."""

    UNKNOWN_ARTICLE = "unknown_article"
    """No article has this SKU; the line is kept, and no stock moved."""
    SHORT_STOCK = "short_stock"
    """More was sold than the books had free; the difference was booked as found."""
    OTHER_PRICE = "other_price"
    """The books had another price at that moment."""
    UNKNOWN_CUSTOMER = "unknown_customer"
    CLOCK_AHEAD = "clock_ahead"
    """The till's clock was ahead; the moment of its arrival counts."""
    RECEIPT_TAKEN = "receipt_taken"
    """Another operation of the till has this number."""
    AGE_NOT_CHECKED = "age_not_checked"
    """Sold to nobody knows whom, although the article asks for an age."""
    PRESCRIPTION = "prescription"
    """An article that a pharmacist releases was sold over a counter."""
    TOO_MUCH_BACK = "too_much_back"
    """More was paid out than the units gave, or more units came back than were left."""
    OTHER_TENDER = "other_tender"
    """It was paid out by another way than it was paid."""
    TENDER_REFUSED = "tender_refused"
    """A gift card or credit cannot pay what it was to pay; nothing of the sale was written, and nothing taken."""
    SHIFT_CLOSED = "shift_closed"
    """The shift was closed before, with another count of its operations."""


class Conflict(Struct, frozen=True):
    """One difference; what it is about, and what each side says."""

    kind: ConflictKind
    subject: str = ""
    expected: str = ""
    found: str = ""
