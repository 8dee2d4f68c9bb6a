"""What of an order comes later, what is there, and what cannot be had."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from serai.inventory.domain.ahead.arrival import Window, arrival
from serai.inventory.domain.ahead.day_of import day_of
from serai.inventory.domain.ahead.demand import Demand
from serai.inventory.domain.ahead.room import room
from serai.inventory.domain.ahead.terms import AheadTerms


@dataclass(frozen=True, slots=True)
class AheadUnits:
    """
    So many units of an article that come later.

    Attributes:
        variant_id: which article.
        units: how many of those asked for; the others are there.
        terms: on which terms they are sold.
        window: between which days they are here, as far as anybody knows.
    """

    variant_id: UUID
    units: int
    terms: AheadTerms
    window: Window | None


@dataclass(frozen=True, slots=True)
class Split:
    """What of an order comes later, and what is neither there nor has room in the queue."""

    ahead: tuple[AheadUnits, ...]
    short: tuple[tuple[UUID, int, int], ...]
    """Variant, units asked for, units that could be had, now or later."""


def split_ahead(
    items: Mapping[UUID, int],
    terms: Mapping[UUID, AheadTerms],
    queues: Mapping[UUID, Demand],
    *,
    now: datetime,
) -> Split:
    """Return which units come later and when, and what cannot be had at all."""
    today = day_of(now)
    ahead: list[AheadUnits] = []
    short: list[tuple[UUID, int, int]] = []
    for variant_id, asked in items.items():
        mine, queue = terms[variant_id], queues[variant_id]
        there = 0 if mine.all_waits_on(today) else min(asked, max(0, queue.free - queue.waiting))
        most = _most(mine, queue, there) if mine.sells_on(today) else 0
        if asked - there > most:
            short.append((variant_id, asked, there + most))
        elif asked > there:
            window = _window(mine, queue, asked, asked - there, today)
            ahead.append(AheadUnits(variant_id, asked - there, mine, window))
    return Split(tuple(ahead), tuple(short))


def _most(terms: AheadTerms, queue: Demand, there: int) -> int:
    return room(
        waiting_in_channel=queue.waiting_in_channel,
        waiting=queue.waiting,
        expected=queue.coming + queue.free - there,
        most_units=terms.most_units,
        only_expected=terms.only_expected,
    )


def _window(terms: AheadTerms, queue: Demand, asked: int, units: int, today: date) -> Window | None:
    return arrival(
        queue.waiting + asked - units - queue.free,
        units,
        queue.incoming,
        lead=queue.lead,
        release_on=terms.release_on if terms.all_waits_on(today) else None,
        today=today,
    )
