"""What came of the decision who sends an order: kept, and what it cost; told once."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import numpy as np
import pytest
from factories.catalog import a_variant
from factories.decisions import a_policy, switched
from factories.inventory import a_location, stocked

from serai.decisions.public import OutcomeKind
from serai.fulfilment.models import SourcingDecision
from serai.fulfilment.public import (
    DeliveryService,
    GroupKind,
    OpenGroups,
    OrderedUnits,
    Reach,
    SetSite,
    Spot,
    Wanted,
    cancel_units,
    deliver_parcel,
    hand_over,
    note_sourcing,
    open_groups,
    set_delivery_services,
    set_sites,
    sourcing_plan,
)
from serai.fulfilment.queries.network import forget_network
from serai.fulfilment.usecases.settle_sourcing import settle_sourcing, spent
from serai.inventory.public import locations_of_codes
from serai.kernel.ids import uuid7
from serai.plumbing.db import rows

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
THERE = NOW + timedelta(days=2)


@pytest.fixture
def ordered() -> UUID:
    """Return an order whose tea and cup a decision has sent from two places by one parcel each."""
    tea, cup = a_variant("TEA").id, a_variant("CUP").id
    for priority, (code, variant) in enumerate((("A", tea), ("B", cup))):
        stocked(variant, a_location(code, priority=priority), 5)
    set_sites(
        [SetSite(code, "UTC", ("09:00-18:00",) * 7, ships=True, parcel_minor=500) for code in "AB"]
    )
    set_delivery_services([DeliveryService("standard", (True,) * 7, (Reach(20_040, 2, 3),))])
    forget_network()
    switched(policy=a_policy(), slot="sourcing")
    plan = sourcing_plan(
        Wanted({tea: 1, cup: 1}, "web", None),
        "standard",
        subject="ann",
        rng=np.random.default_rng(1),
        now=NOW,
    )
    assert plan is not None
    order_id = uuid7()
    note_sourcing(order_id, plan)
    at = {code: view.id for code, view in locations_of_codes({"A", "B"}).items()}
    open_groups(
        OpenGroups(
            order_id,
            "24-7KX9",
            "web",
            GroupKind.SHIP,
            "standard",
            (OrderedUnits(1, tea, "TEA", "Tea", 1), OrderedUnits(2, cup, "CUP", "Cup", 1)),
            (Spot(tea, at["A"], 1), Spot(cup, at["B"], 1)),
            told_latest=NOW + timedelta(days=5),
        ),
        now=NOW,
    )
    return order_id


def groups(order_id: UUID) -> list[UUID]:
    found = rows("SELECT id FROM fulfilment_group WHERE order_id = %s ORDER BY number", [order_id])
    return [group_id for (group_id,) in found]


def outcomes() -> dict[str, float]:
    return dict(rows("SELECT kind, value FROM decisions_outcome"))


def bring(group_id: UUID, at: datetime) -> None:
    hand_over(group_id, now=NOW)
    deliver_parcel(group_id, now=at)


def test_kept_and_cost_are_told_once_all_of_it_is_there(ordered: UUID):
    first, second = groups(ordered)

    bring(first, THERE)
    early = settle_sourcing(ordered, now=THERE)
    bring(second, THERE)
    done, again = settle_sourcing(ordered, now=THERE), settle_sourcing(ordered, now=THERE)

    why = SourcingDecision.objects.get(pk=ordered).why
    assert (early, done, again) == (False, True, False)
    assert outcomes() == {OutcomeKind.KEPT: 1.0, OutcomeKind.COST: -float(why["cost_minor"])}
    assert why["cost_minor"] == 1150


def test_a_late_parcel_costs_and_keeps_nothing(ordered: UUID):
    first, second = groups(ordered)
    bring(first, THERE)
    bring(second, NOW + timedelta(days=6))

    settle_sourcing(ordered, now=NOW + timedelta(days=6))

    assert outcomes() == {OutcomeKind.COST: -1150.0}


def test_of_what_is_called_off_altogether_nothing_is_told(ordered: UUID):
    cancel_units(ordered, now=NOW)

    settled = settle_sourcing(ordered, now=NOW)

    assert settled is True
    assert outcomes() == {}


def test_a_parcel_beyond_the_plan_costs_what_the_dearest_costs():
    why = {"cost_minor": 700, "parcels": [{"cost_minor": 400}, {"cost_minor": 300}]}

    assert [spent(why, [None] * parcels) for parcels in (1, 2, 3)] == [700, 700, 1100]  # type: ignore[list-item]
