"""Groups at the staff's API: a queue by what is due, picking, packing, handing over."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from factories.ordering import Shopper

from serai.fulfilment.models import Group
from serai.fulfilment.public import GroupKind, GroupView, Kept, OrderedUnits, hold_groups
from serai.kernel import clock
from serai.kernel.ids import uuid7
from serai.plumbing.auth import ensure_api_key

Opened = Callable[..., tuple[GroupView, ...]]
KEY = "sk_test_pickers"


@pytest.fixture
def staff(centre: UUID) -> Shopper:
    """Return somebody of the warehouse."""
    ensure_api_key(
        KEY, "tests", ["orders:read", "orders:write", "stock:write", "stock:read"], "web"
    )
    return Shopper(key=KEY, area="staff")


def path(group: GroupView, what: str = "") -> str:
    return f"/fulfilment-groups/{group.id}{what}"


def test_the_queue_of_a_location_begins_with_what_is_due(
    staff: Shopper, opened: Opened, store: UUID, centre: UUID
) -> None:
    noon = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
    late = [
        opened(order_id=uuid7(), kept={store: Kept(due, due, due)})[1]
        for due in (noon + timedelta(hours=2), noon, noon + timedelta(hours=1))
    ]
    unknown = opened()[1]
    Group.objects.filter(pk=unknown.id).update(queue_at=noon + timedelta(days=1))

    first = staff.get(f"/fulfilment-groups?location_id={store}&limit=2").json()
    rest = staff.get(
        f"/fulfilment-groups?location_id={store}&limit=2&cursor={first['next_cursor']}"
    ).json()

    assert [each["id"] for each in (*first["items"], *rest["items"])] == [
        str(late[1].id),
        str(late[2].id),
        str(late[0].id),
        str(unknown.id),  # nothing says when it is due: a day after it was opened
    ]
    assert rest["next_cursor"] is None
    assert first["items"][0] | {"id": ""} == {
        "id": "",
        "order_id": str(late[1].order_id),
        "order_number": "24-7KX9-M2P4",
        "number": 2,
        "kind": "ship",
        "state": "open",
        "location_id": str(store),
        "location": "S1",
        "due_by": "2026-11-24T12:00:00Z",
        "promised_latest": "2026-11-24T12:00:00Z",
        "units": 2,
        "picked": 0,
        "hold_reason": "",
    }


def test_a_queue_takes_one_statement_however_long_it_is(
    staff: Shopper, opened: Opened, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    for _ in range(3):
        opened(order_id=uuid7())
    staff.get("/fulfilment-groups")

    with django_assert_max_num_queries(2):  # one finds the key
        assert len(staff.get("/fulfilment-groups").json()["items"]) == 6


def test_a_parcel_from_the_shelf_to_the_door(staff: Shopper, opened: Opened) -> None:
    first, _ = opened()

    picked = staff.post(path(first, "/picks"), {"lines": [{"position": 1, "picked": 2}]})
    packed = staff.post(path(first, "/packing"))
    left = staff.post(path(first, "/hand-over"), {"carrier": "UPS", "tracking_number": "1Z9"})
    there = staff.post(path(first, "/delivery"))

    answers = [each.json()["state"] for each in (picked, packed, left, there)]
    assert answers == ["picking", "packed", "shipped", "delivered"]
    seen = staff.get(path(first)).json()
    assert (seen["carrier"], seen["tracking_number"]) == ("UPS", "1Z9")
    assert staff.get("/fulfilment-groups?state=delivered").json()["items"][0]["id"] == str(first.id)


def test_part_of_a_group_leaves_before_the_rest(staff: Shopper, opened: Opened) -> None:
    first, _ = opened()

    left = staff.post(path(first, "/hand-over"), {"lines": [{"position": 1, "units": 2}]})

    assert [line["quantity"] for line in left.json()["lines"]] == [2]
    everything = staff.get(f"/fulfilment-groups?order_id={first.order_id}").json()["items"]
    assert sorted((each["number"], each["state"]) for each in everything) == [
        (1, "shipped"),
        (2, "open"),
        (3, "open"),
    ]


def test_what_nobody_has_is_a_list_of_its_own(
    staff: Shopper, opened: Opened, tea: UUID, cup: UUID
) -> None:
    lines = (
        OrderedUnits(1, tea, "TEA", "Tea", 5),
        OrderedUnits(2, cup, "KEY", "Key", 1, digital=True),
    )
    opened(lines=lines, spots=())

    [only] = staff.get("/fulfilment-groups?nowhere=true").json()["items"]

    assert (only["location"], only["units"], only["kind"]) == ("", 5, "ship")


@pytest.mark.parametrize(
    ("what", "body", "status", "code"),
    [
        ("/packing", {}, 409, "state.illegal_transition"),
        ("/picks", {"lines": [{"position": 1, "picked": 1}]}, 409, "state.illegal_transition"),
        ("/hand-over", {}, 409, "state.illegal_transition"),
        ("/delivery", {}, 409, "state.illegal_transition"),
        ("/hand-over", {"tracking_url": "javascript:alert(1)"}, 422, "request.invalid"),
        ("/missing", {"lines": []}, 422, "request.invalid"),
    ],
)
def test_what_is_held_or_senseless_is_refused_and_changes_nothing(
    staff: Shopper, opened: Opened, what: str, body: Any, status: int, code: str
) -> None:
    first, _ = opened()
    hold_groups(first.order_id, reason="Fraud?", now=clock.now())
    before = list(Group.objects.values())

    refused = staff.post(path(first, what), body)

    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert list(Group.objects.values()) == before


def test_an_unknown_group_is_not_found(staff: Shopper) -> None:
    refused = staff.get(f"/fulfilment-groups/{uuid7()}")

    assert (refused.status_code, refused.json()["code"]) == (404, "fulfilment.group_not_found")


def test_weights_of_a_channel_are_told_and_kept(staff: Shopper, centre: UUID) -> None:
    told = staff.post("/sourcing-terms", {"channel_code": "web", "split_minor": 300})

    assert told.status_code == 200, told.content
    [kept] = staff.get("/sourcing-terms").json()["items"]
    assert kept == told.json()
    assert (kept["channel_code"], kept["split_minor"], kept["crowding_minor"]) == ("web", 300, 200)


def test_a_pick_up_has_no_parcel(staff: Shopper, opened: Opened) -> None:
    first, _ = opened(kind=GroupKind.PICKUP)

    assert staff.post(path(first, "/packing")).status_code == 409
