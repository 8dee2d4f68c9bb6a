"""Units that cost less together."""

from collections.abc import Sequence

from serai.pricing.domain.promotions.benefits import Bundle, FixedPrice, Percent
from serai.pricing.domain.promotions.left import Left, Pieces
from serai.pricing.domain.promotions.reduce import percent_of

_Picks = list[tuple[int, int]]


def take_bundle(
    benefit: Bundle, lines_of_parts: Sequence[Sequence[int]], left: Left
) -> tuple[Pieces, int]:
    """
    Return what comes off, and how many units are missing to the first set (0 when there is one).

    Of all ways to make sets the one that takes most off is found. How many sets fit: by Hall's theorem as
    many as every group of parts finds units for. Which units: the dearest of which every group of parts
    has room for, which is best because such choices form a matroid.
    """
    wants = _Wants(benefit, lines_of_parts, left)
    most, missing = wants.most_sets()
    if benefit.most_sets is not None:
        most = min(most, benefit.most_sets)
    sets = most if isinstance(benefit.off, Percent) else _best(wants, most)
    off = wants.off(sets)
    if not off:
        return [], missing
    stretches = []
    for stretch, units in wants.dearest(sets):
        part = left.part(stretch, units)
        left.used[part] = True
        stretches.append(part)
    return left.spread(min(off, sum(left.minor[each] for each in stretches)), stretches), 0


def _best(wants: "_Wants", most: int) -> int:
    """Return the number of sets that takes most off: another set gives ever less, and then costs."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if wants.off(middle) > wants.off(middle - 1):
            low = middle
        else:
            high = middle - 1
    return low


class _Wants:
    """What the parts want, and which stretches fit which parts; a mask has a bit for each part."""

    def __init__(
        self, benefit: Bundle, lines_of_parts: Sequence[Sequence[int]], left: Left
    ) -> None:
        self.benefit, self.left = benefit, left
        masks: dict[int, int] = {}
        for part, lines in enumerate(lines_of_parts):
            for each in left.unused(lines):
                masks[each] = masks.get(each, 0) | 1 << part
        self.stretches = [(each, masks[each]) for each in left.dearest_first(masks)]
        groups = range(1, 1 << len(benefit.parts))
        self.need = {
            group: sum(part.quantity for bit, part in enumerate(benefit.parts) if group & 1 << bit)
            for group in groups
        }
        self.have = {
            group: sum(left.units[each] for each, mask in masks.items() if mask & group)
            for group in groups
        }
        self.inside = {
            mask: [group for group in groups if mask & ~group == 0] for mask in set(masks.values())
        }

    def most_sets(self) -> tuple[int, int]:
        """Return how many sets there are units for, and how many units are missing to the first."""
        sets = min(self.have[group] // need for group, need in self.need.items())
        missing = max(need - self.have[group] for group, need in self.need.items())
        return sets, max(0, missing)

    def dearest(self, sets: int) -> _Picks:
        """Return so many units of which stretches the dearest sets are made of."""
        room = {group: need * sets for group, need in self.need.items()}
        everything = len(self.need)
        picks: _Picks = []
        for stretch, mask in self.stretches:
            if not room[everything]:
                break
            inside = self.inside[mask]
            units = min(self.left.units[stretch], *(room[group] for group in inside))
            if units:
                picks.append((stretch, units))
                for group in inside:
                    room[group] -= units
        return picks

    def off(self, sets: int) -> int:
        """Return what so many sets take off, minor units; below zero where they cost more together."""
        left, off = self.left, self.benefit.off
        value = sum(
            (2 * left.minor[each] * units + left.units[each]) // (2 * left.units[each])
            for each, units in self.dearest(sets)
        )
        if isinstance(off, Percent):
            return percent_of(value, off)
        if isinstance(off, FixedPrice):
            return value - off.price.minor * sets
        return min(off.amount.minor * sets, value)
