"""How far places are from one another."""

import numpy as np
from numpy.typing import NDArray

_RADIUS_KM = 6371.0


def distances_km(
    lat: NDArray[np.float64], lon: NDArray[np.float64], place: tuple[float, float]
) -> NDArray[np.float64]:
    """
    Return how far each location is from a place along the great circle.

    Args:
        lat: (n_locations,) array, degrees; not-a-number where unknown.
        lon: as `lat`.
        place: latitude and longitude, degrees.

    Returns:
        (n_locations,) array, kilometres; not-a-number where unknown.

    Notes:
        Source: the haversine formula, on a sphere with a radius of 6,371 km.
    """
    from_lat, to_lat = np.radians(lat), np.radians(place[0])
    half_lat, half_lon = (from_lat - to_lat) / 2, np.radians(lon - place[1]) / 2
    part = np.sin(half_lat) ** 2 + np.cos(from_lat) * np.cos(to_lat) * np.sin(half_lon) ** 2
    return np.asarray(2 * _RADIUS_KM * np.arcsin(np.sqrt(np.minimum(part, 1.0))))
