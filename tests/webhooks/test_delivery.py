"""What happened is told outside: signed, to whoever asked, until they have it."""

import json
from datetime import timedelta

import pytest
from django.conf import settings
from factories.webhooks import ORDER, SOURCE
from outbound.receivers import receiving
from standardwebhooks import Webhook, WebhookVerificationError

from serai.kernel import clock
from serai.plumbing.db import execute, rows
from serai.plumbing.models import EventRecord, WebhookAttempt, WebhookDelivery, WebhookEndpoint
from serai.plumbing.webhooks.change_endpoint import rotate_secret
from serai.plumbing.webhooks.endpoints import endpoint, secret_of
from serai.plumbing.webhooks.replay import send_ping
from serai.plumbing.webhooks.sealed import unseal

pytestmark = pytest.mark.django_db(transaction=True)
REQUIRED = {"specversion", "id", "source", "type"}
"""Of every CloudEvent: CloudEvents 1.0.2, section 2.1, required attributes."""


def test_a_receiver_gets_a_signed_cloud_event_once(subscribed, placed, courier):
    with receiving() as receiver:
        view = subscribed(receiver.url)
        order_id = placed()
        with courier():
            receiver.wait_for(lambda: receiver.messages)
            settled(view.id, 1)

    [message] = receiver.messages
    event = Webhook(secret_of(view.id)).verify(message.body, dict(message.headers))
    record = EventRecord.objects.get()
    assert event.keys() >= REQUIRED
    assert event["specversion"] == "1.0"
    assert event["id"] == message.headers["webhook-id"] == str(record.pk)
    assert event["source"] == SOURCE
    assert event["type"] == "order.placed"
    assert event["subject"] == str(order_id)
    assert event["time"].endswith("Z")
    assert message.headers["content-type"].startswith("application/cloudevents+json")
    assert event["data"] == {
        "order_id": str(order_id),
        "number": ORDER["number"],
        "channel_code": "web",
        "total_minor": 1999,
        "currency": "EUR",
        "locale": "en",
        "variant_ids": [str(ORDER["variant_ids"][0])],
        "quantities": [2],
    }
    assert "customer" not in message.body.decode()


def test_a_changed_body_does_not_verify(subscribed, placed, courier):
    with receiving() as receiver:
        view = subscribed(receiver.url)
        placed()
        with courier():
            receiver.wait_for(lambda: receiver.messages)

    [message] = receiver.messages
    with pytest.raises(WebhookVerificationError):
        Webhook(secret_of(view.id)).verify(message.body + b" ", dict(message.headers))


def test_both_secrets_verify_while_they_overlap(subscribed, courier):
    with receiving() as receiver:
        view = subscribed(receiver.url)
        old = secret_of(view.id)
        rotate_secret(view.id, now=clock.now())
        send_ping(view.id, now=clock.now())
        with courier():
            receiver.wait_for(lambda: receiver.messages)
            execute("UPDATE plumbing_webhook_endpoint SET previous_until = now()")
            send_ping(view.id, now=clock.now())
            receiver.wait_for(lambda: len(receiver.messages) == 2)

    during, after = receiver.messages
    new = secret_of(view.id)
    assert Webhook(old).verify(during.body, dict(during.headers))["type"] == "webhook.ping"
    assert Webhook(new).verify(during.body, dict(during.headers))
    assert Webhook(new).verify(after.body, dict(after.headers))
    with pytest.raises(WebhookVerificationError):
        Webhook(old).verify(after.body, dict(after.headers))


def test_secrets_are_not_legible_in_the_table(subscribed):
    view = subscribed("https://shop.example/hook")
    secret = secret_of(view.id)
    sealed = bytes(WebhookEndpoint.objects.get().secret)

    assert secret.encode() not in sealed
    assert unseal(sealed, of=view.id, installation=settings.SERAI_SECRET) == secret


def test_only_what_was_asked_for_is_told(subscribed, placed, courier):
    with (
        receiving() as orders,
        receiving() as prices,
        receiving() as all_of_web,
        receiving() as pos,
    ):
        subscribed(orders.url, "order.placed")
        subscribed(prices.url, "price.*", "order.cancelled")
        subscribed(all_of_web.url, "*", channels=("web",))
        subscribed(pos.url, "*", channels=("pos",))
        placed()
        with courier():
            orders.wait_for(lambda: orders.messages)
            all_of_web.wait_for(lambda: all_of_web.messages)

    assert [len(one.messages) for one in (orders, prices, all_of_web, pos)] == [1, 0, 1, 0]


