"""The same request again, and other people's use of its key."""

import pytest
from factories.ordering import (
    DECLINED,
    a_cart,
    card,
    ready_to_order,
    states,
)
from payments.makers import charges_of

from serai.plumbing.db import rows

pytestmark = pytest.mark.django_db


def test_the_same_request_again_finds_its_order(shop):
    checkout = ready_to_order(MILK=2)

    first, second = (checkout.place(key="once") for _ in range(2))

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["id"] == second.json()["id"]
    assert states() == ["paid"]
    assert len(charges_of(shop)) == 1


def test_the_same_key_with_another_card_is_refused(shop):
    checkout = ready_to_order(MILK=2)
    checkout.place(key="once")

    response = checkout.place(DECLINED, key="once")

    assert (response.status_code, response.json()["code"]) == (422, "idempotency.key_reused")
    assert len(charges_of(shop)) == 1


def test_a_strangers_use_of_the_key_tells_nothing(shop):
    checkout = ready_to_order(MILK=2)
    checkout.place(key="once")
    stranger = a_cart(MILK=1).shopper

    body = {"expected_total_minor": checkout.total, "card": card()}
    response = stranger.post(f"{checkout.path}/order", body, key="once")

    assert response.status_code == 404


def test_no_digest_of_a_card_is_kept_that_could_be_guessed(shop):
    import hashlib

    checkout = ready_to_order(MILK=1)
    body = {"expected_total_minor": checkout.total, "card": card()}
    path = f"{checkout.path}/order"
    checkout.shopper.post(path, body, key="once")
    raw = (
        f"/api/shop{path}\n".encode()
        + checkout.shopper.client._encode_json(body, "application/json").encode()
    )
    guess = hashlib.sha256(raw).digest()

    [(fingerprint,)] = rows("SELECT placing_fingerprint FROM ordering_order")

    assert bytes(fingerprint) != guess
    assert rows("SELECT * FROM plumbing_answer WHERE fingerprint = %s", [guess]) == []
