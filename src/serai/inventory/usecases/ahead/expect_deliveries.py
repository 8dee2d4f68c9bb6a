"""Say what suppliers will bring, and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from serai.inventory.domain.entry import MOST_UNITS, EntriesRefused, EntryFault
from serai.inventory.queries.known_names import ids_of
from serai.inventory.usecases.ahead.lock_queue import lock_queue
from serai.inventory.usecases.ahead.tell_waiting import tell_waiting
from serai.kernel.ids import uuid7
from serai.plumbing.db import execute, unit_of_work

LONGEST_REFERENCE = 64


@dataclass(frozen=True, slots=True)
class Delivery:
    """
    So many units of an article that come to a location.

    Attributes:
        reference: what people call the purchase order; with article and location it names the delivery.
        sku: which article.
        location: the code of where it comes.
        quantity: how many in all, with what has been received of it; 0 calls it off.
        first_on: the first day on which it may come.
        last_on: the day by which it has.
        supplier: who brings it, by code.
    """

    reference: str
    sku: str
    location: str
    quantity: int
    first_on: date
    last_on: date
    supplier: str = ""


_WRITE = """
INSERT INTO inventory_expected_delivery
  (id, reference, supplier, variant_id, location_id, quantity, first_on, last_on, is_over)
SELECT g.* FROM unnest(%(ids)s::uuid[], %(references)s::text[], %(suppliers)s::text[],
  %(variants)s::uuid[], %(locations)s::uuid[], %(quantities)s::int[], %(firsts)s::date[],
  %(lasts)s::date[], %(over)s::boolean[]) AS g
ON CONFLICT (reference, variant_id, location_id) DO UPDATE SET supplier = excluded.supplier,
  quantity = CASE WHEN excluded.is_over THEN inventory_expected_delivery.quantity
    ELSE excluded.quantity END,
  first_on = excluded.first_on, last_on = excluded.last_on, updated_at = %(now)s,
  is_over = excluded.is_over OR excluded.quantity <= inventory_expected_delivery.received
"""


def expect_deliveries(deliveries: Sequence[Delivery], *, now: datetime) -> int:
    """
    Write what suppliers will bring: all, or none; return how many. Said again, it stands as said last.

    Who waits for an article that comes later than they were told is told.

    Raises:
        EntriesRefused: names nobody knows, senseless quantities or days, or a delivery named twice.
    """
    _check(deliveries)
    names = ids_of((each.sku, {"location": each.location}) for each in deliveries)
    variants = [names.variants[each.sku] for each in deliveries]
    with unit_of_work():
        lock_queue(variants)
        execute(
            _WRITE,
            {
                "ids": [uuid7() for _ in deliveries],
                "references": [each.reference for each in deliveries],
                "suppliers": [each.supplier for each in deliveries],
                "variants": variants,
                "locations": [names.locations[each.location] for each in deliveries],
                "quantities": [max(each.quantity, 1) for each in deliveries],
                "firsts": [each.first_on for each in deliveries],
                "lasts": [each.last_on for each in deliveries],
                "over": [each.quantity == 0 for each in deliveries],
                "now": now,
            },
        )
        tell_waiting(sorted(set(variants)), now=now)
    return len(deliveries)


def _check(deliveries: Sequence[Delivery]) -> None:
    faults: list[EntryFault] = []
    seen: set[tuple[str, str, str]] = set()
    for line, each in enumerate(deliveries, 1):
        name = (each.reference, each.sku, each.location)
        if fault := _fault(each, known=name in seen):
            faults.append(EntryFault(line, *fault))
        seen.add(name)
    if faults:
        raise EntriesRefused(faults)


def _fault(each: Delivery, *, known: bool) -> tuple[str, str] | None:
    if not 1 <= len(each.reference) <= LONGEST_REFERENCE or "\x00" in each.reference:
        return "reference", f"Between 1 and {LONGEST_REFERENCE} printable characters."
    if not 0 <= each.quantity <= MOST_UNITS:
        return "quantity", f"Must be between 0 and {MOST_UNITS:,}."
    if each.last_on < each.first_on:
        return "last_on", "Is before the first day."
    if known:
        return "reference", "Named twice for this article and location."
    return None
