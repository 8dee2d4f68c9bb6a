"""What locations have and will get of what is foreseen, and how it is ordered."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from serai.inventory.ports import LeadTimes
from serai.inventory.queries.demand.foreseen import Arrays
from serai.inventory.queries.transfers.in_transit import TO_COME, TO_GO
from serai.plumbing.db import rows
from serai.plumbing.wiring import bound
from serai_science.replenish.classes import SERVICE

Numbers = NDArray[np.float64]
_USUAL_DAYS = 7


@dataclass(frozen=True, slots=True)
class Articles:
    """
    How each of the V articles that are foreseen is ordered.

    Attributes:
        ids: the variants.
        days: until an order is there, at the latest.
        spread_days: the deviation of that.
        first_on: the first day an order of today may be there.
        last_on: the day by which it is.
        supplier: who brings it; where nobody is known to, it is empty, and a week is assumed.
        pack: units.
        minimum: units.
        most: units that fit, infinite where nobody said.
        shelf_life: days, infinite where it keeps.
        service: the chance of having enough that is aimed at.
    """

    ids: tuple[UUID, ...]
    days: Numbers
    spread_days: Numbers
    first_on: tuple[date, ...]
    last_on: tuple[date, ...]
    supplier: tuple[str, ...]
    pack: Numbers
    minimum: Numbers
    most: Numbers
    shelf_life: Numbers
    service: Numbers


@dataclass(frozen=True, slots=True)
class Places:
    """
    Every article at every location that has a balance of it: N rows.

    Attributes:
        variant: the article's row.
        column: the location's column of what is foreseen, -1 where nothing is.
        location: its id.
        is_centre: it is a distribution centre.
        free: units on hand that are not promised and on no planned transfer.
        position: those and what is on its way, from suppliers and other locations.
    """

    variant: NDArray[np.int64]
    column: NDArray[np.int64]
    location: tuple[UUID, ...]
    is_centre: NDArray[np.bool_]
    free: NDArray[np.int64]
    position: NDArray[np.int64]

    def centre_of(self, row: int) -> int | None:
        """Return the distribution centre that has most of an article, if any."""
        found = np.flatnonzero((self.variant == row) & self.is_centre)
        return int(found[np.argmax(self.free[found])]) if found.size else None


def articles(known: Arrays, *, now: datetime) -> Articles:
    """Return how the articles that are foreseen are ordered; two statements."""
    ids = tuple(UUID(bytes=each.tobytes()) for each in known.variants)
    leads = bound(LeadTimes).expected(ids, ordered_at=now)
    terms = {
        variant: told
        for variant, *told in rows(
            "SELECT variant_id, pack, minimum, most, shelf_life_days, service"
            " FROM inventory_order_terms WHERE variant_id = ANY(%s)",
            [list(ids)],
        )
    }
    today = now.date()
    usual = today + timedelta(_USUAL_DAYS)
    first = tuple(leads[each].earliest if each in leads else usual for each in ids)
    last = tuple(leads[each].latest if each in leads else usual for each in ids)
    plain = (1, 0, None, None, None)
    told = [terms.get(each, plain) for each in ids]
    by_class = [SERVICE[str(each)] for each in known.classes]
    return Articles(
        ids=ids,
        days=np.array([(day - today).days for day in last], np.float64),
        spread_days=np.array(
            [(b - a).days / 4 for a, b in zip(first, last, strict=True)], np.float64
        ),
        first_on=first,
        last_on=last,
        supplier=tuple(leads[each].supplier if each in leads else "" for each in ids),
        pack=np.array([each[0] for each in told], np.float64),
        minimum=np.array([each[1] for each in told], np.float64),
        most=np.array([each[2] or np.inf for each in told], np.float64),
        shelf_life=np.array([each[3] or np.inf for each in told], np.float64),
        service=np.array([each[4] or usual for each, usual in zip(told, by_class, strict=True)]),
    )


def places(known: Arrays) -> Places:
    """Return what every location has and will get of what is foreseen; one statement."""
    ids = [UUID(bytes=each.tobytes()) for each in known.variants]
    column = {UUID(bytes=each.tobytes()): at for at, each in enumerate(known.locations)}
    place = {each: at for at, each in enumerate(ids)}
    found = rows(_POSITIONS, [ids])
    own = column.get(UUID(int=0), -1)
    return Places(
        variant=np.array([place[row[0]] for row in found], np.int64),
        column=np.array([own if row[2] else column.get(row[1], -1) for row in found], np.int64),
        location=tuple(row[1] for row in found),
        is_centre=np.array([row[2] for row in found], bool),
        free=np.array([row[3] for row in found], np.int64),
        position=np.array([row[3] + row[4] for row in found], np.int64),
    )


_POSITIONS = f"""
SELECT b.variant_id, b.location_id, l.kind = 'dc',
  b.on_hand - b.reserved - b.buffer - coalesce(going.units, 0),
  coalesce(e.units, 0) + coalesce(coming.units, 0)
FROM inventory_balance AS b
JOIN inventory_location AS l ON l.id = b.location_id
LEFT JOIN (
  SELECT variant_id, location_id, sum(greatest(quantity - received, 0)) AS units
  FROM inventory_expected_delivery WHERE NOT is_over GROUP BY 1, 2
) AS e ON e.variant_id = b.variant_id AND e.location_id = b.location_id
LEFT JOIN ({TO_COME}) AS coming ON coming.variant_id = b.variant_id AND coming.location_id = b.location_id
LEFT JOIN ({TO_GO}) AS going ON going.variant_id = b.variant_id AND going.location_id = b.location_id
WHERE b.variant_id = ANY(%s)
ORDER BY b.variant_id, b.location_id"""  # noqa: S608 -- constants only
