"""Service areas: parts of the earth in cells of H3, to which a location or a service delivers."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import h3.api.basic_int as h3
import numpy as np
from h3 import H3BaseException
from numpy.typing import NDArray

from serai.kernel.errors import DomainError, Kind

Point = tuple[float, float]
"""Latitude and longitude, in degrees."""
FINEST, MOST_CELLS = 10, 4_000
"""Cells that are about 75 m wide; an area is drawn as finely as so many of them allow."""
WIDEST_KM = 2_000.0


class BadServiceArea(DomainError):
    """An area cannot be drawn like this."""

    code = "fulfilment.bad_service_area"
    kind = Kind.REJECTED

    def __init__(self, area: str, field: str) -> None:
        self.area, self.field = area, field
        super().__init__(f"{area}: what was sent for {field} is not possible.")


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells that together are an area: none within another, the smallest of `resolution`."""

    resolution: int
    compact: frozenset[int]

    def hold(self, place: Point) -> bool:
        """Return whether a place is in one of them."""
        return not self.compact.isdisjoint(cells_around(place))

    def all(self) -> list[int]:
        """Return every cell at the finest resolution, in order."""
        return sorted(h3.uncompact_cells(sorted(self.compact), self.resolution))


@dataclass(frozen=True, slots=True)
class ServiceArea:
    """
    Where somebody delivers.

    Attributes:
        code: how programs call it.
        name: how people do.
        location_id: who sends; `None`: whoever does.
        service: the code of the delivery service; empty: any.
        cells: where.
    """

    code: str
    name: str
    location_id: UUID | None
    service: str
    cells: Cells

    def is_about(self, location_id: UUID, service: str) -> bool:
        """Return whether it says where a location delivers by a service."""
        return self.location_id in (None, location_id) and self.service in ("", service)


def cells_around(place: Point) -> frozenset[int]:
    """Return the cells that hold a place: one of each resolution down to the finest."""
    finest = h3.latlng_to_cell(*place, FINEST)
    return frozenset(h3.cell_to_parent(finest, size) for size in range(FINEST + 1))


def cell_name(cell: int) -> str:
    """Return how a cell is written, such as "872a930f5ffffff"."""
    return f"{cell:x}"


def circle(area: str, middle: Point, km: float) -> Cells:
    """
    Return the cells whose middle lies within so many kilometres, as small as their number allows.

    Raises:
        BadServiceArea: the place is not on earth, or the radius makes no sense.
    """
    lat, lon = middle
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise BadServiceArea(area, "lat")
    if not 0 < km <= WIDEST_KM:
        raise BadServiceArea(area, "radius_km")
    size = _finest_for(np.pi * km**2)
    steps = int(km / (h3.average_hexagon_edge_length(size, unit="km") * 1.2)) + 2
    here = h3.latlng_to_cell(lat, lon, size)
    near = [
        cell
        for cell in h3.grid_disk(here, steps)
        if h3.great_circle_distance(middle, h3.cell_to_latlng(cell), unit="km") <= km
    ]
    return _compacted({here, *near}, size)


def shapes(area: str, geometry: Mapping[str, Any]) -> Cells:
    """
    Return the cells whose middle lies within a polygon, or several, as small as their number allows.

    Args:
        area: what it is called, for refusals.
        geometry: a Polygon or MultiPolygon of GeoJSON: rings of [longitude, latitude].

    Raises:
        BadServiceArea: it is no such geometry, holds no cell, or is too large.
    """
    if geometry.get("type") not in ("Polygon", "MultiPolygon"):
        raise BadServiceArea(area, "geometry")
    try:
        outline = h3.geo_to_h3shape(dict(geometry))
        size = _finest_for(_estimated(geometry))
        cells = set(h3.h3shape_to_cells(outline, size))
    except (TypeError, ValueError, KeyError, IndexError, H3BaseException):
        raise BadServiceArea(area, "geometry") from None
    if not 0 < len(cells) <= 4 * MOST_CELLS:
        raise BadServiceArea(area, "geometry")
    return _compacted(cells, size)


def covered(
    areas: Iterable[ServiceArea],
    location_ids: Collection[UUID],
    service: str,
    near: Point | None,
) -> NDArray[np.bool_]:
    """
    Return for each location whether it delivers by a service to a place.

    A location about which no area says anything delivers everywhere. One with areas delivers in any of them,
    and to nobody of whom it is not known where they are.
    """
    known = [area for area in areas if area.service in ("", service)]
    if not known:
        return np.ones(len(location_ids), bool)
    there = {area.code for area in known if near is not None and area.cells.hold(near)}
    return np.array([_goes(known, there, each, service) for each in location_ids], bool)


def _goes(known: list[ServiceArea], there: set[str], location_id: UUID, service: str) -> bool:
    ours = [area.code for area in known if area.is_about(location_id, service)]
    return not ours or not there.isdisjoint(ours)


def _finest_for(square_km: float) -> int:
    sizes = range(FINEST, 0, -1)
    fine = (size for size in sizes if square_km / h3.average_hexagon_area(size) <= MOST_CELLS)
    return next(fine, 0)


def _estimated(geometry: Mapping[str, Any]) -> float:
    """
    Return about how many square kilometres the boxes around polygons have.

    Raises:
        ValueError: a corner is not on earth.
    """
    outer = geometry["coordinates"]
    polygons = [outer] if geometry["type"] == "Polygon" else outer
    total = 0.0
    for polygon in polygons:
        ring = np.array(polygon[0], float)
        if not (np.abs(ring[:, 0]) <= 180).all() or not (np.abs(ring[:, 1]) <= 90).all():
            raise ValueError("not on earth")
        wide, tall = np.ptp(ring[:, 0]), np.ptp(ring[:, 1])
        total += wide * tall * 111.2**2 * max(float(np.cos(np.radians(ring[:, 1].mean()))), 0.01)
    return total


def _compacted(cells: set[int], size: int) -> Cells:
    return Cells(size, frozenset(h3.compact_cells(sorted(cells))))