def test_an_event_of_the_house_stays_in_the_house(subscribed, courier):
    from serai.config.events import DemoDataLoaded
    from serai.plumbing.db import unit_of_work
    from serai.plumbing.events import publish

    with receiving() as receiver:
        view = subscribed(receiver.url, "*")
        with unit_of_work():
            publish(DemoDataLoaded(None))
        send_ping(view.id, now=clock.now())
        with courier():
            receiver.wait_for(lambda: receiver.messages)

    assert [json.loads(one.body)["type"] for one in receiver.messages] == ["webhook.ping"]


def test_nothing_is_told_that_happened_before_the_subscription(subscribed, placed, courier):
    with receiving() as receiver:
        placed()
        view = subscribed(receiver.url)
        order_id = placed()
        with courier():
            receiver.wait_for(lambda: receiver.messages)
            settled(view.id, 1)

    assert [json.loads(one.body)["subject"] for one in receiver.messages] == [str(order_id)]


def test_a_failed_delivery_waits_longer_each_time(subscribed, placed, courier):
    with receiving(status=500, body=b"Out of \x00paper") as receiver:
        view = subscribed(receiver.url)
        placed()
        with courier():
            tried(1)
            first_due, first_seen = WebhookDelivery.objects.get().due_at, clock.now()
            execute("UPDATE plumbing_webhook_delivery SET due_at = now()")
            tried(2)
            second_due, second_seen = WebhookDelivery.objects.get().due_at, clock.now()

    attempts = list(WebhookAttempt.objects.order_by("tried_at"))
    assert [(one.status, one.answer) for one in attempts] == [(500, "Out of  paper")] * 2
    first, second = (one.tried_at for one in attempts)
    assert first + timedelta(seconds=4) <= first_due <= first_seen + timedelta(seconds=6)
    assert second + timedelta(seconds=24) <= second_due <= second_seen + timedelta(seconds=36)
    assert len(set(receiver.ids)) == 1
    assert endpoint(view.id).failures == 2


def test_whoever_asks_to_wait_is_left_alone(subscribed, placed, courier):
    with receiving(status=429, headers={"Retry-After": "120"}) as receiver:
        view = subscribed(receiver.url)
        placed()
        with courier():
            tried(1)
            seen = clock.now()
            placed()
            placed()
            settle_down()

    assert len(receiver.messages) == 1
    until, asked = endpoint(view.id).paused_until, timedelta(seconds=120)
    assert WebhookAttempt.objects.get().tried_at + asked <= until <= seen + asked


def test_410_switches_the_endpoint_off(subscribed, placed, courier):
    with receiving(status=410) as receiver:
        view = subscribed(receiver.url)
        placed()
        with courier():
            tried(1)
            placed()
            settle_down()

    assert len(receiver.messages) == 1
    assert (endpoint(view.id).active, endpoint(view.id).inactive_because) == (
        False,
        "it answered 410 Gone",
    )


def test_an_endpoint_that_only_fails_for_days_is_switched_off(subscribed, placed, courier):
    with receiving(status=500) as receiver:
        view = subscribed(receiver.url)
        execute("UPDATE plumbing_webhook_endpoint SET failing_since = now() - interval '6 days'")
        placed()
        with courier():
            tried(1)
            settle_down()

    assert endpoint(view.id).inactive_because == "nothing but failures for 5 days"


def test_a_failing_endpoint_rests_and_is_tried_with_one_delivery(subscribed, placed, courier):
    with receiving(status=503) as receiver:
        view = subscribed(receiver.url)
        for _ in range(20):
            placed()
        with courier():
            at_rest()
            while_resting = len(receiver.messages)
            assert 5 <= while_resting <= 16, "at most those that were under way when it opened"
            execute("UPDATE plumbing_webhook_endpoint SET paused_until = now()")
            at_rest()
            settle_down()
            assert len(receiver.messages) == while_resting + 1
            receiver.status = 204
            execute("UPDATE plumbing_webhook_endpoint SET paused_until = now()")
            execute("UPDATE plumbing_webhook_delivery SET due_at = now() WHERE state = 'waiting'")
            settled(view.id, 20)

    assert endpoint(view.id).failures == 0
    assert endpoint(view.id).paused_until is None
    assert len(set(receiver.ids)) == 20


