"""Programs of staff subscribe, look and deliver again over HTTP."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from factories.webhooks import an_order_is_placed
from hypothesis import given
from hypothesis import strategies as st
from jsonschema_rs import is_valid

from serai.kernel import clock
from serai.kernel.ids import uuid7
from serai.plumbing.auth import ensure_api_key
from serai.plumbing.models import Answer, WebhookDelivery, WebhookEndpoint
from serai.plumbing.webhooks.envelope import Happened, envelope
from serai.plumbing.webhooks.patterns import UnknownEventType, checked
from serai.plumbing.webhooks.relay import relay

PUBLIC = "https://93.184.215.14/serai"
ERP = {"label": "ERP", "url": PUBLIC, "event_types": ["order.*"]}
pytestmark = pytest.mark.django_db


@pytest.fixture
def program(db: None):
    """Return a function that calls the API with a key that may read and write webhooks."""
    ensure_api_key("sk_erp", "ERP", ["webhooks:read", "webhooks:write"], "web")
    client = Client()

    def call(method: str, path: str, body: Any = None, key: str = "") -> Any:
        return client.generic(
            method,
            f"/api/staff{path}",
            b"" if body is None else client._encode_json(body, "application/json"),
            "application/json",
            headers={"Serai-Key": "sk_erp", "Idempotency-Key": key or str(uuid7())},
        )

    return call


def test_a_secret_is_told_once_and_kept_nowhere_legible(program):
    made = program("POST", "/webhook-endpoints", ERP, key="one")
    again = program("POST", "/webhook-endpoints", ERP, key="one")
    seen = program("GET", f"/webhook-endpoints/{made.json()['id']}")

    assert made.status_code == again.status_code == 201
    assert made.json() == again.json()
    secret = made.json()["secret"]
    assert secret.startswith("whsec_")
    assert "secret" not in seen.json()
    assert WebhookEndpoint.objects.count() == 1
    assert secret not in str(list(Answer.objects.values_list("body", flat=True)))


def test_a_new_secret_is_told_and_the_old_one_is_good_for_a_while(program):
    made = program("POST", "/webhook-endpoints", ERP).json()
    asked_at = clock.now()
    new = program("POST", f"/webhook-endpoints/{made['id']}/secret", {"overlap_hours": 2}).json()

    assert new["secret"] != made["secret"]
    good_for = WebhookEndpoint.objects.get().previous_until - timedelta(hours=2)
    assert asked_at <= good_for <= clock.now()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"url": "https://127.0.0.1/"}, "outbound.address_refused"),
        ({"url": "https://169.254.169.254/latest"}, "outbound.address_refused"),
        ({"url": "http://93.184.215.14/"}, "outbound.address_refused"),
        ({"url": "https://user:word@93.184.215.14/"}, "outbound.address_refused"),
        ({"event_types": ["order.exploded"]}, "webhooks.unknown_event_type"),
        ({"event_types": ["customers.CustomerLoggedIn"]}, "webhooks.unknown_event_type"),
        ({"event_types": ["ord*"]}, "webhooks.unknown_event_type"),
    ],
)
def test_a_subscription_that_could_never_work_is_refused(program, changes, code):
    refused = program("POST", "/webhook-endpoints", ERP | changes)

    assert refused.status_code == 422
    assert refused.json()["code"] == code
    assert WebhookEndpoint.objects.count() == 0


def test_an_endpoint_is_changed_switched_off_and_removed(program):
    made = program("POST", "/webhook-endpoints", ERP).json()
    path = f"/webhook-endpoints/{made['id']}"

    changed = program("PATCH", path, {"event_types": ["*"], "channels": ["web"], "active": False})
    assert (changed.json()["event_types"], changed.json()["channels"]) == (["*"], ["web"])
    assert changed.json()["inactive_because"] == "switched off"
    refused = program("POST", f"{path}/ping")
    assert (refused.status_code, refused.json()["code"]) == (409, "webhooks.inactive")
    assert program("PATCH", path, {"active": True}).json()["inactive_because"] == ""
    assert program("DELETE", path).status_code == 204
    assert program("GET", path).status_code == 404


def test_deliveries_are_listed_in_pages_of_constant_cost(program, django_assert_num_queries):
    made = program("POST", "/webhook-endpoints", ERP).json()
    path = f"/webhook-endpoints/{made['id']}"
    ids = [program("POST", f"{path}/ping").json()["delivery_id"] for _ in range(5)]
    program("GET", path)

    with django_assert_num_queries(2):
        first = program("GET", f"{path}/webhook-deliveries?limit=3").json()
    rest = program("GET", f"{path}/webhook-deliveries?cursor={first['next_cursor']}").json()

    assert [one["id"] for one in first["items"] + rest["items"]] == ids[::-1]
    assert rest["next_cursor"] is None
    one = program("GET", f"/webhook-deliveries/{ids[0]}").json()
    assert one["delivery"]["state"] == "waiting"
    assert one["tries"] == []


def test_what_failed_and_what_was_never_told_is_delivered_again(program, transactional_db):
    ensure_api_key("sk_erp", "ERP", ["webhooks:read", "webhooks:write"], "web")
    started = clock.now().isoformat()
    an_order_is_placed()
    made = program("POST", "/webhook-endpoints", ERP).json()
    path = f"/webhook-endpoints/{made['id']}"
    an_order_is_placed()
    an_order_is_placed()
    relay(now=clock.now())
    delivered, failed = WebhookDelivery.objects.order_by("event_id")
    WebhookDelivery.objects.filter(pk=delivered.pk).update(state="delivered")
    WebhookDelivery.objects.filter(pk=failed.pk).update(state="given_up", attempts=14)

    again = program("POST", f"{path}/replay", {"what": "failed", "since": started})
    assert again.json() == {"deliveries": 1}
    failed.refresh_from_db()
    delivered.refresh_from_db()
    assert (failed.state, failed.attempts, delivered.state) == ("waiting", 0, "delivered")
    single = program("POST", f"/webhook-deliveries/{delivered.pk}/replay")
    assert single.json() == {"deliveries": 1}
    history = program("POST", f"{path}/replay", {"what": "everything", "since": started})
    assert history.json() == {"deliveries": 3}
    assert WebhookDelivery.objects.filter(state="waiting").count() == 3


def test_the_catalogue_has_a_schema_that_fits_its_example(program):
    listed = program("GET", "/event-types").json()["items"]

    assert {"order.placed", "payment.refunded", "product.changed"} <= {
        one["type"] for one in listed
    }
    for one in listed:
        assert is_valid(one["data_schema"], one["example"])
        assert one["data_schema"]["$id"] == one["schema_id"]
        event = Happened(uuid7(), one["type"], one["example"], clock.now())
        told = envelope(event, source="https://shop.example")
        assert told["data"] == one["example"]
        assert told["dataschema"] == one["schema_id"]


def test_no_public_event_tells_who_somebody_is():
    from serai.kernel.events import public_events

    told = {name for event in public_events().values() for name in event.outside.fields}

    assert told & {"email", "name", "phone", "address", "reason", "guest_hash", "contact"} == set()


def test_every_field_that_is_told_is_a_field_of_its_event():
    from dataclasses import fields

    from serai.kernel.events import public_events

    for event in public_events().values():
        known = {field.name for field in fields(event)}
        assert set(event.outside.fields) <= known
        assert event.outside.subject in {"", *event.outside.fields}


@given(st.text(max_size=20).filter(lambda text: "." not in text and text != "*"))
def test_a_pattern_that_asks_for_nothing_is_refused(text: str):
    with pytest.raises(UnknownEventType):
        checked([text])


def test_a_key_without_the_scope_is_refused(program):
    ensure_api_key("sk_erp2", "ERP", ["webhooks:read"], "web")
    refused = Client().post(
        "/api/staff/webhook-endpoints",
        ERP,
        "application/json",
        headers={"Serai-Key": "sk_erp2", "Idempotency-Key": "k"},
    )

    assert refused.status_code == 403
    assert django_settings.SERAI_OUTBOUND_ALLOW == ""
