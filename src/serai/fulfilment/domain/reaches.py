"""How far a parcel goes, and for how many days."""

import numpy as np
from numpy.typing import NDArray

from serai.fulfilment.domain.delivery_service import DeliveryService
from serai.fulfilment.domain.distance import distances_km
from serai.fulfilment.domain.network import Network


def far(network: Network, to: tuple[float, float] | None) -> NDArray[np.float64]:
    """
    Return the kilometres from each site to a place.

    A site that nobody has measured counts as near, and so does every site when the place is not known.
    """
    if to is None:
        return np.zeros(len(network.sites))
    return np.nan_to_num(distances_km(network.lat, network.lon, to), nan=0.0)


def transit_days(
    service: DeliveryService, km: NDArray[np.float64], *, known: bool
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """
    Return the working days on the way when all goes well, and at most; -1 where the service does not go.

    Args:
        service: who carries.
        km: (n,) array, kilometres.
        known: whether `km` are measured. Of a place that nobody knows it is fair to hope for the shortest
            reach, but only the farthest is promised.
    """
    days = np.array([reach.days for reach in service.reaches] + [-1], np.int64)
    at_most = np.array([reach.days_at_most for reach in service.reaches] + [-1], np.int64)
    reach = np.searchsorted([reach.km for reach in service.reaches], km)
    if not known:
        return days[reach], np.full(len(km), at_most[-2])
    return days[reach], at_most[reach]
