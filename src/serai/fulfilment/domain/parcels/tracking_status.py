"""What carriers tell of parcels."""

from enum import StrEnum


class TrackingStatus(StrEnum):
    """What a carrier tells of a parcel."""

    ACCEPTED = "accepted"
    """The carrier has it."""
    IN_TRANSIT = "in_transit"
    OUT_FOR_DELIVERY = "out_for_delivery"
    DELIVERED = "delivered"
    FAILED = "failed"
    """Nobody was there, or something is wrong; it is tried again, or comes back."""
    RETURNED = "returned"
    """It came back to the sender."""
