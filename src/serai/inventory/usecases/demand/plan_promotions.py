"""Say what is planned that moves demand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from serai.inventory.domain.entry import EntriesRefused, EntryFault
from serai.inventory.queries.demand.planned import PLANNED_PROMOTION
from serai.inventory.queries.known_names import ids_of
from serai.plumbing import facts

LONGEST_KIND = 40


@dataclass(frozen=True, slots=True)
class PlannedPromotion:
    """
    A promotion of an article in the week of a day.

    Attributes:
        sku: which article.
        on: any day of the week.
        kind: what is planned, such as "leaflet", "display" or "price cut".
        share: of the stores, or of the price, from 0 (called off) to 1.
    """

    sku: str
    on: date
    kind: str
    share: float


def plan_promotions(planned: Sequence[PlannedPromotion], *, now: datetime) -> int:
    """
    Write what is planned: all, or none; return how many. Said again, it counts as said last.

    Raises:
        EntriesRefused: articles nobody knows, kinds without a name, or shares outside 0 to 1.
    """
    faults = [
        EntryFault(line, "share" if each.kind else "kind", "Needs a kind, and a share from 0 to 1.")
        for line, each in enumerate(planned, 1)
        if not 1 <= len(each.kind) <= LONGEST_KIND or not 0 <= each.share <= 1
    ]
    if faults:
        raise EntriesRefused(faults)
    variants = ids_of((each.sku, {}) for each in planned).variants
    rows = []
    for each in planned:
        monday = each.on - timedelta(days=each.on.weekday())
        variant = str(variants[each.sku])
        rows.append(
            {
                "event_id": f"{variant}:{monday}:{each.kind}:{now.isoformat()}",
                "occurred_at": datetime.combine(monday, time(), UTC),
                "variant_id": variant,
                "starts_on": monday,
                "kind": each.kind,
                "share": each.share,
            }
        )
    return facts.append(PLANNED_PROMOTION.name, rows, now=now)
