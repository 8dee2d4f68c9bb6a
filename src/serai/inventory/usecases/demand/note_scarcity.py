"""Note which articles are scarce, and tell when that begins and ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from serai.inventory.events import ScarcityForeseen, ScarcityOver
from serai.inventory.models import Scarcity
from serai.plumbing.db import unit_of_work
from serai.plumbing.events import publish

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Scarce:
    """An article of which `held` units are free, while `expected` ones will be asked for until `due_on`."""

    variant_id: UUID
    held: int
    expected: float
    due_on: date


@unit_of_work()
def note_scarcity(found: Sequence[Scarce], *, now: datetime) -> None:
    """Keep what is scarce by now; what was and is no more is over. Only changes are told."""
    scarce = {each.variant_id: each for each in found}
    known = {
        row.variant_id: row
        for row in Scarcity.objects.select_for_update().filter(over_at__isnull=True).order_by("pk")
    }
    for variant_id, row in known.items():
        row.seen_at = now
        if (each := scarce.get(variant_id)) is None:
            row.over_at = now
        else:
            row.held, row.expected, row.due_on = each.held, each.expected, each.due_on
    Scarcity.objects.bulk_update(
        known.values(), ["seen_at", "over_at", "held", "expected", "due_on"], batch_size=500
    )
    begun = sorted(each for each in scarce if each not in known)
    Scarcity.objects.bulk_create(
        Scarcity(
            variant_id=each,
            since=now,
            seen_at=now,
            held=scarce[each].held,
            expected=scarce[each].expected,
            due_on=scarce[each].due_on,
        )
        for each in begun
    )
    ended = sorted(each for each in known if each not in scarce)
    for first in range(0, len(begun), _AT_ONCE):
        publish(ScarcityForeseen(tuple(begun[first : first + _AT_ONCE])))
    for first in range(0, len(ended), _AT_ONCE):
        publish(ScarcityOver(tuple(ended[first : first + _AT_ONCE])))
