"""What happens is told to who listens, as it is committed."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.conf import settings
from factories.webhooks import an_order_is_placed

from serai.inventory.events import AvailabilityChanged
from serai.kernel import clock
from serai.kernel.ids import uuid7, uuid7_at
from serai.plumbing.auth import ensure_api_key
from serai.plumbing.db import unit_of_work
from serai.plumbing.events import publish
from serai.plumbing.live.tickets import issue_ticket
from serai.plumbing.live.wish import Wish, order_wish, staff_wish
from serai.plumbing.models import EventRecord

pytestmark = pytest.mark.django_db(transaction=True)
VARIANT, OTHER = UUID(int=1), UUID(int=2)


def test_an_order_is_followed_with_its_ticket_and_no_other(live):
    mine = uuid7()
    with live.listening(live.ticket(order_wish(mine))) as listener:
        an_order_is_placed()
        an_order_is_placed(order_id=mine)
        [event] = listener.wait_for(1)

    record = EventRecord.objects.latest("pk")
    assert listener.headers["content-type"].startswith("text/event-stream")
    assert event["event"] == "order.placed"
    assert event["id"] == event["data"]["id"] == str(record.pk)
    assert event["data"]["subject"] == str(mine)
    assert "customer_id" not in event["data"]["data"]


def test_everyone_who_follows_all_orders_is_told_once(live):
    path = live.ticket(staff_wish())
    with live.listening(path) as one, live.listening(path) as two:
        ids = [str(an_order_is_placed()) for _ in range(5)]
        told = [listener.wait_for(5) for listener in (one, two)]
        one.read(0.6)

    assert len(one.events) == 5
    for events in told:
        assert sorted(event["data"]["subject"] for event in events) == sorted(ids)


def test_a_key_follows_the_types_that_it_asks_for(live):
    ensure_api_key("sk_live", "tests", ["events:read"], "web")
    with live.listening("/events?types=availability.*", **{"Serai-Key": "sk_live"}) as listener:
        an_order_is_placed()
        _availability(VARIANT)
        [event] = listener.wait_for(1)

    assert event["event"] == "availability.changed"


def test_anybody_follows_the_availability_of_what_they_look_at(live):
    ensure_api_key("pk_shop", "tests", ["shop"], "web")
    with live.listening(f"/availability?key=pk_shop&variants={VARIANT}") as listener:
        _availability(OTHER)
        _availability(VARIANT, channel="pos")
        _availability(OTHER, VARIANT)
        [event] = listener.wait_for(1)

    assert event["data"]["data"]["variant_ids"] == [str(OTHER), str(VARIANT)]


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/events", {}, 401),
        ("/events", {"Serai-Key": "sk_nobody"}, 401),
        ("/events", {"Serai-Key": "pk_shop"}, 403),
        ("/events?key=sk_live", {}, 401),
        ("/availability", {}, 401),
        ("/events?ticket=x", {}, 401),
        ("/events?ticket=eyJ9.eyJ9", {}, 401),
        ("/events?ticket=%C3%A9.%00", {}, 401),
        ("/nowhere", {}, 404),
    ],
)
def test_nobody_else_is_let_in(live, path, headers, status):
    ensure_api_key("pk_shop", "tests", ["shop"], "web")
    ensure_api_key("sk_live", "tests", ["events:read"], "web")
    with live.listening(path, **headers) as listener:
        assert listener.status == status


def test_a_ticket_that_is_over_or_changed_opens_nothing(live):
    hour_ago = clock.now() - timedelta(hours=1)
    over = issue_ticket(staff_wish(), secret=settings.SERAI_SECRET, now=hour_ago)
    forged = issue_ticket(staff_wish(), secret=b"guessed", now=clock.now())
    body, _, signature = live.ticket(order_wish(1)).partition("=")[2].partition(".")
    for ticket in (over, forged, f"{body[:-2]}AA.{signature}"):
        with live.listening(f"/events?ticket={ticket}") as listener:
            assert listener.status == 401


def test_who_comes_back_is_told_what_was_missed(live):
    path = live.ticket(Wish(("order.*",)))
    with live.listening(path) as listener:
        an_order_is_placed()
        last = listener.wait_for(1)[0]["id"]
    missed = [str(an_order_is_placed()) for _ in range(3)]
    with live.listening(path, **{"Last-Event-ID": last}) as listener:
        later = str(an_order_is_placed())
        events = listener.wait_for(4)
        listener.read(0.6)

    assert [event["data"]["subject"] for event in events] == [*missed, later]
    assert len(listener.events) == 4


def test_who_was_away_too_long_is_told_to_start_anew(live):
    path = live.ticket(staff_wish())
    long_ago = uuid7_at(clock.now() - timedelta(minutes=16), seed=b"")
    for last in (str(long_ago), "garbled"):
        with live.listening(path, **{"Last-Event-ID": last}) as listener:
            assert listener.wait_for(1)[0]["event"] == "reset"


def test_a_late_commit_is_told_too(live, until):
    import psycopg
    from django.db import connection

    params = connection.get_connection_params() | {"cursor_factory": None}
    with live.listening(live.ticket(staff_wish())) as listener, psycopg.connect(**params) as late:
        order = str(_insert_order(late))
        for _ in range(2):
            an_order_is_placed()
        assert order not in [event["data"]["subject"] for event in listener.wait_for(2)]
        late.commit()
        assert order == listener.wait_for(3)[-1]["data"]["subject"]


def test_a_listener_that_never_reads_is_dropped_and_the_others_are_not(live):
    many = (uuid7(),) * 2000
    path = live.ticket(staff_wish())
    with live.listening(path) as sleeper, live.listening(path) as reader:
        for batch in range(1, 101):
            with unit_of_work():
                for _ in range(4):
                    _publish_large(many)
            _read_until(reader, 4 * batch)
        sleeper.wait_for_the_end()

    assert _count(reader) == 400
    assert _count(sleeper) < 400


def _read_until(reader, count: int) -> None:
    while _count(reader) < count and not reader.over:
        reader.read(5)


def _count(listener) -> int:
    return listener.raw.count(b"\nevent: order.placed\n")


def _publish_large(variants) -> None:
    from factories.webhooks import ORDER

    from serai.ordering.events import OrderPlaced

    quantities = (1,) * len(variants)
    publish(OrderPlaced(uuid7(), **{**ORDER, "variant_ids": variants, "quantities": quantities}))


def _availability(*variants: UUID, channel: str = "web") -> None:
    with unit_of_work():
        publish(AvailabilityChanged(variants, channel))


def _insert_order(connection) -> UUID:
    from factories.webhooks import ORDER

    from serai.plumbing.json import as_json

    order_id = uuid7()
    payload = as_json({"order_id": order_id, **ORDER}).decode()
    connection.execute(
        "INSERT INTO plumbing_event (id, type, payload, occurred_at)"
        " VALUES (%s, 'ordering.OrderPlaced', %s, now())",
        [uuid7(), payload],
    )
    return order_id
