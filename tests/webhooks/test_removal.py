"""An endpoint goes with everything that was told to it, whatever is being told at that moment."""

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Event, Thread
from typing import Any
from uuid import UUID

import pytest
from django.db import Error, connection
from factories.waiting import until_waiting

from serai.kernel import clock
from serai.plumbing.db import rows, unit_of_work
from serai.plumbing.models import WebhookDelivery, WebhookEndpoint
from serai.plumbing.webhooks.change_endpoint import remove_endpoint
from serai.plumbing.webhooks.outcome import Outcome, settle_outcomes
from serai.plumbing.webhooks.relay import relay
from serai.plumbing.webhooks.replay import replay_range

ROUNDS = 10
SINCE = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.mark.django_db(transaction=True)
def test_endpoints_are_removed_while_deliveries_are_made_for_them(subscribed, placed):
    over, faults = Event(), []

    def keep_telling() -> None:
        try:
            while not over.is_set():
                placed()
                relay(now=clock.now())
        except Error as fault:
            faults.append(fault)
        finally:
            connection.close()

    teller = Thread(target=keep_telling)
    teller.start()
    try:
        for number in range(ROUNDS):
            endpoint = subscribed(f"http://127.0.0.1:9/{number}")
            while not WebhookDelivery.objects.filter(endpoint_id=endpoint.id).exists():
                assert faults == []
            remove_endpoint(endpoint.id)
    finally:
        over.set()
        teller.join(120)

    assert faults == []
    assert WebhookEndpoint.objects.count() == 0
    assert WebhookDelivery.objects.count() == 0


def written_down(endpoint_id: UUID, delivery_id: UUID) -> None:
    """Write down that a call failed."""
    now = clock.now()
    outcome = Outcome(delivery_id, endpoint_id, 1, now, now, 5, 500)
    settle_outcomes([outcome], now=now, chance=0.5)


def told_again(endpoint_id: UUID, delivery_id: UUID) -> None:
    """Tell everything again, and what was not told yet."""
    replay_range(endpoint_id, since=SINCE, until=clock.now(), now=clock.now())


@pytest.mark.parametrize("at_work", [written_down, told_again])
@pytest.mark.django_db(transaction=True)
def test_whoever_works_at_deliveries_and_whoever_removes_their_endpoint_do_not_wait_for_each_other(
    subscribed, placed, at_work
):
    endpoint = subscribed("http://127.0.0.1:9/")
    placed()
    relay(now=clock.now())
    delivery_id = WebhookDelivery.objects.get().pk
    placed()  # and is not told yet
    faults: list[Exception] = []

    with unit_of_work():
        rows("SELECT 1 FROM plumbing_webhook_delivery FOR UPDATE")
        worker = _begin(lambda: at_work(endpoint.id, delivery_id), faults)
        until_waiting(1)
        remover = _begin(lambda: remove_endpoint(endpoint.id), faults)
        until_waiting(2)
    worker.join(120)
    remover.join(120)

    assert faults == []
    assert WebhookEndpoint.objects.count() == WebhookDelivery.objects.count() == 0


def _begin(act: Callable[[], Any], faults: list[Exception]) -> Thread:
    def work() -> None:
        try:
            act()
        except Error as fault:
            faults.append(fault)
        finally:
            connection.close()

    thread = Thread(target=work)
    thread.start()
    return thread
