"""What has to be picked and packed, in the back office: buttons call use cases."""

from uuid import UUID

import pytest
from back_office.test_actions import press
from django.contrib.admin.models import LogEntry
from django.test import Client
from factories.catalog import a_variant
from factories.inventory import a_location

from serai.fulfilment.public import (
    GroupState,
    GroupView,
    OpenGroups,
    OrderedUnits,
    Spot,
    group,
    hold_groups,
    open_groups,
)
from serai.kernel import clock
from serai.kernel.ids import uuid7

pytestmark = pytest.mark.django_db


@pytest.fixture
def parcel() -> GroupView:
    """Return a group of three teas."""
    tea, centre = a_variant("TEA").id, a_location("DC1").id
    return opened(tea, (Spot(tea, centre, 3),))


def opened(tea: UUID, spots: tuple[Spot, ...], number: str = "24-7KX9") -> GroupView:
    [only] = open_groups(
        OpenGroups(
            order_id=uuid7(),
            order_number=number,
            channel_code="web",
            kind="ship",
            service="standard",
            lines=(OrderedUnits(1, tea, "TEA", "Tea", 3),),
            spots=spots,
        ),
        now=clock.now(),
    )
    return only


def address(of: GroupView) -> str:
    return f"/admin/fulfilment/group/{of.id}"


def listed(owner: Client, query: str = "") -> str:
    return owner.get(f"/admin/fulfilment/group/{query}").content.decode()


def test_a_parcel_is_picked_packed_sent_and_delivered(owner: Client, parcel: GroupView) -> None:
    press(owner, f"{address(parcel)}/pick/")
    press(owner, f"{address(parcel)}/pack/")
    press(owner, f"{address(parcel)}/leave/", carrier="UPS", tracking_number="1Z9", tracking_url="")
    press(owner, f"{address(parcel)}/deliver/")

    there = group(parcel.id)
    assert (there.state, there.tracking_number) == (GroupState.DELIVERED, "1Z9")
    assert LogEntry.objects.count() == 4


def test_what_is_missing_is_noted(owner: Client, parcel: GroupView) -> None:
    press(owner, f"{address(parcel)}/missing/", position=1, units=1)

    assert [line.quantity for line in group(parcel.id).lines] == [2]


def test_what_cannot_be_done_is_told(owner: Client, parcel: GroupView) -> None:
    hold_groups(parcel.order_id, reason="Fraud?", now=clock.now())

    page = press(owner, f"{address(parcel)}/pack/")

    assert group(parcel.id).state is GroupState.HELD
    assert "Cannot pack when held" in page


def test_the_queue_shows_what_is_to_be_done_by_location(owner: Client, parcel: GroupView) -> None:
    tea = parcel.lines[0].variant_id
    opened(tea, (), "24-NOWHERE")

    everywhere, here, nowhere = (
        listed(owner),
        listed(owner, "?at=DC1"),
        listed(owner, "?at=nowhere"),
    )

    parts = ("24-7KX9/1", "24-NOWHERE/1")
    shown = [[part in page for part in parts] for page in (everywhere, here, nowhere)]
    assert shown == [[True, True], [True, False], [False, True]]
    assert "24-7KX9/1" not in listed(owner, "?standing=out")


def test_the_page_of_a_group_says_why_it_leaves_from_there(
    owner: Client, parcel: GroupView
) -> None:
    page = owner.get(f"{address(parcel)}/change/").content.decode()

    for words in ("24-7KX9/1", "DC1 Location DC1", "By the channel&#x27;s priorities.", "TEA"):
        assert words in page, words
