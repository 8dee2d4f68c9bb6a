"""Passkeys, kept cards, buying in one press, and addresses that complete themselves."""

import json

import pytest
from storefront.conftest import TYPED
from storefront.fake_platform import Platform
from storefront.reader import Reader

MILK = "/p/whole-milk-100000"
EARLIER = 45
"""Orders that the household of the fake has from before."""
HOME = {key: value for key, value in TYPED.items() if key != "email"}


def credential(name: str) -> str:
    return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": {}})


def keep_a_card(platform: Platform, number: str = "4242424242424242") -> None:
    [customer] = platform.customers.values()
    customer.setdefault("cards", []).append(
        {
            "id": f"c{number[-4:]}",
            "label": f"Visa •••• {number[-4:]}",
            "is_default": not customer["cards"] if "cards" in customer else True,
            "expires_on": "2030-12-31",
            "_number": number,
        }
    )


@pytest.fixture
def known(shopper: Reader, platform: Platform) -> Reader:
    """A shopper with a saved address and a kept card."""
    shopper.open("/account/addresses")
    shopper.send("/account/addresses", **HOME)
    keep_a_card(platform)
    return shopper


def test_a_passkey_is_added_renamed_and_removed(shopper: Reader) -> None:
    shopper.open("/account/passkeys")
    assert "No passkey yet." in shopper.page.text

    page = shopper.send("/account/passkeys", name="My telephone", credential=credential("one"))
    assert "Your passkey is ready" in page.text
    assert "My telephone" in page.text
    [rename] = [form for form in page.forms if "name" in form.fields and "key" not in form.fields]
    page = shopper.post(rename.action, {**rename.fields, "name": "Old telephone"})
    assert "Old telephone" in page.text
    page = shopper.send(f"{rename.action}/removal")

    assert "Passkey removed." in page.text
    assert "No passkey yet." in page.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": "", "credential": credential("one")}, "Give it a name"),
        ({"name": "Mine", "credential": ""}, "Your browser gave no passkey."),
        ({"name": "Mine", "credential": "{"}, "Your browser gave no passkey."),
        ({"name": "Mine", "credential": "[]"}, "Your browser gave no passkey."),
        ({"name": "Mine", "credential": credential("forged")}, "This passkey was not accepted."),
    ],
)
def test_what_is_no_passkey_is_told_at_the_form(shopper: Reader, typed: dict, said: str) -> None:
    shopper.open("/account/passkeys")

    page = shopper.send("/account/passkeys", **typed)

    assert page.status == 422
    assert said in page.text


def test_a_passkey_lets_in_and_leads_back(shopper: Reader) -> None:
    shopper.open("/account/passkeys")
    shopper.send("/account/passkeys", name="Mine", credential=credential("one"))
    shopper.send("/account/logout")
    shopper.open("/account/login?next=/account/orders")

    page = shopper.send("/account/login-passkey", credential=credential("one"))

    assert page.path == "/account/orders"
    assert "You are logged in." in page.text


@pytest.mark.parametrize("answer", ["", credential("nobody's")])
def test_a_strange_passkey_lets_nobody_in(reader: Reader, answer: str) -> None:
    reader.open("/account/login")

    page = reader.send("/account/login-passkey", credential=answer)

    assert page.status == 422
    assert reader.open("/account").path.startswith("/account/login")


def test_scripts_are_told_what_the_browser_needs_from_our_forms_only(shopper: Reader) -> None:
    form = shopper.open("/account/passkeys").form("/account/passkeys")

    ours = shopper.client.post("/account/passkeys/options", data=form.fields)
    theirs = shopper.client.post("/account/passkeys/options", data={})

    assert ours.json()["public_key"]["challenge"]
    assert theirs.status_code == 403


def test_an_article_is_bought_in_one_press(known: Reader, platform: Platform) -> None:
    known.open(MILK)
    page = known.send("/one-click", sku="100000")
    assert page.path == "/one-click"
    assert "12 Orchard Lane" in page.text
    assert "Visa •••• 4242" in page.text

    page = known.send("/one-click/order", card="c4242")

    assert "Thank you! Your order has been placed." in page.text
    assert len(platform.orders) == EARLIER + 1
    assert "Your cart is empty" in known.open("/checkout").text


def test_what_comes_later_is_shown_before_the_press_and_agreed_to_by_it(
    known: Reader, platform: Platform
) -> None:
    known.open(MILK)
    known.send("/one-click", sku="100000")
    *_, cart = platform.carts.values()
    cart["ahead"] = [{"sku": "100000", "name": "Whole milk", "units": 1, "kind": "back_order",
                      "earliest": "2026-12-03", "latest": "2026-12-05"}]  # fmt: skip

    assert "Some of it comes later" in known.open("/one-click").text
    page = known.send("/one-click/order", card="c4242")

    assert "Thank you! Your order has been placed." in page.text


def test_pressing_twice_makes_one_order(known: Reader, platform: Platform) -> None:
    known.open(MILK)
    form = known.send("/one-click", sku="100000").form("/one-click/order")

    for _ in range(2):
        known.post("/one-click/order", {**form.fields, "card": "c4242"})

    assert len(platform.orders) == EARLIER + 1


def test_without_a_kept_card_the_checkout_goes_on_step_by_step(shopper: Reader) -> None:
    shopper.open(MILK)

    assert shopper.send("/one-click", sku="100000").path == "/checkout"


