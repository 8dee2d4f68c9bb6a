"""What shoppers see of the parcels in which their order comes."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from factories.inventory import a_location, stocked
from factories.ordering import Shopper, a_paid_order

from serai.catalog.public import variants_of_skus
from serai.fulfilment.models import Group
from serai.fulfilment.public import (
    Tracking,
    cancel_units,
    deliver_parcel,
    groups_of_order,
    hand_over,
    hold_groups,
)
from serai.kernel import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def bought(shop: Any, deliver: Callable[[], int]) -> tuple[Shopper, dict[str, Any]]:
    """Return a shopper, and their order that two places send."""
    stocked(variants_of_skus(["MILK"])["MILK"].id, a_location("DC2", priority=1), 10)
    shopper, order = a_paid_order(MILK=104)
    deliver()
    return shopper, order


def parts(shopper: Shopper, order: dict[str, Any]) -> list[dict[str, Any]]:
    return shopper.get(f"/orders/{order['id']}/parts").json()["items"]


def test_each_parcel_says_what_is_in_it_and_where_it_is(
    bought: tuple[Shopper, dict[str, Any]],
) -> None:
    shopper, order = bought
    first, second = groups_of_order(UUID(order["id"]))
    hand_over(second.id, tracking=Tracking("UPS", "1Z9", "https://example.com"), now=clock.now())
    deliver_parcel(second.id, now=clock.now())
    hold_groups(first.order_id, reason="Fraud?", now=clock.now())

    here, there = parts(shopper, order)

    assert (here["number"], here["kind"], here["state"], here["place"]) == (1, "ship", "open", "")
    assert here["lines"] == [
        {"position": 1, "sku": "MILK", "name": order["lines"][0]["name"], "quantity": 100}
    ]
    assert (there["state"], there["tracking_number"]) == ("delivered", "1Z9")
    assert "Fraud" not in str(here)


def test_days_are_those_of_the_place_that_sends(bought: tuple[Shopper, dict[str, Any]]) -> None:
    shopper, order = bought
    Group.objects.update(  # the first begins, and the fourth ends, in New York
        promised_earliest=datetime(2026, 12, 1, 5, tzinfo=UTC),
        promised_latest=datetime(2026, 12, 5, 5, tzinfo=UTC),
    )

    seen = parts(shopper, order)[0]

    assert (seen["first_on"], seen["last_on"]) == (str(date(2026, 12, 1)), str(date(2026, 12, 4)))


def test_what_is_called_off_is_in_no_parcel(bought: tuple[Shopper, dict[str, Any]]) -> None:
    shopper, order = bought
    cancel_units(UUID(order["id"]), {1: 4}, now=clock.now())

    assert [each["number"] for each in parts(shopper, order)] == [1]


def test_nobody_else_sees_them(bought: tuple[Shopper, dict[str, Any]]) -> None:
    _, order = bought

    refused = Shopper().get(f"/orders/{order['id']}/parts")

    assert (refused.status_code, refused.json()["code"]) == (404, "ordering.order_not_found")
