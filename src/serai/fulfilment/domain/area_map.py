"""A map of an area without anybody's tiles: its cells, a place and a scale, as shapes on a plane."""

from dataclasses import dataclass

import h3.api.basic_int as h3
import numpy as np

from serai.fulfilment.domain.service_area import Cells, Point

WIDTH, HEIGHT, EDGE = 720, 480, 24
_SCALES = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
"""Kilometres."""


@dataclass(frozen=True, slots=True)
class AreaMap:
    """
    What is drawn, in units of a picture of WIDTH by HEIGHT.

    Attributes:
        cells: the corners of each cell.
        place: where the location stands; `None` without one, or beyond the picture.
        scale_km: how many kilometres the scale is long.
        scale: how long it is drawn.
    """

    cells: list[list[tuple[float, float]]]
    place: tuple[float, float] | None
    scale_km: float
    scale: float


def area_map(cells: Cells, place: Point | None) -> AreaMap:
    """Return the map of an area, in a projection that keeps its middle's shape: a degree east is as long as there."""
    outlines = [np.array(h3.cell_to_boundary(cell)) for cell in sorted(cells.compact)]
    corners = np.concatenate(outlines)
    middle = corners.mean(axis=0)
    narrow = float(np.cos(np.radians(middle[0])))
    flat = _flat(corners, middle, narrow)
    low, high = flat.min(axis=0), flat.max(axis=0)
    size = float(min((WIDTH - 2 * EDGE) / (high - low)[0], (HEIGHT - 2 * EDGE) / (high - low)[1]))
    offset = (np.array([WIDTH, HEIGHT]) - size * (high + low)) / 2

    def drawn(points: np.ndarray) -> list[tuple[float, float]]:
        return [
            (round(float(x), 1), round(float(y), 1))
            for x, y in _flat(points, middle, narrow) * size + offset
        ]

    at = drawn(np.array([place]))[0] if place else None
    if at is not None and not (0 <= at[0] <= WIDTH and 0 <= at[1] <= HEIGHT):
        at = None
    scale_km = max((each for each in _SCALES if each * size <= WIDTH / 4), default=_SCALES[0])
    return AreaMap([drawn(each) for each in outlines], at, scale_km, round(scale_km * size, 1))


def _flat(points: np.ndarray, middle: np.ndarray, narrow: float) -> np.ndarray:
    """Return kilometres east and south of the middle."""
    north_east = points - middle
    return np.stack([north_east[:, 1] * narrow * 111.2, -north_east[:, 0] * 111.2], axis=1)
