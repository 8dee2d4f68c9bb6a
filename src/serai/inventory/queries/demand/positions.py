"""What locations have and will get of what is foreseen, and how it is ordered."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from serai.inventory.models import OrderTerms
from serai.inventory.ports import Expected, LeadTimes
from serai.inventory.queries.demand.foreseen import Arrays
from serai.inventory.queries.transfers.in_transit import TO_COME, TO_GO
from serai.plumbing.db import rows
from serai.plumbing.wiring import bound
from serai_science.replenish.classes import SERVICE, rhythm_classes

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
        shelf: least units that every location should have.
        classes: by value and rhythm, such as "AX".
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
    shelf: Numbers
    classes: tuple[str, ...]
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
        weight: what a sale there counts where there is too little for all, 1 as a rule.
        free: units on hand that are not promised and on no planned transfer.
        position: those and what is on its way, from suppliers and other locations.
    """

    variant: NDArray[np.int64]
    column: NDArray[np.int64]
    location: tuple[UUID, ...]
    is_centre: NDArray[np.bool_]
    weight: Numbers
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
    terms = {row.pk: row for row in OrderTerms.objects.filter(pk__in=ids)}
    plain = OrderTerms()
    told = [terms.get(each, plain) for each in ids]
    today = now.date()
    due = [_due(row, leads.get(each), today) for each, row in zip(ids, told, strict=True)]
    classes = np.char.add(known.classes, rhythm_classes(np.asarray(known.past))).tolist()
    return Articles(
        ids=ids,
        days=np.array([(last - today).days for _, last in due], np.float64),
        spread_days=np.array([(last - first).days / 4 for first, last in due], np.float64),
        first_on=tuple(first for first, _ in due),
        last_on=tuple(last for _, last in due),
        supplier=tuple(leads[each].supplier if each in leads else "" for each in ids),
        pack=np.array([row.pack for row in told], np.float64),
        minimum=np.array([row.minimum for row in told], np.float64),
        most=np.array([row.most or np.inf for row in told], np.float64),
        shelf_life=np.array([row.shelf_life_days or np.inf for row in told], np.float64),
        shelf=np.array([row.shelf for row in told], np.float64),
        classes=tuple(classes),
        service=np.array(
            [row.service or SERVICE[each] for row, each in zip(told, classes, strict=True)]
        ),
    )


def _due(terms: OrderTerms, lead: Expected | None, today: date) -> tuple[date, date]:
    """Return between which days an order of today is there: by the article's terms, its supplier, or in a week."""
    if terms.lead_days is not None:
        early = max(terms.lead_days - terms.lead_spread_days, 0)
        late = terms.lead_days + terms.lead_spread_days
        return today + timedelta(early), today + timedelta(late)
    if lead is not None:
        return lead.earliest, lead.latest
    return today + timedelta(_USUAL_DAYS), today + timedelta(_USUAL_DAYS)


def places(known: Arrays) -> Places:
    """Return what every location has and will get of what is foreseen, unless it is a set; one statement."""
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
        weight=np.array([row[5] / 100 for row in found], np.float64),
        free=np.array([row[3] for row in found], np.int64),
        position=np.array([row[3] + row[4] for row in found], np.int64),
    )


_POSITIONS = f"""
SELECT b.variant_id, b.location_id, l.kind = 'dc',
  b.on_hand - b.reserved - b.buffer - coalesce(going.units, 0),
  coalesce(e.units, 0) + coalesce(coming.units, 0), l.weight
FROM inventory_balance AS b
JOIN inventory_location AS l ON l.id = b.location_id
LEFT JOIN (
  SELECT variant_id, location_id, sum(greatest(quantity - received, 0)) AS units
  FROM inventory_expected_delivery WHERE NOT is_over GROUP BY 1, 2
) AS e ON e.variant_id = b.variant_id AND e.location_id = b.location_id
LEFT JOIN ({TO_COME}) AS coming ON coming.variant_id = b.variant_id AND coming.location_id = b.location_id
LEFT JOIN ({TO_GO}) AS going ON going.variant_id = b.variant_id AND going.location_id = b.location_id
WHERE b.variant_id = ANY(%s)
  AND NOT EXISTS (SELECT FROM catalog_set_part AS s WHERE s.set_id = b.variant_id)
ORDER BY b.variant_id, b.location_id"""  # noqa: S608 -- constants only