def test_a_delivery_is_given_up_after_its_last_wait(subscribed, placed, courier):
    with receiving(status=500) as receiver:
        subscribed(receiver.url)
        placed()
        with courier():
            tried(1)
            execute("UPDATE plumbing_webhook_delivery SET attempts = 13, due_at = now()")
            tried(2)

    assert WebhookDelivery.objects.get().state == "given_up"


def test_an_address_that_leads_inside_is_never_called(subscribed, placed, courier):
    subscribed("http://10.0.0.1/hook")
    placed()
    with courier():
        tried(1)

    [attempt] = WebhookAttempt.objects.all()
    assert attempt.status is None
    assert attempt.error.startswith("refused:")


def test_a_late_commit_is_told_too(subscribed, placed, courier):
    """An event of a long transaction is older than what was told before it, and yet it is not lost."""
    import psycopg
    from django.db import connection

    from serai.kernel.ids import uuid7
    from serai.plumbing.json import as_json

    with receiving() as receiver:
        view = subscribed(receiver.url)
        late_id = uuid7()
        with psycopg.connect(
            **connection.get_connection_params() | {"cursor_factory": None}
        ) as late:
            payload = as_json({"order_id": uuid7(), **ORDER}).decode()
            late.execute(
                "INSERT INTO plumbing_event (id, type, payload, occurred_at)"
                " VALUES (%s, 'ordering.OrderPlaced', %s, now())",
                [late_id, payload],
            )
            with courier():
                for _ in range(3):
                    placed()
                settled(view.id, 3)
                assert str(late_id) not in receiver.ids
                late.commit()
                settled(view.id, 4)

    assert str(late_id) in receiver.ids
    assert len(receiver.ids) == len(set(receiver.ids)) == 4


def test_after_a_dump_is_loaded_elsewhere_nothing_is_lost_or_doubled(subscribed, placed, courier):
    with receiving() as receiver:
        view = subscribed(receiver.url)
        placed()
        with courier():
            settled(view.id, 1)
        execute("UPDATE plumbing_outbox_reader SET seen = '9000000000:9000000000:'")
        execute("UPDATE plumbing_event SET written_by = '8999999999'::xid8")
        placed()
        with courier():
            settled(view.id, 2)
            placed()
            settled(view.id, 3)

    assert len(receiver.ids) == len(set(receiver.ids)) == 3


def tried(times: int) -> None:
    _until(lambda: WebhookAttempt.objects.count() >= times)


def settled(endpoint_id, count: int) -> None:
    _until(
        lambda: (
            WebhookDelivery.objects.filter(endpoint_id=endpoint_id, state="delivered").count()
            >= count
        )
    )


def at_rest() -> None:
    """Wait until the endpoint rests and every call that was begun is written down."""
    _until(lambda: rows(_AT_REST) == [(True,)])


_AT_REST = """
SELECT e.paused_until > now() AND
  (SELECT sum(attempts) FROM plumbing_webhook_delivery) = (SELECT count(*) FROM plumbing_webhook_attempt)
FROM plumbing_webhook_endpoint AS e"""


def settle_down() -> None:
    """Let the courier look several times more."""
    [(before,)] = rows("SELECT looked_at FROM plumbing_outbox_reader")
    execute("UPDATE plumbing_outbox_reader SET looked_at = looked_at - interval '1 hour'")
    _until(lambda: rows("SELECT looked_at FROM plumbing_outbox_reader")[0][0] > before)
    execute("UPDATE plumbing_outbox_reader SET looked_at = looked_at - interval '1 hour'")
    _until(lambda: rows("SELECT looked_at FROM plumbing_outbox_reader")[0][0] > before)


def _until(true) -> None:
    from time import monotonic, sleep

    deadline = monotonic() + 60
    while not true():
        assert monotonic() < deadline
        sleep(0.03)
