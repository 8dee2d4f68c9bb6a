"""The states of a parcel."""

from enum import StrEnum
from types import MappingProxyType

from serai.fulfilment.domain.parcels.tracking_status import TrackingStatus


class ParcelState(StrEnum):
    """Where a parcel stands."""

    MAKING = "making"
    """Its carrier was asked for a label; what came of it is not known yet."""
    LABELLED = "labelled"
    """It has a label; the carrier has not seen it."""
    VOIDING = "voiding"
    """The carrier was asked to take the label back; what came of it is not known yet."""
    VOID = "void"
    """The label was given back."""
    MOVING = "moving"
    """With the carrier."""
    DELIVERED = "delivered"
    RETURNED = "returned"
    """It came back to its sender."""


LIVE = (ParcelState.LABELLED, ParcelState.MOVING, ParcelState.DELIVERED)
"""What is, or was, on its way to where it should be."""
SEEN = (ParcelState.MOVING, ParcelState.DELIVERED, ParcelState.RETURNED)
"""The carrier has, or had, it."""
_AFTER = MappingProxyType(
    {
        TrackingStatus.DELIVERED: ParcelState.DELIVERED,
        TrackingStatus.RETURNED: ParcelState.RETURNED,
    }
)


def state_after(state: ParcelState, status: TrackingStatus) -> ParcelState:
    """
    Return where a parcel stands after news; news may come late, twice and in any order.

    What was delivered or came back stays so; a label that was given back and is used all the same moves.
    """
    if state in (ParcelState.DELIVERED, ParcelState.RETURNED):
        return state
    return _AFTER.get(status, ParcelState.MOVING)
