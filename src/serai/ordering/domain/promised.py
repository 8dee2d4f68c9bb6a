"""What a shopper was promised: when all of it is there, and who keeps which part of that."""

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct


class PromisedParcel(Struct, frozen=True):
    """What one location keeps: packed by `due_by`, there between `earliest` and `latest`."""

    location_id: UUID
    due_by: datetime
    earliest: datetime
    latest: datetime


class Promise(Struct, frozen=True):
    """
    When everything is there.

    `first_on` and `last_on` are days by the clock of whoever sends. A promise has stock and places behind
    it; where nobody knows how locations work there is none, and the rate table's days are told.
    """

    earliest: datetime
    latest: datetime
    first_on: date
    last_on: date
    parcels: tuple[PromisedParcel, ...]

    @property
    def location_ids(self) -> tuple[UUID, ...]:
        """Return who sends, or where it waits."""
        return tuple(parcel.location_id for parcel in self.parcels)
