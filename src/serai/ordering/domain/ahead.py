"""What of a cart or an order was sold before it was there, and when it comes."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from uuid import UUID

import msgspec
from msgspec import Struct
from msgspec.structs import replace


class AheadUnits(Struct, frozen=True):
    """
    So many units of an article that come later.

    Attributes:
        variant_id: which article.
        units: how many of those ordered.
        kind: back_order or pre_order.
        first_on: the first day on which they may be here, as last told; `None`: nobody knows.
        last_on: the day by which they are here.
        release_on: the day of release of a pre-order.
        days: how many days they then travel, at least and at most.
        pays_with_goods: whether their money is taken when they leave.
    """

    variant_id: UUID
    units: int
    kind: str
    first_on: date | None = None
    last_on: date | None = None
    release_on: date | None = None
    days: tuple[int, int] = (0, 0)
    pays_with_goods: bool = False

    @property
    def at_door(self) -> tuple[date, date] | None:
        """Return the first and the last day on which they are with the shopper; `None`: nobody knows."""
        if self.first_on is None or self.last_on is None:
            return None
        earliest, latest = self.days
        return self.first_on + timedelta(days=earliest), self.last_on + timedelta(days=latest)


_decoder = msgspec.json.Decoder(tuple[AheadUnits, ...])


def ahead_in(text: str | None) -> tuple[AheadUnits, ...]:
    """Return what an order was sold ahead, from its column."""
    return _decoder.decode(text) if text else ()


def by_variant(ahead: Iterable[AheadUnits]) -> dict[UUID, int]:
    """Return the units that come later, by article."""
    return {each.variant_id: each.units for each in ahead}


def less(units: Mapping[UUID, int], ahead: Iterable[AheadUnits]) -> dict[UUID, int]:
    """Return what is left of units without those that come later."""
    later = by_variant(ahead)
    left = {each: count - later.get(each, 0) for each, count in units.items()}
    return {each: count for each, count in left.items() if count > 0}


def spread(
    lines: Iterable[tuple[UUID | None, int]], ahead: Iterable[AheadUnits]
) -> list[AheadUnits | None]:
    """
    Return what comes later of each line (its article and units), the last lines of an article first.

    An article that is both bought and given has two lines: what is bought is served first.
    """
    listed, later = list(lines), {each.variant_id: each for each in ahead}
    found: list[AheadUnits | None] = [None] * len(listed)
    for at in reversed(range(len(listed))):
        variant_id, units = listed[at]
        waits = later.get(variant_id) if variant_id is not None else None
        if waits is not None and waits.units:
            here = min(units, waits.units)
            found[at] = replace(waits, units=here)
            later[waits.variant_id] = replace(waits, units=waits.units - here)
    return found


def all_there_by(day: date, ahead: Iterable[AheadUnits]) -> date | None:
    """Return the day by which everything is there: `day`, or that of what comes last; `None`: nobody knows."""
    ends = [each.at_door for each in ahead]
    if None in ends:
        return None
    return max([day, *(end[1] for end in ends if end is not None)])
