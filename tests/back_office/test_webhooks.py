"""Staff subscribe programs, look at deliveries and deliver again."""

import re

import pytest
from django.test import Client

from serai.kernel.clock import now
from serai.plumbing.models import WebhookDelivery, WebhookEndpoint
from serai.plumbing.webhooks.endpoints import secret_of
from serai.plumbing.webhooks.replay import send_ping
from serai.plumbing.webhooks.subscribe_endpoint import SubscribeEndpoint, subscribe_endpoint

pytestmark = pytest.mark.django_db
PAGE = "/admin/plumbing/webhookendpoint"
GIVEN = {
    "label": "ERP",
    "url": "https://93.184.215.14/",
    "event_types": "order.* price.*",
    "channels": "",
}


def press(client: Client, address: str, **answers: object) -> str:
    given = {"_form_submitted": "True", **answers}
    return client.post(address, given, follow=True).content.decode()


@pytest.fixture
def told(db: None) -> WebhookEndpoint:
    command = SubscribeEndpoint("ERP", "https://shop.example/", ["*"])
    return WebhookEndpoint.objects.get(pk=subscribe_endpoint(command, now=now()).id)


def test_a_new_secret_is_shown_once(owner: Client):
    page = press(owner, f"{PAGE}/subscribe/", **GIVEN)

    row = WebhookEndpoint.objects.get()
    assert row.event_types == ["order.*", "price.*"]
    assert re.findall(r"whsec_[A-Za-z0-9+/=]+", page) == [secret_of(row.pk)]
    again = owner.get(f"{PAGE}/{row.pk}/change/").content.decode()
    assert "whsec_" not in again


def test_an_address_inside_is_refused_in_words(owner: Client):
    page = press(owner, f"{PAGE}/subscribe/", **{**GIVEN, "url": "https://10.0.0.1/"})

    assert "We do not call this address" in page
    assert WebhookEndpoint.objects.count() == 0


def test_buttons_ping_switch_rotate_replay_and_remove(owner: Client, told: WebhookEndpoint):
    old = secret_of(told.pk)
    press(owner, f"{PAGE}/{told.pk}/ping/")
    WebhookDelivery.objects.update(state="given_up")
    press(owner, f"{PAGE}/{told.pk}/replay_failures/", hours=1)
    assert WebhookDelivery.objects.get().state == "waiting"
    page = press(owner, f"{PAGE}/{told.pk}/rotate/")
    assert secret_of(told.pk) in page
    assert secret_of(told.pk) != old
    press(owner, f"{PAGE}/{told.pk}/switch/")
    told.refresh_from_db()
    assert not told.active
    press(owner, f"{PAGE}/{told.pk}/remove/")
    assert WebhookEndpoint.objects.count() == 0


def test_whoever_may_only_look_cannot_act(clerk, told: WebhookEndpoint):
    onlooker = clerk("plumbing.view_webhookendpoint", "plumbing.view_webhookdelivery")
    assert onlooker.get(f"{PAGE}/{told.pk}/change/").status_code == 200

    press(onlooker, f"{PAGE}/{told.pk}/ping/")
    press(onlooker, f"{PAGE}/subscribe/", **GIVEN)
    press(onlooker, f"{PAGE}/{told.pk}/remove/")

    assert WebhookEndpoint.objects.count() == 1
    assert WebhookDelivery.objects.count() == 0


def test_a_delivery_is_delivered_again(owner: Client, told: WebhookEndpoint):
    delivery_id = send_ping(told.pk, now=now())
    WebhookDelivery.objects.update(state="given_up", attempts=14)

    press(owner, f"/admin/plumbing/webhookdelivery/{delivery_id}/replay/")

    assert WebhookDelivery.objects.get().state == "waiting"
