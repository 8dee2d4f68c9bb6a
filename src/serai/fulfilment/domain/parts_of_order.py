"""Which units of an order leave from where."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class OrderedUnits:
    """
    So many units of one line of an order.

    Attributes:
        position: the line's place in the order, from 1.
        variant_id: what it is.
        sku: what the shop calls it.
        name: as it was sold.
        units: how many, at least 1.
        digital: nothing is carried: files, keys, cards that are written to.
        minimum_age: how old whoever takes it must be, in years; 0: nobody asks.
    """

    position: int
    variant_id: UUID
    sku: str
    name: str
    units: int
    digital: bool = False
    minimum_age: int = 0


@dataclass(frozen=True, slots=True)
class Spot:
    """So many units of a variant at a location."""

    variant_id: UUID
    location_id: UUID
    units: int


@dataclass(frozen=True, slots=True)
class Part:
    """What leaves one location together; without a location it is digital, or nobody has it yet."""

    location_id: UUID | None
    digital: bool
    units: tuple[tuple[OrderedUnits, int], ...]
    """Lines, with how many of their units."""


def parts_of_order(lines: Iterable[OrderedUnits], spots: Iterable[Spot]) -> list[Part]:
    """
    Return the parts in which an order leaves; together they are the order.

    Each line takes the units of its variant where they lie, in the order of `spots`; lines of the same variant
    one after the other. What lies nowhere is a part without a location. The part with the most units comes
    first, then those with fewer, what lies nowhere after them, and what is digital last.

    Example:
        >>> from uuid import UUID
        >>> tea, here, there = UUID(int=1), UUID(int=8), UUID(int=9)
        >>> line = OrderedUnits(1, tea, "TEA", "Tea", 3)
        >>> parts = parts_of_order([line], [Spot(tea, here, 1), Spot(tea, there, 2)])
        >>> [(part.location_id == there, part.units[0][1]) for part in parts]
        [(True, 2), (False, 1)]
    """
    there = list(spots)
    left = [spot.units for spot in there]
    found: dict[tuple[UUID | None, bool], dict[OrderedUnits, int]] = {}
    for line in lines:
        wanted = line.units
        for nth, spot in enumerate(there):
            fits = spot.variant_id == line.variant_id and not line.digital
            taken = min(wanted, left[nth]) if fits else 0
            if taken:
                part = found.setdefault((spot.location_id, False), {})
                part[line] = part.get(line, 0) + taken
                left[nth] -= taken
                wanted -= taken
        if wanted:
            found.setdefault((None, line.digital), {})[line] = wanted
    parts = [
        Part(where, digital, tuple(units.items())) for (where, digital), units in found.items()
    ]
    return sorted(parts, key=_first_comes_most)


def _first_comes_most(part: Part) -> tuple[bool, bool, int, str]:
    count = sum(units for _, units in part.units)
    return part.digital, part.location_id is None, -count, str(part.location_id)
