"""What is left to pay while promotions are at work, unit by unit."""

from collections.abc import Iterable, Sequence

from serai.kernel.money import shares

Pieces = list[tuple[int, int]]
"""Minor units off stretches: (number of the stretch, how much)."""


class Left:
    """
    Lines as stretches of equal units.

    At first each line is one stretch. Where a set takes some units of a line they become a stretch of
    their own, so that what they lose is not taken from the others. Units of one stretch cost the same, up
    to the minor unit that a division leaves over.
    """

    __slots__ = ("delivery", "line", "minor", "of_line", "units", "used")

    def __init__(self, costs: Sequence[int], quantities: Sequence[int], delivery: int) -> None:
        """
        Begin with whole lines.

        Args:
            costs: what each line costs, minor units.
            quantities: units of each line.
            delivery: what it costs, minor units.
        """
        self.minor, self.units = list(costs), list(quantities)
        self.line = list(range(len(costs)))
        self.used = [False] * len(costs)
        self.of_line: list[list[int]] = [[number] for number in self.line]
        self.delivery = delivery

    def copy(self) -> "Left":
        """Return the same, to be changed by itself."""
        other = Left.__new__(Left)
        other.minor, other.units = self.minor.copy(), self.units.copy()
        other.line, other.used = self.line.copy(), self.used.copy()
        other.of_line, other.delivery = self.of_line.copy(), self.delivery
        return other

    def cost(self, lines: Iterable[int]) -> int:
        """Return what some lines still cost together, minor units."""
        return sum([self.minor[each] for each in self.of_lines(lines)])

    def of_lines(self, lines: Iterable[int]) -> list[int]:
        """Return the stretches of some lines; the first of a line has the line's own number."""
        if len(self.minor) == len(self.of_line):
            return list(lines)
        return [each for line in lines for each in self.of_line[line]]

    def unused(self, lines: Iterable[int]) -> list[int]:
        """Return the stretches of some lines that no set has used."""
        return [each for each in self.of_lines(lines) if not self.used[each]]

    def dearest_first(self, stretches: Iterable[int]) -> list[int]:
        """Return stretches by what a unit still costs; of equal ones the earlier line comes first."""
        return sorted(stretches, key=lambda each: (-self._unit(each), self.line[each]))

    def cheapest_first(self, stretches: Iterable[int]) -> list[int]:
        """Return stretches by what a unit still costs; of equal ones the later line comes first."""
        return sorted(stretches, key=lambda each: (self._unit(each), -self.line[each]))

    def part(self, stretch: int, units: int) -> int:
        """Return a stretch of so many of the units, with their share of what is left of it."""
        whole = self.units[stretch]
        if units == whole:
            return stretch
        value = (2 * self.minor[stretch] * units + whole) // (2 * whole)
        self.units[stretch] -= units
        self.minor[stretch] -= value
        self.line.append(self.line[stretch])
        self.units.append(units)
        self.minor.append(value)
        self.used.append(self.used[stretch])
        number, line = len(self.line) - 1, self.line[stretch]
        self.of_line[line] = [*self.of_line[line], number]
        return number

    def spread(self, minor: int, stretches: Sequence[int]) -> Pieces:
        """Return an amount shared among stretches by what is left of them, line by line first."""
        if len(self.minor) == len(self.of_line):
            return list(
                zip(stretches, shares(minor, [self.minor[each] for each in stretches]), strict=True)
            )
        by_line: dict[int, list[int]] = {}
        for each in stretches:
            by_line.setdefault(self.line[each], []).append(each)
        left = [sum(self.minor[each] for each in group) for group in by_line.values()]
        pieces: Pieces = []
        for group, share in zip(by_line.values(), shares(minor, left), strict=True):
            if len(group) == 1:
                pieces.append((group[0], share))
            else:
                inner = shares(share, [self.minor[each] for each in group])
                pieces += zip(group, inner, strict=True)
        return pieces

    def take(self, pieces: Pieces) -> None:
        """
        Take off.

        Raises:
            ValueError: more than is left, or less than nothing: a bug.
        """
        for stretch, minor in pieces:
            if not 0 <= minor <= self.minor[stretch]:
                raise ValueError(f"{minor} off {self.minor[stretch]}")
            self.minor[stretch] -= minor

    def _unit(self, stretch: int) -> int:
        """Return what a unit still costs, in millionths of a minor unit: fine enough to compare."""
        return self.minor[stretch] * 1_000_000 // self.units[stretch]
