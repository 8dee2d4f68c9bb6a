"""A place that is promised is there: counted and bounded in one row, whoever comes at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from factories.inventory import a_location
from factories.ordering import counted
from fulfilment.conftest import WEDNESDAY, WORKDAYS

from serai.fulfilment.models import Booking, DayLoad
from serai.fulfilment.public import SetSite, book_places, close_sites, free_places, set_sites
from serai.fulfilment.queries.network import forget_network, known_now
from serai.fulfilment.queries.plans import plan_of_sites
from serai.kernel.ids import uuid7

THURSDAY = date(2026, 11, 19)


@pytest.fixture
def shop() -> UUID:
    """Return a store that takes two orders a day."""
    location = a_location("S1", kind="store", channel=None)
    set_sites([SetSite("S1", "UTC", WORKDAYS, handling_minutes=30, daily_orders=2)])
    return location.id


def book(location_id: UUID, order_id: UUID | None = None, now: datetime = WEDNESDAY):
    return book_places(order_id or uuid7(), [location_id], service=None, now=now)


def loads() -> list[tuple[date, int, int]]:
    return list(DayLoad.objects.order_by("day").values_list("day", "taken", "places"))


@pytest.mark.django_db
def test_a_place_is_taken_on_the_first_day_that_has_one(shop):
    days = [book(shop)[0].day for _ in range(3)]

    assert days == [WEDNESDAY.date(), WEDNESDAY.date(), THURSDAY]
    assert loads() == [(WEDNESDAY.date(), 2, 2), (THURSDAY, 1, 2)]


@pytest.mark.django_db
def test_what_is_promised_is_of_the_day_that_was_booked(shop):
    book(shop)
    book(shop)

    [there] = book(shop)

    assert (there.earliest, there.latest) == (
        datetime(2026, 11, 19, 9, 30, tzinfo=UTC),
        datetime(2026, 11, 19, 11, 0, tzinfo=UTC),
    )
    assert there.due_by == there.latest


@pytest.mark.django_db
def test_an_order_keeps_its_place_when_it_asks_again(shop):
    order_id = uuid7()
    first = book(shop, order_id)

    assert book(shop, order_id) == first
    assert loads() == [(WEDNESDAY.date(), 1, 2)]


@pytest.mark.django_db
def test_a_place_that_is_given_back_is_promised_again(shop):
    order_id = uuid7()
    book(shop, order_id)
    book(shop)

    assert [free_places(order_id), free_places(order_id)] == [1, 0]
    assert book(shop)[0].day == WEDNESDAY.date()
    assert Booking.objects.count() == 2


@pytest.mark.django_db
def test_a_site_that_takes_all_that_come_books_nothing(shop):
    set_sites([SetSite("S1", "UTC", WORKDAYS, daily_orders=None)])
    book(shop)

    with counted() as statements:
        [there] = book(shop)

    assert statements == []
    assert there.day == WEDNESDAY.date()
    assert loads() == []


@pytest.mark.django_db
def test_a_limited_site_is_booked_in_one_statement(shop):
    book(shop)

    with counted() as statements:
        book(shop)

    assert len(statements) == 1


@pytest.mark.django_db
def test_without_a_place_in_three_weeks_nothing_is_promised_and_nothing_taken(shop):
    other = a_location("S2", kind="store", channel=None)
    set_sites([SetSite("S2", "UTC", WORKDAYS)])
    close_sites([WEDNESDAY.date() + timedelta(days=n) for n in range(-1, 25)], reason="Works")
    forget_network()

    assert book_places(uuid7(), [shop, other.id], service=None, now=WEDNESDAY) == ()
    assert (loads(), Booking.objects.count()) == ([], 0)


@pytest.mark.django_db
def test_of_a_location_that_nobody_described_nothing_is_promised(shop):
    other = a_location("S2", kind="store", channel=None)

    assert book_places(uuid7(), [shop, other.id], service=None, now=WEDNESDAY) == ()
    assert loads() == []


@pytest.mark.django_db
def test_fewer_places_than_are_taken_give_no_more_away(shop):
    book(shop)
    book(shop)
    set_sites([SetSite("S1", "UTC", WORKDAYS, handling_minutes=30, daily_orders=1)])

    assert book(shop)[0].day == THURSDAY
    assert loads() == [(WEDNESDAY.date(), 2, 2), (THURSDAY, 1, 1)]


@pytest.mark.django_db(transaction=True)
def test_of_many_who_come_at_once_each_has_a_place_of_its_own(shop):
    location_ids = [shop, a_location("S2", kind="store", channel=None).id]
    set_sites([SetSite("S2", "UTC", WORKDAYS, handling_minutes=30, daily_orders=3)])

    def order(number: int) -> list[date]:
        try:
            turned = location_ids if number % 2 else location_ids[::-1]
            found = book_places(uuid7(), turned, service=None, now=WEDNESDAY)
            return [each.day for each in found]
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        days = list(pool.map(order, range(24)))

    assert all(len(each) == 2 for each in days)
    assert all(taken <= places for _, taken, places in loads())
    assert sum(taken for _, taken, _ in loads()) == Booking.objects.count() == 48


@pytest.mark.django_db
def test_what_was_worked_out_in_this_minute_is_forgotten_when_a_place_is_taken(shop):
    known = known_now(WEDNESDAY)
    asked = {"service": None, "near": None, "now": WEDNESDAY}
    first = plan_of_sites(known, [0], **asked)
    again = plan_of_sites(known, [0], **asked)

    book(shop)
    book(shop)
    there = plan_of_sites(known, [0], **asked)

    assert first is again
    assert [first[0].day, there[0].day] == [WEDNESDAY.date(), THURSDAY]


@pytest.mark.django_db
def test_the_next_minute_is_worked_out_anew(shop):
    known = known_now(WEDNESDAY)
    asked = {"service": None, "near": None}

    [first] = plan_of_sites(known, [0], **asked, now=WEDNESDAY)
    [later] = plan_of_sites(known, [0], **asked, now=WEDNESDAY + timedelta(minutes=1))

    assert later.due_by - first.due_by == timedelta(minutes=1)
