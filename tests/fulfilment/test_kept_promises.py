"""Which promises were kept, and why others were not."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from factories.inventory import a_location

from serai.fulfilment.domain.kept_promise import WhyLate
from serai.fulfilment.models import Group
from serai.fulfilment.public import KeptPromises, kept_by_day, kept_promises
from serai.kernel.ids import uuid7

pytestmark = pytest.mark.django_db
DUE = datetime(2026, 11, 18, 16, tzinfo=UTC)
EARLIEST, LATEST = datetime(2026, 11, 20, tzinfo=UTC), datetime(2026, 11, 22, tzinfo=UTC)
NOW = datetime(2026, 11, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def store() -> UUID:
    """Return a location."""
    return a_location("S1", kind="store", channel=None).id


def a_group(location_id: UUID, **facts: object) -> None:
    """Write a parcel that was packed in time and brought in time, unless told otherwise."""
    said = {
        "kind": "ship",
        "state": "delivered",
        "due_by": DUE,
        "promised_earliest": EARLIEST,
        "promised_latest": LATEST,
        "opened_at": DUE - 24 * HOUR,
        "ready_at": DUE - HOUR,
        "left_at": DUE,
        "delivered_at": LATEST - HOUR,
        **facts,
    }
    order_id = uuid7()
    Group.objects.create(
        order_id=order_id,
        reservation_of=order_id,
        number=1,
        channel_code="web",
        location_id=location_id,
        **said,
    )


def all_of_it(now: datetime = NOW) -> KeptPromises:
    return kept_promises(DUE, NOW, now=now)[0].promises


@pytest.mark.parametrize(
    ("there_at", "outcome"),
    [
        (EARLIEST - HOUR, "early"),
        (EARLIEST, "kept"),
        (LATEST, "kept"),
        (LATEST + timedelta(seconds=1), "late"),
    ],
    ids=["before", "first instant", "last instant", "a second after"],
)
def test_it_counts_when_it_is_there(store, there_at, outcome):
    a_group(store, delivered_at=there_at)

    found = all_of_it()

    assert getattr(found, outcome) == found.known == 1


def test_a_pick_up_is_there_when_it_waits(store):
    a_group(store, kind="pickup", state="ready", left_at=None, delivered_at=None, ready_at=LATEST)

    assert all_of_it().kept == 1


def test_what_has_not_come_is_late_once_it_should_be_there(store):
    a_group(store, state="shipped", delivered_at=None)

    assert (all_of_it(LATEST).waiting, all_of_it(LATEST + HOUR).late) == (1, 1)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"held_at": DUE}, WhyLate.HELD),
        ({"split_from": 1}, WhyLate.SHORT),
        ({"ready_at": DUE + HOUR}, WhyLate.PACKED_LATE),
        ({}, WhyLate.CARRIER),
        ({"state": "open", "ready_at": None, "left_at": None}, WhyLate.PACKED_LATE),
    ],
    ids=["held", "short", "packed late", "carrier", "never packed"],
)
def test_a_late_one_says_what_went_wrong_first(store, facts, why):
    late = {"delivered_at": None if facts.get("state") else LATEST + HOUR}
    a_group(store, **late, **facts)

    assert {name for name, count in all_of_it().why.items() if count} == {why}


def test_what_was_called_off_promised_nothing_nor_did_what_was_never_promised(store):
    a_group(store, state="cancelled", ready_at=None, left_at=None, delivered_at=None)
    a_group(store, promised_earliest=None, promised_latest=None)

    assert all_of_it() == KeptPromises(why=dict.fromkeys(WhyLate, 0))
    assert all_of_it().share is None


def test_locations_come_by_how_much_was_late_after_all_together(store):
    other = a_location("S2", kind="store", channel=None).id
    a_group(store)
    a_group(store)
    a_group(other)
    a_group(other, delivered_at=LATEST + HOUR)

    found = kept_promises(DUE, NOW, now=NOW)

    assert [(each.location, each.promises.share) for each in found] == [
        ("", 0.75),
        ("S2", 0.5),
        ("S1", 1.0),
    ]


def test_days_are_those_of_the_last_instant_that_was_promised(store):
    a_group(store)
    a_group(store, promised_latest=LATEST + 24 * HOUR)

    found = kept_by_day(DUE, NOW, time_zone="UTC", now=NOW)

    assert [(day, each.known) for day, each in found] == [
        (date(2026, 11, 21), 1),
        (date(2026, 11, 22), 1),
    ]


def test_both_take_one_statement(store, django_assert_num_queries):
    a_group(store)

    with django_assert_num_queries(2):
        kept_promises(DUE, NOW, now=NOW)
        kept_by_day(DUE, NOW, time_zone="UTC", now=NOW)
