"""Where a number stands in a picture."""

from dataclasses import dataclass
from math import ceil, floor, isfinite, log10


@dataclass(frozen=True, slots=True)
class Scale:
    """
    A straight line from numbers to places.

    Attributes:
        low: the number at `start`.
        high: the number at `end`, above `low`.
        start: place of `low`, in units of the picture.
        end: place of `high`.
    """

    low: float
    high: float
    start: float
    end: float

    def at(self, number: float) -> float:
        """Return the place of a number; what lies outside stands at the nearer end."""
        share = (min(max(number, self.low), self.high) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


def ticks(low: float, high: float, *, about: int = 5) -> list[float]:
    """
    Return round numbers that enclose a range, evenly spaced.

    Args:
        low: smallest number shown.
        high: largest; when it is as good as `low` some room is made.
        about: how many are wanted.

    Raises:
        ValueError: an end is not finite, or they are the wrong way round.
    """
    if not (isfinite(low) and isfinite(high) and low <= high):
        raise ValueError("A scale needs two finite ends in order.")
    size = max(abs(low), abs(high), 1.0)
    if high - low < 1e-9 * size:
        low, high = low - size, high + size
    rough = (high - low) / about
    power = 10.0 ** floor(log10(rough))
    step = next(power * size for size in (1, 2, 5, 10) if power * size >= rough * 0.999)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [round(number * step, 12) for number in range(first, last + 1)]
