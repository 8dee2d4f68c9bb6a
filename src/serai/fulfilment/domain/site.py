"""Sites: how a location works."""

from dataclasses import dataclass
from uuid import UUID

from serai.fulfilment.domain.opening_hours import OpeningHours


@dataclass(frozen=True, slots=True)
class Site:
    """
    How one location works.

    Attributes:
        location_id: which location.
        time_zone: whose clock it keeps, such as "America/New_York".
        hours: when people work there.
        handling_minutes: of work until an order is ready, when all goes well.
        handling_at_most: the same, when it does not; promises are kept by it.
        cut_off_minutes: before closing: orders that come later wait for the next shift.
        daily_orders: how many it can take on one day; `None`: as many as come.
        ships: whether parcels leave from here.
        hands_out: whether shoppers collect here.
        collection: minutes after midnight at which parcels are fetched.
        hold_days: how long goods wait to be collected.
        parcel_minor: what sending a parcel costs, apart from the way.
    """

    location_id: UUID
    time_zone: str
    hours: OpeningHours
    handling_minutes: int = 60
    handling_at_most: int = 120
    cut_off_minutes: int = 60
    daily_orders: int | None = 200
    ships: bool = False
    hands_out: bool = True
    collection: int = 17 * 60
    hold_days: int = 5
    parcel_minor: int = 0
