"""An order with two lines at two places, as fulfilment knows it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from factories.catalog import a_variant
from factories.inventory import a_location

from serai.fulfilment.public import (
    GroupKind,
    GroupView,
    OpenGroups,
    OrderedUnits,
    Spot,
    open_groups,
)
from serai.kernel.ids import uuid7

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def monday() -> datetime:
    """Return an instant after the groups were opened."""
    return MONDAY


@pytest.fixture
def tea(db: None) -> UUID:
    """Return a variant."""
    return a_variant("TEA").id


@pytest.fixture
def cup(db: None) -> UUID:
    """Return another variant."""
    return a_variant("CUP").id


@pytest.fixture
def centre(db: None) -> UUID:
    """Return a distribution centre."""
    return a_location("DC1").id


@pytest.fixture
def store(db: None) -> UUID:
    """Return a store."""
    return a_location("S1", kind="store").id


@pytest.fixture
def opened(tea: UUID, cup: UUID, centre: UUID, store: UUID) -> Callable[..., tuple[GroupView, ...]]:
    """
    Return a function that opens the groups of an order: five teas and a cup.

    Three teas and the cup are in the centre, two teas in the store.
    """

    def act(**changes: Any) -> tuple[GroupView, ...]:
        told: dict[str, Any] = {
            "order_id": uuid7(),
            "order_number": "24-7KX9-M2P4",
            "channel_code": "web",
            "kind": GroupKind.SHIP,
            "service": "standard",
            "lines": (OrderedUnits(1, tea, "TEA", "Tea", 5), OrderedUnits(2, cup, "CUP", "Cup", 1)),
            "spots": (Spot(tea, centre, 3), Spot(tea, store, 2), Spot(cup, centre, 1)),
        }
        return open_groups(OpenGroups(**{**told, **changes}), now=MONDAY)

    return act
