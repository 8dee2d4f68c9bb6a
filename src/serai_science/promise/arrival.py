"""When what is ready arrives."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from serai_science.promise.readiness import NEVER, Minutes

_DAY = 24 * 60
Days = NDArray[np.datetime64]


class Transit(NamedTuple):
    """
    How a carrier's service works, seen from each location.

    Attributes:
        offset: (n_locations,) array, minutes that the location's clock is ahead of UTC.
        collection: (n_locations,) array, minutes after local midnight at which parcels are fetched.
        days: (n_locations,) array, working days in transit, >= 0; below zero where the service does not go.
        works: seven flags, Monday first: on which days the carrier fetches and brings.
        rests: (n_days,) array of days on which it does neither.
    """

    offset: Minutes
    collection: Minutes
    days: Minutes
    works: NDArray[np.bool_]
    rests: Days


def arrivals(ready: Minutes, transit: Transit) -> Days:
    """
    Return the day on which each location's parcel is brought; not-a-time where it never is.

    A parcel that is ready by the collection goes on that working day, otherwise on the next; each day in
    transit is a working day.

    Args:
        ready: (n_locations,) array, minutes since 1970 UTC, or `NEVER`.
        transit: the service.

    Notes:
        Time O(n_locations). Source: `numpy.busday_offset`.

    Example:
        >>> friday_noon = np.array([int(np.datetime64("2026-11-20T12:00", "m").astype(int))])
        >>> service = Transit(np.array([0]), np.array([17 * 60]), np.array([2]),
        ...                   np.array([1, 1, 1, 1, 1, 0, 0], bool), np.array([], "datetime64[D]"))
        >>> arrivals(friday_noon, service).astype(str).tolist()
        ['2026-11-24']
    """
    goes = (ready < NEVER) & (transit.days >= 0)
    local = np.where(goes, ready, 0) + transit.offset
    late = local % _DAY > transit.collection
    day = (local // _DAY + late).astype("datetime64[D]")
    calendar = np.busdaycalendar(weekmask=transit.works, holidays=transit.rests)
    fetched = np.busday_offset(day, 0, roll="forward", busdaycal=calendar)
    brought = np.busday_offset(fetched, np.where(goes, transit.days, 0), busdaycal=calendar)
    return np.where(goes, brought, np.datetime64("NaT"))
