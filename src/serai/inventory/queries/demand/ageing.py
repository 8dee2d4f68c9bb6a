"""Goods that will not be sold while they are good: whoever prices may act in time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from serai.inventory.queries.demand.foreseen import Arrays, foreseen
from serai.inventory.queries.lots import Lot, lots
from serai.plumbing.db import rows

SLOW_DAYS = 180
"""What has no shelf life is to be sold within half a year."""


@dataclass(frozen=True, slots=True)
class AgeingStock:
    """
    Goods of one variant at one location that lie too long.

    Attributes:
        variant_id: of which variant.
        location_id: where.
        units: how many are on hand.
        excess: of these, how many will not be sold in time, as things go.
        days: until when the first of these must be gone; 0 where it is too late.
        came_at: since when the oldest lie there.
        spoils: they have a shelf life; otherwise they only take long to sell.
    """

    variant_id: UUID
    location_id: UUID
    units: int
    excess: float
    days: int
    came_at: datetime
    spoils: bool


def ageing_stock(*, now: datetime, slow_days: int = SLOW_DAYS) -> list[AgeingStock]:
    """
    Return what will not be sold in time, most units first; four statements at most.

    What came first is sold first. A lot is good until its shelf life after its arrival; all that must be sold
    until then, less what is expected to be, is too much.

    Args:
        now: the present instant.
        slow_days: within how many days from now an article without a shelf life is to be sold.

    Returns:
        Of what the model in use foresees and is no set; nothing before the first training.
    """
    known = foreseen()
    if known is None:
        return []
    ids = [UUID(bytes=each.tobytes()) for each in known.variants]
    lives = dict(rows(_LIVES, [ids]))
    own = [row[0] for row in rows("SELECT id FROM inventory_location WHERE kind = 'dc'")]
    rated = _Rates(known, set(own))
    by_place: dict[tuple[UUID, UUID], list[Lot]] = {}
    for lot in lots(lives):
        by_place.setdefault((lot.variant_id, lot.location_id), []).append(lot)
    found = [
        told
        for (variant, _), lying in by_place.items()
        if (told := _ageing(lying, lives[variant], rated, now, slow_days)) is not None
    ]
    return sorted(found, key=lambda each: (-each.excess, each.variant_id, each.location_id))


class _Rates:
    """What a location will sell within some days."""

    def __init__(self, known: Arrays, centres: set[UUID]) -> None:
        self.known, self.centres = known, centres
        ids = (UUID(bytes=each.tobytes()) for each in known.variants)
        places = (UUID(bytes=each.tobytes()) for each in known.locations)
        self.rows = {each: at for at, each in enumerate(ids)}
        self.columns = {each: at for at, each in enumerate(places)}

    def units(self, variant_id: UUID, location_id: UUID, days: float) -> float:
        """Return the mean; beyond what is foreseen, as in its last week."""
        place = UUID(int=0) if location_id in self.centres else location_id
        column = self.columns.get(place)
        if column is None:
            return 0.0
        return float(self.known.mean_at[self.rows[variant_id], column] @ weeks_of(days, self.known))


def weeks_of(days: float, known: Arrays) -> NDArray[np.float64]:
    """Return how much of each foreseen week lies within the coming days; the last one goes on for ever."""
    weeks: NDArray[np.float64] = np.clip(days / 7 - np.arange(known.mean.shape[1]), 0, 1)
    weeks[-1] += max(days / 7 - weeks.size, 0)
    return weeks


def _ageing(
    lying: list[Lot], life: int | None, rated: _Rates, now: datetime, slow_days: int
) -> AgeingStock | None:
    """Return what is too much of one balance, its lots the oldest first."""
    first, before, excess, until = lying[0], 0, 0.0, 0
    for lot in lying:
        good_until = now + timedelta(slow_days) if life is None else lot.came_at + timedelta(life)
        days = max((good_until - now) / timedelta(1), 0.0)
        before += lot.units
        too_much = before - rated.units(lot.variant_id, lot.location_id, days)
        if too_much > excess:
            until = until if excess else int(days)
            excess = too_much
    if excess < 1:
        return None
    return AgeingStock(
        first.variant_id,
        first.location_id,
        before,
        round(excess, 1),
        until,
        first.came_at,
        life is not None,
    )


_LIVES = """
SELECT v.id, t.shelf_life_days FROM unnest(%s::uuid[]) AS v (id)
LEFT JOIN inventory_order_terms AS t ON t.variant_id = v.id
WHERE NOT EXISTS (SELECT FROM catalog_set_part AS s WHERE s.set_id = v.id)"""
