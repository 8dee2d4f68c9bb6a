"""A shopper who comes back: passkey, saved address, kept card, one press."""

import pytest
from django.test import Client
from factories.ordering import Shopper, a_cart, card, send_webhooks
from factories.soft_authenticator import SoftAuthenticator

from serai.kernel.clock import now

pytestmark = pytest.mark.django_db
PASSWORD = "nine green turtles"
HOME = {
    "name": "Ann Example",
    "line1": "12 Oak Street",
    "city": "Dayton",
    "region": "OH",
    "postcode": "45402",
    "country": "US",
    "phone": "+1 937 555 0100",
}
MASTERCARD = "5555555555554444"
CHALLENGE = "4000000000003220"


def a_shopper(email: str = "ann@example.org") -> Shopper:
    session = Shopper().post("/accounts", {"email": email, "password": PASSWORD, "name": "Ann"})
    assert session.status_code == 201, session.content
    return Shopper(token=session.json()["token"])


def a_known_shopper(processor, number: str = "4242424242424242") -> Shopper:
    """Return a shopper with a saved address and a kept card."""
    ann = a_shopper()
    assert ann.post("/me/addresses", HOME).status_code == 201
    keep(ann, processor, number)
    return ann


def keep(shopper: Shopper, processor, number: str) -> dict:
    answer = processor_token(processor, number)
    kept = shopper.post("/me/instruments", {"token": answer, "consent_text_version": "2026-11"})
    assert kept.status_code == 201, kept.content
    return kept.json()


def processor_token(processor, number: str) -> str:
    """Make a token as a browser does: at the processor's own address."""
    said = Client().post(
        "/local-processor/tokens",
        card(number),
        content_type="application/json",
        headers={"Authorization": f"Bearer {processor.public_key}"},
    )
    assert said.status_code == 201, said.content
    return said.json()["token"]


def a_passkey(shopper: Shopper) -> SoftAuthenticator:
    authenticator = SoftAuthenticator()
    options = shopper.post("/me/passkeys/challenge").json()["public_key"]
    made = shopper.post(
        "/me/passkeys", {"credential": authenticator.create(options), "name": "My telephone"}
    )
    assert made.status_code == 201, made.content
    return authenticator


def prepared(shopper: Shopper, **quantities: int) -> tuple[str, int]:
    """Return the path of a cart that one press is left of, and its total."""
    cart = a_cart(shopper, **quantities)
    answer = shopper.post(f"{cart.path}/one-click", {})
    assert answer.status_code == 200, answer.content
    return cart.path, answer.json()["cart"]["totals"]["total"]["minor"]


def test_a_known_shopper_buys_in_one_press(merchant, processor, stock, charges):
    ann = a_known_shopper(processor)
    cart = a_cart(ann, MILK=2)

    ready = ann.post(f"{cart.path}/one-click", {})
    total = ready.json()["cart"]["totals"]["total"]["minor"]
    order = ann.post(f"{cart.path}/one-click-order", {"expected_total_minor": total})

    assert ready.json()["instrument"]["label"] == "Visa •••• 4242"
    assert ready.json()["cart"]["contact"]["address"]["line1"] == "12 Oak Street"
    assert ready.json()["cart"]["delivery"]["code"] == "standard"
    assert order.status_code == 201, order.content
    assert (order.json()["state"], order.json()["payment"]["label"]) == ("paid", "Visa •••• 4242")
    assert charges() == [("captured", total, 0)]
    assert stock("MILK")["DC1"] == (98, 0)
    [kept] = ann.get("/me/instruments").json()["items"]
    assert kept["last_used_at"] is not None


def test_a_shopper_with_a_passkey_comes_in_with_it_and_confirms_with_it(
    merchant, processor, charges
):
    authenticator = a_passkey(a_known_shopper(processor))
    options = Shopper().post("/accounts/passkey-challenge").json()["public_key"]
    session = Shopper().post("/accounts/passkey-login", {"credential": authenticator.get(options)})
    assert session.status_code == 200, session.content
    ann = Shopper(token=session.json()["token"])
    path, total = prepared(ann, MILK=1)
    wanted = {"expected_total_minor": total}

    unconfirmed = ann.post(f"{path}/one-click-order", wanted)
    options = ann.post(f"{path}/one-click-challenge", wanted).json()["public_key"]
    signed = authenticator.get(options)
    order = ann.post(f"{path}/one-click-order", {**wanted, "confirmation": signed})

    assert (unconfirmed.status_code, unconfirmed.json()["code"]) == (
        403,
        "ordering.confirmation_needed",
    )
    assert order.status_code == 201, order.content
    assert charges() == [("captured", total, 0)]


