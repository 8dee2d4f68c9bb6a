"""Sizes in a query: "milk 2l", "12 pack", "16 oz"."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from serai.discovery.domain.columns import DIMENSIONS, Columns, Ordinals

Measure = tuple[str, float]
MeasureOf = Callable[[str], Measure | None]
"""Reads a size as people write it, in a base unit: "2 l" is ("l", 2.0); `None` for what is no size."""

_SIZE = re.compile(
    r"(?<![\w.,])(?:\d{1,4}\s?x\s?)?(?:\d{1,6}(?:[.,]\d{1,3})?|\d{1,2}/\d)"
    r"\s?-?\s?(?:fl\.?\s?oz|[^\W\d_]{1,10})\.?(?!\w)"
)
_FLUID = {"oz": "fl oz", "ounce": "fl oz", "ounces": "fl oz"}
_EXACT, _NEAR = 0.02, 0.3
_EXACT_BOOST, _NEAR_BOOST = 1.6, 1.15


@dataclass(frozen=True, slots=True)
class WantedSize:
    """A size that the query names: as written, and every measure that it may mean."""

    text: str
    measures: tuple[Measure, ...]


def sizes_in(query: str, measure_of: MeasureOf) -> tuple[list[WantedSize], str]:
    """Return the sizes that `query` names, and the query without them."""
    found: list[WantedSize] = []

    def taken(match: re.Match[str]) -> str:
        wanted = _wanted(match[0], measure_of)
        if wanted is None:
            return match[0]
        found.append(wanted)
        return " "

    rest = _SIZE.sub(taken, query.lower())
    return found, rest


def _wanted(text: str, measure_of: MeasureOf) -> WantedSize | None:
    written = " ".join(text.replace("-", " ").split())
    number, _, unit = re.sub(r"(?<=[\d.])\s*(?=[^\W\d])", " ", written, count=1).rpartition(" ")
    # An ounce on a bottle is a fluid one: both readings are searched.
    readings = [written, f"{number} {_FLUID[unit]}"] if unit in _FLUID else [written]
    measures = tuple(measure for text in readings if (measure := measure_of(text)))
    return WantedSize(written, measures) if measures else None


def size_boost(columns: Columns, among: Ordinals, wanted: WantedSize) -> NDArray[np.float64]:
    """Return a factor for each document: 1.6 for the very size, 1.15 for one within a third, else 1."""
    boost = np.ones(among.size)
    dimension, measure = columns.dimension[among], columns.measure[among]
    for unit, amount in wanted.measures:
        same = np.flatnonzero((dimension == DIMENSIONS.index(unit)) & (measure > 0))
        distance = np.abs(np.log(measure[same]) - log(amount))
        boost[same[distance < _NEAR]] = np.maximum(boost[same[distance < _NEAR]], _NEAR_BOOST)
        boost[same[distance < _EXACT]] = _EXACT_BOOST
    return boost


def of_size(columns: Columns, among: Ordinals, wanted: WantedSize) -> Ordinals:
    """Return those of `among` that have the very size."""
    chosen: Ordinals = among[size_boost(columns, among, wanted) == _EXACT_BOOST]
    return chosen
