"""The month itself: what happens, in the order of time."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from heapq import heappop, heappush
from itertools import count
from typing import Protocol
from uuid import UUID

import numpy as np

from serai.config.complete_journey.store_places import TOWNS
from serai.config.complete_journey.stores import CENTRE
from serai.config.simulated_month.hands import POWER_CUTS, Hands
from serai.config.simulated_month.shoppers import Wish, order, wishes
from serai.config.simulated_month.world import STORES, close_known, open_shop
from serai.fulfilment.public import (
    GroupKind,
    GroupView,
    deliver_parcel,
    groups_of_order,
    hand_over,
    pack_group,
)
from serai.fulfilment.queries.network import known_now
from serai.fulfilment.usecases.groups.put_aside import put_aside
from serai.kernel.states import IllegalTransition
from serai.ordering.usecases.cancel_order import CancelOrder, cancel_order
from serai.ordering.usecases.open_order_groups import open_order_groups

FIRST = datetime(2026, 11, 2, 5, tzinfo=UTC)
"""Midnight in New York, on a Monday; Thanksgiving is in the fourth week."""
DAYS, ORDERS_A_DAY = 30, 30


class Act(Protocol):
    """Something that is done with a group."""

    def __call__(self, group_id: UUID, *, now: datetime) -> object:
        """Do it."""
        ...


@dataclass
class Month:
    """
    One run.

    Attributes:
        hands: who packs and carries.
        articles: by SKU.
        happened: how often what did.
    """

    hands: Hands
    articles: dict[str, UUID]
    towns: tuple[tuple[float, float], ...]
    happened: Counter[str] = field(default_factory=Counter)
    _next: list[tuple[datetime, int, Callable[[datetime], None]]] = field(default_factory=list)
    _number: "count[int]" = field(default_factory=count)

    def later(self, at: datetime, act: Callable[[datetime], None]) -> None:
        """Let something happen at an instant."""
        heappush(self._next, (at.astimezone(UTC), next(self._number), act))

    def run(self) -> datetime:
        """Let everything happen; return the instant of the last."""
        at = FIRST
        while self._next:
            at, _, act = heappop(self._next)
            act(at)
        return at

    def wanted(self, wish: Wish, now: datetime) -> None:
        """Somebody orders, and the places that send begin."""
        placed = order(wish, self.articles)
        if placed is None:
            self.happened["not collected anywhere"] += 1
            return
        self.happened["orders"] += 1
        self.happened["parcels in all"] += len(open_order_groups(placed.id, now=now))
        if placed.delivery is None or placed.delivery.promise is None:
            self.happened["without a promise"] += 1
        for group in groups_of_order(placed.id):
            self._begin(group, wish)
        if wish.changes_mind:
            self.later(wish.at + timedelta(minutes=20), partial(self._cancel, placed.id))

    def _begin(self, group: GroupView, wish: Wish) -> None:
        network = known_now(wish.at).network
        assert group.location is not None
        row = network.rows[group.location.id]
        site, place = network.sites[row], network.places[row]
        packed_at = self.hands.packed_at(site, place.code, wish.at)
        if group.kind is not GroupKind.SHIP:
            self.later(packed_at, partial(self._if_it_stands, put_aside, group.id))
            collected_at = packed_at + timedelta(hours=20)
            self.later(collected_at, partial(self._if_it_stands, hand_over, group.id))
            return
        assert place.lat is not None
        assert place.lon is not None
        service = network.services[wish.way]
        fetched_at, brought_at = self.hands.brought_at(
            site, (place.lat, place.lon), service, packed_at, self.towns[wish.town]
        )
        steps: list[tuple[datetime, Act]] = [
            (packed_at, pack_group),
            (fetched_at, hand_over),
            (brought_at, deliver_parcel),
        ]
        for at, act in steps:
            self.later(at, partial(self._if_it_stands, act, group.id))

    def _cancel(self, order_id: UUID, now: datetime) -> None:
        cancel_order(CancelOrder(order_id, "changed my mind"), now=now)
        self.happened["cancelled"] += 1

    def _if_it_stands(self, act: Act, group_id: UUID, now: datetime) -> None:
        """Do something with a group, unless its order was called off."""
        try:
            act(group_id, now=now)
        except IllegalTransition:
            self.happened["called off before"] += 1


def live_through(
    *, seed: int, days: int = DAYS, orders_a_day: int = ORDERS_A_DAY
) -> tuple[Month, datetime]:
    """Open the shop, let the month happen; return it with its last instant."""
    rng = np.random.default_rng(seed)
    articles = open_shop(now=FIRST)
    close_known(FIRST + timedelta(days=15, hours=12))
    month = Month(
        hands=Hands(_rests(FIRST), _power_cuts(days, rng), rng),
        articles={article.sku: article.variant_id for article in articles},
        towns=tuple((lat, lon) for *_, lat, lon in TOWNS),
    )
    wanted = wishes(articles, since=FIRST, days=days, orders_a_day=orders_a_day, rng=rng)
    for wish in list(wanted):
        month.later(wish.at, partial(month.wanted, wish))
    return month, month.run()


def _rests(now: datetime) -> frozenset[date]:
    return frozenset(known_now(now).network.rests.tolist())


def _power_cuts(days: int, rng: np.random.Generator) -> dict[str, set[date]]:
    """Close some stores on some day; the ones that send parcels, too, but not the centre."""
    dark: dict[str, set[date]] = {CENTRE: set()}
    for nth in range(POWER_CUTS):
        store = rng.integers(1, 13) if nth % 2 else rng.integers(13, STORES + 1)
        day = (FIRST + timedelta(days=int(rng.integers(days)))).date()
        dark.setdefault(f"store-{store}", set()).add(day)
    dark.setdefault("store-1", set()).add((FIRST + timedelta(days=15)).date())
    dark.setdefault("store-20", set()).add((FIRST + timedelta(days=15)).date())
    return dark
