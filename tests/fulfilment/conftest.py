"""Sites and services that the tests of promises share."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

import pytest
from factories.catalog import a_variant
from factories.inventory import a_location, stocked

from serai.fulfilment.public import (
    DeliveryService,
    Reach,
    SetSite,
    set_delivery_services,
    set_sites,
)
from serai.fulfilment.queries.network import forget_network

WEDNESDAY = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
WORKDAYS = ("09:00-18:00",) * 5 + ("10:00-14:00", "")


@pytest.fixture(autouse=True)
def _fresh_network() -> Iterator[None]:
    forget_network()
    yield
    forget_network()


@pytest.fixture
def tea(db: None) -> UUID:
    """Return a variant that is sold on the web."""
    return a_variant("TEA").id


@pytest.fixture
def centre(tea: UUID) -> UUID:
    """Return a distribution centre with five units, from which parcels leave."""
    location = a_location("DC1")
    stocked(tea, location, 5)
    set_sites([SetSite("DC1", "UTC", WORKDAYS, ships=True, hands_out=False)])
    set_delivery_services(
        [DeliveryService("standard", (True,) * 5 + (False,) * 2, (Reach(20_040, 2, 3),))]
    )
    return location.id


@pytest.fixture
def store(tea: UUID) -> UUID:
    """Return a store with two units, from which shoppers collect."""
    location = a_location("S1", kind="store", channel=None)
    stocked(tea, location, 2)
    set_sites([SetSite("S1", "UTC", WORKDAYS, handling_minutes=30, handling_at_most=90)])
    return location.id
