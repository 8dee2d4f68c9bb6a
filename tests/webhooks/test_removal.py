"""An endpoint goes with everything that was told to it, whatever is being told at that moment."""

from threading import Event, Thread

import pytest
from django.db import IntegrityError, connection

from serai.kernel import clock
from serai.plumbing.models import WebhookDelivery, WebhookEndpoint
from serai.plumbing.webhooks.change_endpoint import remove_endpoint
from serai.plumbing.webhooks.relay import relay

ROUNDS = 10


@pytest.mark.django_db(transaction=True)
def test_endpoints_are_removed_while_deliveries_are_made_for_them(subscribed, placed):
    over = Event()

    def keep_telling() -> None:
        try:
            while not over.is_set():
                placed()
                try:
                    relay(now=clock.now())
                except IntegrityError:  # the endpoint went in this moment; the next look goes on
                    continue
        finally:
            connection.close()

    teller = Thread(target=keep_telling)
    teller.start()
    try:
        for number in range(ROUNDS):
            endpoint = subscribed(f"http://127.0.0.1:9/{number}")
            while not WebhookDelivery.objects.filter(endpoint_id=endpoint.id).exists():
                pass
            remove_endpoint(endpoint.id)
    finally:
        over.set()
        teller.join(30)

    assert WebhookEndpoint.objects.count() == 0
    assert WebhookDelivery.objects.count() == 0
