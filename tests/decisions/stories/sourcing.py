"""Who sends an order: decided for each buyer, told once all of it was brought."""

from datetime import timedelta
from uuid import UUID

import numpy as np
from decisions.stories.story import PEOPLE, Story
from factories.catalog import a_variant
from factories.inventory import a_location, stocked

from serai.fulfilment.domain.sourcing.strategies import ORDER
from serai.fulfilment.public import (
    DeliveryService,
    GroupKind,
    OpenGroups,
    OrderedUnits,
    Reach,
    SetSite,
    SourcingPlan,
    Spot,
    Wanted,
    deliver_parcel,
    hand_over,
    note_sourcing,
    open_groups,
    set_delivery_services,
    set_sites,
    sourcing_plan,
)
from serai.fulfilment.queries.network import forget_network
from serai.fulfilment.usecases.settle_sourcing import settle_sourcing
from serai.inventory.public import locations_of_codes
from serai.kernel.clock import now
from serai.kernel.ids import uuid7
from serai.plumbing.db import rows


def sourcing() -> Story:
    """Return the story of tea and a cup: the first place by priority has the tea, the second has both."""
    tea, cup = a_variant("TEA").id, a_variant("CUP").id
    for priority, (code, goods) in enumerate((("A", (tea,)), ("B", (tea, cup)))):
        place = a_location(code, priority=priority)
        for variant in goods:
            stocked(variant, place, 900)
    workdays = ("09:00-18:00",) * 7
    set_sites([SetSite(code, "UTC", workdays, ships=True, parcel_minor=500) for code in "AB"])
    set_delivery_services([DeliveryService("standard", (True,) * 7, (Reach(20_040, 2, 3),))])
    forget_network()
    at = {code: view.id for code, view in locations_of_codes({"A", "B"}).items()}
    planned: list[SourcingPlan] = []

    def use() -> list[object]:
        plans = [
            sourcing_plan(
                Wanted({tea: 1, cup: 1}, "web", None),
                "standard",
                subject=f"buyer {who}",
                rng=np.random.default_rng(who),
                now=now(),
            )
            for who in range(PEOPLE)
        ]
        planned.extend(each for each in plans if each is not None)
        usual = (None, ORDER[0])
        return ["" if (each and each.strategy) in usual else each.strategy for each in plans]

    def tell() -> None:
        for number, plan in enumerate(planned):
            order_id = uuid7()
            note_sourcing(order_id, plan)
            units = (
                OrderedUnits(1, tea, "TEA", "Tea", 1),
                OrderedUnits(2, cup, "CUP", "Cup", 1),
            )
            spots = (Spot(tea, at["A"], 1), Spot(cup, at["B"], 1))
            told = now() + timedelta(days=5)
            command = OpenGroups(
                order_id, f"24-{number}", "web", GroupKind.SHIP, "standard", units, spots,
                told_latest=told,
            )  # fmt: skip
            open_groups(command, now=now())
            for group in _groups(order_id):
                hand_over(group, now=now())
                deliver_parcel(group, now=now() + timedelta(days=2))
            settle_sourcing(order_id, now=now() + timedelta(days=2))

    return Story(use, tell)


def _groups(order_id: UUID) -> list[UUID]:
    found = rows("SELECT id FROM fulfilment_group WHERE order_id = %s ORDER BY number", [order_id])
    return [group_id for (group_id,) in found]