def test_a_signature_for_one_price_or_card_buys_nothing_at_another(merchant, processor, charges):
    ann = a_known_shopper(processor)
    other = keep(ann, processor, MASTERCARD)
    authenticator = a_passkey(ann)
    path, total = prepared(ann, MILK=1)
    wanted = {"expected_total_minor": total}
    signed = authenticator.get(ann.post(f"{path}/one-click-challenge", wanted).json()["public_key"])

    for changed in ({"expected_total_minor": total + 1}, {"instrument_id": other["id"]}):
        refused = ann.post(f"{path}/one-click-order", {**wanted, **changed, "confirmation": signed})
        assert (refused.status_code, refused.json()["code"]) == (
            401,
            "customers.challenge_refused",
        )
    assert charges() == []


def test_the_same_press_again_finds_the_same_order_without_another_signature(
    merchant, processor, charges
):
    ann = a_known_shopper(processor)
    authenticator = a_passkey(ann)
    path, total = prepared(ann, MILK=1)
    wanted = {"expected_total_minor": total}
    options = ann.post(f"{path}/one-click-challenge", wanted).json()["public_key"]
    body = {**wanted, "confirmation": authenticator.get(options)}

    first = ann.post(f"{path}/one-click-order", body, key="one press")
    again = ann.post(f"{path}/one-click-order", body, key="one press")

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["number"] == again.json()["number"]
    assert len(charges()) == 1


def test_a_kept_card_may_still_ask_its_bank(merchant, processor, charges):
    ann = a_known_shopper(processor, CHALLENGE)
    path, total = prepared(ann, MILK=1)

    order = ann.post(f"{path}/one-click-order", {"expected_total_minor": total})

    assert order.status_code == 202
    assert order.json()["action"]["url"]
    processor.answer_challenge(
        order.json()["action"]["url"].rpartition("/")[2], approved=True, now=now()
    )
    send_webhooks(processor)
    back = ann.post(f"/orders/{order.json()['id']}/payment-return", {})
    assert back.json()["state"] == "paid"
    assert charges() == [("captured", total, 0)]


def test_nobody_buys_with_anothers_card_or_in_anothers_cart(merchant, processor, charges):
    ann = a_known_shopper(processor)
    [card_of_ann] = ann.get("/me/instruments").json()["items"]
    bob = a_shopper("bob@example.org")
    assert bob.post("/me/addresses", HOME).status_code == 201
    of_bob, of_ann = a_cart(bob, MILK=1), prepared(ann, BREAD=1)[0]
    wanted = {"expected_total_minor": 100}

    without = bob.post(f"{of_bob.path}/one-click", {})
    theirs = bob.post(f"{of_bob.path}/one-click", {"instrument_id": card_of_ann["id"]})
    paid = bob.post(
        f"{of_bob.path}/one-click-order", {**wanted, "instrument_id": card_of_ann["id"]}
    )
    cart = bob.post(f"{of_ann}/one-click-order", wanted)
    asked = bob.post(f"{of_ann}/one-click-challenge", wanted)

    for refused in (without, theirs, paid):
        assert (refused.status_code, refused.json()["code"]) == (
            404,
            "payments.instrument_not_found",
        )
    for refused in (cart, asked):
        assert (refused.status_code, refused.json()["code"]) == (404, "ordering.cart_not_found")
    assert charges() == []


def test_a_guest_and_a_shopper_without_an_address_are_told_what_is_needed(merchant, processor):
    ann = a_shopper()
    keep(ann, processor, MASTERCARD)
    cart = a_cart(ann, MILK=1)
    guest = a_cart(Shopper(), MILK=1)

    without = ann.post(f"{cart.path}/one-click", {})
    nobody = guest.shopper.post(f"{guest.path}/one-click", {})

    assert (without.status_code, without.json()["code"]) == (409, "ordering.address_needed")
    assert nobody.status_code == 401


def test_a_removed_card_and_a_removed_passkey_are_of_no_use(merchant, processor, deliver, charges):
    ann = a_known_shopper(processor)
    authenticator = a_passkey(ann)
    [passkey] = ann.get("/me/passkeys").json()["items"]
    [kept] = ann.get("/me/instruments").json()["items"]
    path, total = prepared(ann, MILK=1)
    wanted = {"expected_total_minor": total}

    assert ann.delete(f"/me/instruments/{kept['id']}").status_code == 204
    assert ann.delete(f"/me/passkeys/{passkey['id']}").status_code == 204
    deliver()

    refused = ann.post(f"{path}/one-click-order", wanted)
    assert refused.json()["code"] == "payments.instrument_not_found"
    options = Shopper().post("/accounts/passkey-challenge").json()["public_key"]
    login = Shopper().post("/accounts/passkey-login", {"credential": authenticator.get(options)})
    assert (login.status_code, login.json()["code"]) == (401, "customers.passkey_refused")
    assert charges() == []


def test_an_address_is_completed_while_it_is_typed(merchant):
    found = Shopper().get("/places?country=PT&q=4400-444").json()

    assert found["items"][0]["city"] == "Vila Nova de Gaia"
    assert "ODbL" in found["attribution"]
