"""Which locations send an order, where the slot decides."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import numpy as np
import pytest
from factories.catalog import a_variant
from factories.decisions import a_policy, switched
from factories.inventory import a_location, stocked

from serai.catalog.public import ChannelNotFound
from serai.decisions.public import Mode
from serai.fulfilment.domain.sourcing.strategies import Strategy
from serai.fulfilment.public import (
    Address,
    DeliveryService,
    Reach,
    SetSite,
    SourcingPlan,
    SourcingTerms,
    Wanted,
    near_of,
    set_delivery_services,
    set_sites,
    set_sourcing_terms,
    sourcing_plan,
)
from serai.fulfilment.queries.network import forget_network
from serai.inventory.public import (
    LocationRow,
    StockEntry,
    locations_of_codes,
    receive,
    upsert_locations,
)
from serai.plumbing.caches import forget_all

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
HOURS = ("09:00-18:00",) * 7
FAR, NEAR = (40.0, -100.0), (40.0, -84.0)
PLACES = {"CENTRE": FAR, "STORE": NEAR}


@pytest.fixture
def tea() -> UUID:
    return a_variant("TEA").id


@pytest.fixture
def cup() -> UUID:
    return a_variant("CUP").id


@pytest.fixture
def network(tea: UUID, cup: UUID) -> None:
    """Open a centre far away that is asked first, and a store nearby; each has ten of both."""
    for priority, (code, (lat, lon)) in enumerate(PLACES.items()):
        kind = "dc" if code == "CENTRE" else "store"
        place = LocationRow(
            code=code, name=code, kind=kind, country="US", region="OH", lat=lat, lon=lon
        )
        a_location(code, priority=priority)
        upsert_locations([place])
        for variant in (tea, cup):
            stocked(variant, locations_of_codes({code})[code], 10)
    set_sites([SetSite(code, "UTC", HOURS, ships=True, parcel_minor=500) for code in PLACES])
    set_delivery_services(
        [DeliveryService("standard", (True,) * 7, (Reach(20_040, 2, 3),), 40, 300)]
    )
    forget_network()


def asked(items: dict[UUID, int], near: tuple[float, float] | None = NEAR) -> SourcingPlan | None:
    return sourcing_plan(
        Wanted(items, "web", near),
        "standard",
        subject="ann",
        rng=np.random.default_rng(1),
        now=NOW,
    )


def places(plan: SourcingPlan | None) -> dict[str, int]:
    assert plan is not None
    known = locations_of_codes({*PLACES, "THIRD"})
    codes = {view.id: code for code, view in known.items()}
    found: dict[str, int] = {}
    for spot in plan.spots:
        code = codes[spot.location_id]
        found[code] = found.get(code, 0) + spot.units
    return found


def a_place(code: str, **where: Any) -> LocationRow:
    return LocationRow(code=code, name=code, kind="store", country="US", region="OH", **where)


def by_strategy(strategy: str) -> str:
    when = {
        "combinator": "and",
        "rules": [{"field": "strategy", "operator": "=", "value": strategy}],
    }
    return a_policy(f"by-{strategy[:4]}", "rules", rules=[{"when": when, "places": 10}])


def test_nothing_is_decided_nor_read_where_the_slot_is_off(
    network: None, tea: UUID, django_assert_num_queries: Callable[[int], object]
) -> None:
    switched(Mode.OFF, slot="sourcing")
    asked({tea: 1})

    with django_assert_num_queries(0):
        assert asked({tea: 1}) is None


def test_on_by_score_the_cheapest_plan_sends(network: None, tea: UUID) -> None:
    switched(policy=a_policy(), slot="sourcing")

    plan = asked({tea: 2})

    assert plan is not None
    assert plan.strategy is Strategy.COST
    assert places(plan) == {"STORE": 2}
    told = plan.why
    assert told["decision"] == "sourcing is on in web: popular-first v1."
    assert told["cost_minor"] == sum(told["costs_minor"].values()) == 500
    assert told["least_minor"] <= told["cost_minor"]
    assert told["parcels"] == [{"location": "STORE", "units": 2, "km": 0.0, "cost_minor": 650}]
    assert {each["strategy"] for each in told["others"]} == {
        "priority",
        "nearest",
        "fewest_parcels",
    }


def test_in_shadow_the_channels_priorities_send_and_the_other_plan_is_noted(
    network: None, tea: UUID
) -> None:
    switched(Mode.SHADOW, a_policy(), slot="sourcing")

    plan = asked({tea: 2})

    assert plan is not None
    assert plan.strategy is Strategy.PRIORITY
    assert places(plan) == {"CENTRE": 2}
    assert plan.why["decision"].startswith("sourcing is in shadow in web")


@pytest.mark.parametrize(
    ("strategy", "expected"),
    [("nearest", {"STORE": 10, "CENTRE": 2}), ("fewest_parcels", {"STORE": 10, "CENTRE": 2})],
)
def test_rules_choose_a_strategy(
    network: None, tea: UUID, strategy: str, expected: dict[str, int]
) -> None:
    switched(policy=by_strategy(strategy), slot="sourcing")

    plan = asked({tea: 12})

    assert plan is not None
    assert (plan.strategy, places(plan)) == (Strategy(strategy), expected)


def test_what_nobody_can_send_is_left_to_the_reservation(network: None, tea: UUID) -> None:
    switched(policy=a_policy(), slot="sourcing")

    assert sum(places(asked({tea: 25})).values()) == 20


def test_a_closed_or_parcel_less_place_sends_nothing(network: None, tea: UUID) -> None:
    switched(policy=a_policy(), slot="sourcing")
    a_location("THIRD", priority=2)
    stocked(tea, locations_of_codes({"THIRD"})["THIRD"], 10)
    set_sites(
        [
            SetSite("THIRD", "UTC", HOURS, ships=True),
            SetSite("STORE", "UTC", ("",) * 7, ships=True),
        ]
    )
    forget_network()

    assert set(places(asked({tea: 12}))) == {"CENTRE", "THIRD"}


def test_a_channel_with_one_sender_decides_nothing_and_reads_nothing(
    network: None, tea: UUID, django_assert_num_queries: Callable[[int], object]
) -> None:
    switched(policy=a_policy(), slot="sourcing")
    set_sites([SetSite("STORE", "UTC", HOURS, ships=False)])
    forget_network()
    asked({tea: 1})

    with django_assert_num_queries(0):
        assert asked({tea: 1}) is None


def test_a_plan_takes_one_statement(
    network: None, tea: UUID, cup: UUID, django_assert_num_queries: Callable[[int], object]
) -> None:
    switched(policy=a_policy(), slot="sourcing")
    asked({tea: 1})

    with django_assert_num_queries(1):
        asked({tea: 1, cup: 3})


def test_old_goods_go_first_where_age_is_weighed(network: None, tea: UUID) -> None:
    switched(policy=a_policy(), slot="sourcing")
    set_sourcing_terms("web", SourcingTerms(ageing_minor=500))
    store = locations_of_codes({"STORE"})["STORE"].id
    receive([StockEntry(tea, store, 1)], now=NOW)
    old = NOW - timedelta(days=120)
    centre = locations_of_codes({"CENTRE"})["CENTRE"].id
    receive([StockEntry(tea, centre, 1)], now=old)

    assert places(asked({tea: 2})) == {"CENTRE": 2}


def test_a_store_keeps_its_last_units_where_they_are_weighed(network: None, tea: UUID) -> None:
    switched(policy=a_policy(), slot="sourcing")
    set_sourcing_terms("web", SourcingTerms(last_units_minor=5_000))

    assert places(asked({tea: 10})) == {"CENTRE": 10}


def test_terms_of_no_channel_are_refused() -> None:
    with pytest.raises(ChannelNotFound):
        set_sourcing_terms("nowhere", SourcingTerms())


def test_an_address_is_about_where_the_shops_locations_around_it_are() -> None:
    upsert_locations(
        [
            a_place("a", postcode="45402", city="Dayton", lat=39.0, lon=-84.0),
            a_place("b", postcode="45403", city="Dayton", lat=41.0, lon=-84.0),
            a_place("c", lat=43.0, lon=-81.0),
        ]
    )
    forget_all()

    assert near_of(Address("US", "OH", "Dayton", "45402")) == (39.0, -84.0)
    assert near_of(Address("US", "OH", "Dayton", "45499")) == (40.0, -84.0)
    assert near_of(Address("us", "oh", " dayton ")) == (40.0, -84.0)
    assert near_of(Address("US", "OH", "Columbus", "43004")) == (41.0, -83.0)
    assert near_of(Address("CA", "ON")) is None