def test_a_passkey_must_confirm_where_there_is_one(known: Reader, platform: Platform) -> None:
    known.open("/account/passkeys")
    known.send("/account/passkeys", name="Mine", credential=credential("one"))
    known.open(MILK)
    form = known.send("/one-click", sku="100000").form("/one-click/order")
    fields = {**form.fields, "card": "c4242"}

    asked = known.client.post("/one-click/challenge", data=fields).json()
    page = known.post("/one-click/order", fields)
    assert (page.status, "Confirm this purchase with your passkey." in page.text) == (403, True)
    assert len(platform.orders) == EARLIER
    fields = {**page.form("/one-click/order").fields, "card": "c4242"}
    page = known.post("/one-click/order", {**fields, "credential": credential("one")})

    assert asked["public_key"]["challenge"]
    assert "Thank you!" in page.text


def test_a_changed_price_is_shown_and_asked_again(known: Reader, platform: Platform) -> None:
    known.open(MILK)
    known.send("/one-click", sku="100000")
    platform.by_sku["100000"]["price"] = {"amount": "9.99", "minor": 999, "currency": "USD"}

    page = known.send("/one-click/order", card="c4242")

    assert page.status == 409
    assert "The total has changed" in page.text
    assert "Thank you!" in known.send("/one-click/order", card="c4242").text


def test_a_guest_is_asked_to_log_in(with_cart: Reader) -> None:
    assert "/one-click" not in [form.action for form in with_cart.open("/cart").forms]
    token = with_cart.page.form("/cart/lines/100000").fields

    assert with_cart.post("/one-click", token).path.startswith("/account/login")
    assert with_cart.open("/one-click").path.startswith("/account/login")


def test_kept_cards_are_chosen_and_removed(known: Reader, platform: Platform) -> None:
    keep_a_card(platform, "5555555555554444")
    page = known.open("/account/cards")
    assert "Visa •••• 4242" in page.text

    page = known.send("/account/cards/c4444/default")
    [customer] = platform.customers.values()
    assert [card["is_default"] for card in customer["cards"]] == [False, True]
    known.send("/account/cards/c4242/removal")
    page = known.send("/account/cards/c4444/removal")

    assert "No card is kept." in page.text


@pytest.mark.parametrize("ticked", [True, False])
def test_a_card_is_kept_only_when_its_holder_says_so(
    known: Reader, platform: Platform, ticked: bool
) -> None:
    known.open(MILK)
    known.send("/cart/lines", {"sku": "100000"})
    known.open("/checkout")
    known.send("/checkout", **TYPED)
    known.send("/checkout/delivery", option="standard|")
    platform.tokens_of_cards["tok_new_card"] = "4111111111111111"

    page = known.send(
        "/checkout/payment", token="tok_new_card", **({"keep": "yes"} if ticked else {})
    )

    [customer] = platform.customers.values()
    assert "Thank you!" in page.text
    assert [card["label"] for card in customer["cards"]] == [
        "Visa •••• 4242",
        *(["Visa •••• 1111"] if ticked else []),
    ]
    if ticked:
        assert customer["cards"][1]["_agreed_to"] == "2026-11"


# --- places ----------------------------------------------------------------------------------------


def test_a_place_is_found_and_taken_without_a_script(with_cart: Reader) -> None:
    with_cart.open("/checkout")

    page = with_cart.send("/checkout", **{**TYPED, "city": ""}, find="yes")
    form = page.form("/checkout")
    assert "Places: a free gazetteer" in page.text
    assert ("", "take", "45501|Springfield|OH") in form.buttons
    page = with_cart.post("/checkout", {**form.fields, "take": "45501|Springfield|OH"})
    filled = page.form("/checkout").fields

    assert (filled["postcode"], filled["city"], filled["region"]) == ("45501", "Springfield", "OH")
    assert filled["email"] == TYPED["email"]
    assert with_cart.send("/checkout").path == "/checkout/delivery"


def test_a_place_that_nobody_knows_is_typed(shopper: Reader) -> None:
    shopper.open("/account/addresses")

    page = shopper.send("/account/addresses", **{**HOME, "postcode": "99999"}, find="yes")

    assert "We know no such place." in page.text
    assert page.form("/account/addresses").fields["line1"] == HOME["line1"]


def test_enter_in_a_field_sends_the_address(with_cart: Reader) -> None:
    form = with_cart.open("/checkout").form("/checkout")

    assert form.buttons[0] == ("", "", "")


def test_a_script_gets_places_with_what_their_licence_wants_to_be_shown(reader: Reader) -> None:
    found = reader.client.get("/places?country=PT&q=4400").json()

    assert found["groups"] == [
        {
            "label": "Places: a free gazetteer",
            "options": [
                {
                    "text": "Vila Nova de Gaia",
                    "hint": "4400-444",
                    "fill": {"postcode": "4400-444", "city": "Vila Nova de Gaia", "region": ""},
                }
            ],
        }
    ]


@pytest.mark.parametrize("query", ["", "country=PT", "q=4", "q=4400&country=Portugal"])
def test_half_a_question_finds_no_place_and_asks_nobody(
    reader: Reader, platform: Platform, query: str
) -> None:
    before = len(platform.seen)

    assert reader.client.get(f"/places?{query}").json() == {"groups": []}
    assert len(platform.seen) == before
