"""What an evaluation draws beside its figures: numbers over the same places, as lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isnan

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.floating]
_TENTHS = tuple(f"{tenth}." for tenth in range(1, 11))


@dataclass(frozen=True, slots=True)
class Line:
    """
    One line of a plot.

    Attributes:
        name: shown at its end.
        values: one a place; `None` where nothing was measured.
    """

    name: str
    values: tuple[float | None, ...]

    @classmethod
    def of(cls, name: str, values: Iterable[float]) -> "Line":
        """Return a line of plain numbers, rounded to four digits that say something; NaN is a gap."""
        numbers = (float(f"{float(value):.4g}") for value in values)
        return cls(name, tuple(None if isnan(number) else number for number in numbers))


@dataclass(frozen=True, slots=True)
class Plot:
    """
    A picture of up to four lines.

    Attributes:
        key: its own name on the card, lower case and hyphens.
        title: what is shown and in what unit.
        labels: one a place, in order.
        lines: what is drawn.
    """

    key: str
    title: str
    labels: tuple[str, ...]
    lines: tuple[Line, ...]


def by_tenths(key: str, title: str, order: Numbers, **lines: Numbers) -> Plot:
    """
    Draw the means of tenths of all cases, sorted by `order`, the least first.

    Args:
        key: the plot's name.
        title: what is shown.
        order: (n,), n >= 10.
        lines: (n,) each; a name's underscores are read as blanks.
    """
    tenths = np.array_split(np.argsort(order, kind="stable"), 10)
    drawn = (
        Line.of(name.replace("_", " "), [values[tenth].mean() for tenth in tenths])
        for name, values in lines.items()
    )
    return Plot(key, title, _TENTHS, tuple(drawn))


def over(key: str, title: str, labels: Sequence[object], **lines: Iterable[float]) -> Plot:
    """Draw lines over places that have labels; a name's underscores are read as blanks."""
    drawn = (Line.of(name.replace("_", " "), values) for name, values in lines.items())
    return Plot(key, title, tuple(str(label) for label in labels), tuple(drawn))
