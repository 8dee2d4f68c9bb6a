"""A map of an area without anybody's tiles: its outline, a place and a scale, as shapes on a plane."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import h3.api.basic_int as h3
import numpy as np
from numpy.typing import NDArray

from serai.fulfilment.domain.service_area import Cells, Point

WIDTH, HEIGHT, EDGE = 720, 480, 24
_SCALES = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
"""Kilometres."""


@dataclass(frozen=True, slots=True)
class AreaMap:
    """
    What is drawn, in units of a picture of WIDTH by HEIGHT.

    Attributes:
        rings: the corners of each outline, and of each hole within.
        cells: how many cells it has, all of the finest.
        place: where the location stands; `None` without one, or beyond the picture.
        scale_km: how many kilometres the scale is long.
        scale: how long it is drawn.
    """

    rings: list[list[tuple[float, float]]]
    cells: int
    place: tuple[float, float] | None
    scale_km: float
    scale: float


def area_map(cells: Cells, place: Point | None) -> AreaMap:
    """Return the map of an area, in a projection that keeps its middle's shape: a degree east is as long as there."""
    finest = cells.all()  # larger cells do not quite cover the smaller ones that they stand for
    outlines = [np.array(ring) for ring in _rings(h3.cells_to_h3shape(finest, tight=False))]
    corners = np.concatenate(outlines)
    middle = corners.mean(axis=0)
    narrow = float(np.cos(np.radians(middle[0])))
    flat = _flat(corners, middle, narrow)
    low, high = flat.min(axis=0), flat.max(axis=0)
    size = float(min((WIDTH - 2 * EDGE) / (high - low)[0], (HEIGHT - 2 * EDGE) / (high - low)[1]))
    offset = (np.array([WIDTH, HEIGHT]) - size * (high + low)) / 2

    def drawn(points: NDArray[np.float64]) -> list[tuple[float, float]]:
        return [
            (round(float(x), 1), round(float(y), 1))
            for x, y in _flat(points, middle, narrow) * size + offset
        ]

    at = drawn(np.array([place]))[0] if place else None
    if at is not None and not (0 <= at[0] <= WIDTH and 0 <= at[1] <= HEIGHT):
        at = None
    scale_km = max((each for each in _SCALES if each * size <= WIDTH / 4), default=_SCALES[0])
    rings = [drawn(each) for each in outlines]
    return AreaMap(rings, len(finest), at, scale_km, round(scale_km * size, 1))


def _rings(shape: Iterable[Any]) -> Iterator[Sequence[Point]]:
    for polygon in shape:
        yield polygon.outer
        yield from polygon.holes


def _flat(
    points: NDArray[np.float64], middle: NDArray[np.float64], narrow: float
) -> NDArray[np.float64]:
    """Return kilometres east and south of the middle."""
    north_east = points - middle
    return np.stack([north_east[:, 1] * narrow * 111.2, -north_east[:, 0] * 111.2], axis=1)
