"""Sets in carts and orders: lines that consist of other articles, as they did when the line was last looked at."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import msgspec
from msgspec import Struct


class PartOfSet(Struct, frozen=True):
    """
    So many units of one article in each set of a line.

    Of an order, `position` is its place there, behind all lines: by it fulfilment knows what is picked.
    """

    variant_id: UUID
    sku: str
    name: str
    units: int
    position: int = 0


Parts = tuple[PartOfSet, ...]
_Count = Callable[[Sequence[tuple[PartOfSet, int]]], int]
_parts = msgspec.json.Decoder(Parts)


def parts_in(text: str | None) -> Parts:
    """Return the parts that an order's line has kept; none where it is no set."""
    return _parts.decode(text) if text else ()


def carried(variant_id: UUID, quantity: int, parts: Parts) -> dict[UUID, int]:
    """
    Return what a line takes from the shelves: its parts, or itself where it is no set.

    Example:
        >>> box, tea = UUID(int=1), UUID(int=2)
        >>> carried(box, 3, (PartOfSet(tea, "TEA", "Tea", 2),)) == {tea: 6}
        True
    """
    return {each.variant_id: each.units * quantity for each in parts} or {variant_id: quantity}


@dataclass(frozen=True, slots=True)
class SetLines:
    """The sets of an order: their parts by the position of the line."""

    parts: Mapping[int, Parts]

    def to_pick(self, units: Mapping[int, int]) -> dict[int, int]:
        """Return units of lines as units of what is picked: of sets, those of their parts."""
        found: dict[int, int] = {}
        for position, count in units.items():
            parts = self.parts.get(position, ())
            found |= {each.position: each.units * count for each in parts} or {position: count}
        return found

    def whole(self, picked: Mapping[int, int]) -> dict[int, int]:
        """
        Return units of what is picked as units of lines: of sets, those of which every part is there.

        Example:
            >>> tea, mug = (PartOfSet(UUID(int=n), "", "", n, position=1 + n) for n in (1, 2))
            >>> SetLines({1: (tea, mug)}).whole({2: 5, 3: 5, 9: 4})
            {9: 4, 1: 2}
        """
        return self._counted(picked, lambda parts: min(n // each.units for each, n in parts))

    def begun(self, picked: Mapping[int, int]) -> dict[int, int]:
        """Return units of what is picked as units of lines: of sets, those of which any part is there."""
        return self._counted(picked, lambda parts: max(-(-n // each.units) for each, n in parts))

    def _counted(self, picked: Mapping[int, int], count: _Count) -> dict[int, int]:
        inside = {each.position for parts in self.parts.values() for each in parts}
        found = {position: n for position, n in picked.items() if position not in inside}
        for position, parts in self.parts.items():
            if any(each.position in picked for each in parts):
                found[position] = count([(each, picked.get(each.position, 0)) for each in parts])
        return found


def with_positions(lines: Iterable[Parts]) -> list[Parts]:
    """Return the parts of each line of a new order with their places in it: behind all lines, one by one."""
    listed = list(lines)
    place = len(listed)
    found = []
    for parts in listed:
        found.append(
            tuple(
                msgspec.structs.replace(part, position=place + nth)
                for nth, part in enumerate(parts, 1)
            )
        )
        place += len(parts)
    return found
