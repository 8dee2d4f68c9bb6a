"""Why stock changed."""

from enum import StrEnum


class MovementReason(StrEnum):
    """Why the number of units at a location changed."""

    INITIAL = "initial"
    """What was there when counting began here."""
    RECEIPT = "receipt"
    """Delivered to the location."""
    SALE = "sale"
    """Sold: a reservation was fulfilled."""
    RETURN = "return"
    """Came back from a buyer, or was never sent."""
    ADJUSTMENT = "adjustment"
    """Found, lost, broken or stolen."""
    TRANSFER = "transfer"
    """Moved from one location to another; two movements, one reference."""
    COUNT = "count"
    """The shelf was counted; the movement is the difference."""
