"""Who needs how many units of an article, and why; where they come from is another question."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from serai.inventory.queries.demand.ageing import weeks_of
from serai.inventory.queries.demand.foreseen import Arrays
from serai.inventory.queries.demand.positions import Articles, Places
from serai_science.replenish.protection import Protection

Reason = dict[str, object]


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known when proposals are worked out."""

    foreseen: Arrays
    goods: Articles
    where: Places
    version: UUID
    now: datetime


@dataclass(frozen=True, slots=True)
class Need:
    """Units that a place should get, of its row in `Places`."""

    place: int
    units: int
    up_to: int
    demand: Protection
    gain: float
    reasons: list[Reason]


def of_days(known: Known, row: int, at: NDArray[np.int64], days: int) -> Protection:
    """Return the demand of the coming days; beyond what is foreseen, as in its last week."""
    foreseen, columns = known.foreseen, known.where.column[at]
    told = np.where(columns[:, None] >= 0, foreseen.mean_at[row, columns], 0.0)
    by_week = told * weeks_of(days, foreseen)
    mean = by_week.sum(axis=1).astype(np.float64)
    together = ((by_week**2).sum(axis=1) + mean**2) / 2
    late = (known.goods.spread_days[row] * mean / max(days, 1)) ** 2
    return Protection(mean, mean + float(foreseen.lumpiness[row]) * together + late)
