"""Drafts: carts that staff has filled for somebody, at prices that may be agreed for it alone."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from serai.kernel.errors import DomainError, Kind


class DraftState(StrEnum):
    """Where a draft stands."""

    OPEN = "open"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    ORDERED = "ordered"


class CartIsDraft(DomainError):
    """The cart was made up by the shop: its articles, prices and codes are not the shopper's to change."""

    code = "ordering.cart_is_draft"
    kind = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__("This offer stands as it is; ask the shop to change it.")


class DraftOver(DomainError):
    """The offer has run out, or was taken back."""

    code = "ordering.draft_over"
    kind = Kind.CONFLICT

    def __init__(self, expired_at: datetime) -> None:
        self.expired_at = expired_at
        super().__init__(
            f"This offer stood until {expired_at:%Y-%m-%d %H:%M}; ask the shop for another."
        )


class DraftTerms(Struct, frozen=True):
    """Who made a draft, and until when it stands."""

    made_by: str
    made_at: datetime
    expires_at: datetime
    discount_minor: int = 0
    """Off all lines, in minor units."""
    discount_reason: str = ""
    note: str = ""
    """For the shopper."""
    withdrawn: bool = False

    def must_stand(self, now: datetime) -> None:
        """
        Refuse an offer that is over.

        Raises:
            DraftOver: it has run out, or was taken back.
        """
        if self.withdrawn or now >= self.expires_at:
            raise DraftOver(self.expires_at)

    def state(self, *, is_ordered: bool, now: datetime) -> DraftState:
        """Return where it stands."""
        if is_ordered:
            return DraftState.ORDERED
        if self.withdrawn:
            return DraftState.WITHDRAWN
        return DraftState.EXPIRED if now >= self.expires_at else DraftState.OPEN
