"""What is not yours does not exist for you, and a key opens only what its scopes name."""

import pytest
from api.call import Call, send
from api.calls import every_call
from api.owned_calls import ONLY_ACCOUNTS, owned_by
from api.tables import all_tables, changed
from api.walk import fields, operations
from api.world import STAFF_SCOPES, Party, World
from django.test import Client
from django.urls import get_resolver
from factories.catalog import a_channel
from factories.ordering import SHOP_KEY

from serai.config.scopes import SCOPES
from serai.kernel.ids import uuid7
from serai.plumbing.auth import ensure_api_key, revoke_api_key
from serai.plumbing.models import ApiKey

pytestmark = pytest.mark.django_db

EVERYBODYS = {
    "keep_events": "clicks belong to who sends them; nothing is read",
    "product": "products are for everybody",
    "stores_of_product": "products are for everybody",
    "promises_of_product": "products are for everybody",
    "ahead_offer": "products are for everybody",
    "similar_products": "products are for everybody",
    "bought_together": "products are for everybody",
    "record_consent": "a purpose is a word; the consent is the caller's own",
    "take_in_carrier_news": "signed by the carrier; its port's suite forges signatures",
    "take_in_webhook": "signed by the processor; its own tests forge signatures",
    "create_cart": "SKUs are for everybody",
    "keep_article": "SKUs are for everybody; the list is the caller's own",
    "forget_article": "SKUs are for everybody; the list is the caller's own",
    "add_passkey": "a credential's id is the authenticator's; that it is proven is tested with passkeys",
    "keep_instrument": "a token is the processor's; another's is refused where vaults are tested",
    "log_in_with_passkey": "who signs is let in; forged signatures are tested with passkeys",
    "alert_of_link": "the signed link of a letter is proof enough; forged ones are tested with alerts",
    "confirm_alert": "the signed link of a letter is proof enough",
    "end_alert": "the signed link of a letter is proof enough",
    "substitution_of_link": "the signed link of a letter is proof enough; forged ones are tested where they are made",
    "answer_substitute": "the signed link of a letter is proof enough",
    "record_outcomes": "a token is proof enough; forged and repeated ones are tested where they are made",
    "quote_subscription": "addresses are looked for among the caller's own, which its own tests show",
    "start_subscription": "addresses and cards are looked for among the caller's own, which its tests show",
}
"""Operations whose path or body takes a name that belongs to nobody, each with the reason."""

WITHOUT_A_KEY = {
    "healthz": "a load balancer asks",
    "readyz": "a load balancer asks",
    "metrics": "this machine, or a key with metrics:read; refused to others below",
    "verify.py": "the program that checks the log",
    "downloads/<uuid:grant_id>/<str:signed>": "whoever has a signed link may download, for a while",
    "admin/": "the back office: its own log-in",
    "admin/language/": "the language of the back office, also of its log-in; it keeps a cookie",
    "api/openapi.json": "the API's description",
    "api/docs": "the API's description, for people",
    "^api/?$": "an address without an answer",
    "api/": "ninja's root, behind the one above",
    "media/<str:name>": "pictures are for everybody who sees the product",
    "order-exports/<str:ticket>": "whoever has a signed link may fetch the file, for an hour",
    r"^labels/(?P<ticket>[^/]+)\.(?P<ending>pdf|zpl)$": "whoever has a signed link may print, for an hour",
    "local-carrier/": "a second company: the carrier's own pages",
    "local-processor/": "a second company: the processor's own pages",
    "pay-later/": "a second company: the provider's own API and pages",
    "pix/": "a second company: the bank's own API and pages",
    "personal-data/<str:ticket>.zip": "whoever has a signed link may take the copy, for a while",
    "papers/<str:ticket>.pdf": "whoever has a signed link may open it, for a while",
    "x402/": "whoever knows the address of a payment may pay it",
    "^api/(?P<path>.*)$": "addresses that do not exist",
}
"""Addresses that no operation of the document stands for, each with the reason."""

IN_EVERY_CHANNEL = {
    ("an account", name)
    for name in (
        "withdraw_erasure",
        "end_my_alert",
        "order",
        "order_live",
        "digital_of_order",
        "parts_of_order",
        "papers_of_order",
        "prescriptions_of_order",
        "hand_in_prescription_later",
        "pickups_of_order",
        "substitutions_of_order",
        "cancel_order",
        "order_life",
        "cancel_lines",
        "edit_order",
        "pay_difference",
        "quote_difference",
        "return_to_change",
        "withdraw_change",
        "returnable",
        "quote_edit",
        "quote_return",
        "request_return",
        "returns_of_order",
        "return_of_id",
        "cancel_return",
        "return_label",
        "return_from_payment",
        "change_address",
        "delete_address",
        "rename_passkey",
        "remove_passkey",
        "choose_default_instrument",
        "remove_instrument",
        "plan_of_instalments",
        "pay_instalments",
        "return_from_bank",
        "change_card",
        "subscription",
        "change_subscription",
        "skip_next_order",
        "pause_subscription",
        "resume_subscription",
        "cancel_subscription",
    )
}
"""Customers have one address book and one history, wherever they bought; guests have one cart."""

OWNED = sorted(
    name
    for name, operation in operations().items()
    if operation.area != "staff"
    and name not in EVERYBODYS
    and (
        operation.path_names
        or any("id" in str(field).split("_") or "token" in str(field) for field in
               (fields(operation.body_schema) if operation.body_schema else ()))
    )
)  # fmt: skip
KEYED = {name: operation for name, operation in operations().items() if operation.scope}
STAFF = {name: operation for name, operation in KEYED.items() if operation.area == "staff"}


def test_every_operation_that_takes_an_id_has_an_owner(world: World):
    assert set(OWNED) == set(owned_by(world.ann, world))


# --- shoppers ---------------------------------------------------------------------------------


@pytest.fixture
def shop_addresses(world: World) -> dict[str, dict[str, Call]]:
    """Return the calls of every owner by who owns."""
    owners = {"an account": world.ann, "a guest": world.guest}
    return {
        who: {
            name: call()
            for name, call in owned_by(party, world).items()
            if party.account_id or name not in ONLY_ACCOUNTS
        }
        for who, party in owners.items()
    }


def strangers(world: World) -> dict[str, list[str]]:
    """Return the tokens of everybody who is neither Ann nor the guest."""

    def all_of(party: Party) -> list[str]:
        return party.tokens

    return {
        "another account": all_of(world.bob),
        "another guest": all_of(world.other_guest),
        "nobody": [""],
        "a made-up guest": ["src_" + "A" * 43],
    }


@pytest.mark.parametrize("name", OWNED)
def test_what_is_somebody_elses_does_not_exist(world: World, shop_addresses, name: str):
    operation, before = operations()[name], all_tables()

    for owner, calls in shop_addresses.items():
        if name not in calls:
            continue
        for who, tokens in strangers(world).items():
            for token in tokens:
                call = _without_proof(name, calls[name])
                response = send(operation, call, token=token)
                expected = {401} if operation.needs_shopper and "account" not in who else {404}
                assert response.status_code in expected, (owner, who, response.content)
                assert response["Content-Type"] == "application/problem+json"

    assert changed(before) == {}


@pytest.mark.parametrize("name", OWNED)
def test_what_never_was_does_not_exist_either(world: World, name: str):
    operation, call = operations()[name], owned_by(world.ann, world)[name]()
    nowhere = {key: uuid7() for key in call.values if key.endswith("_id")}
    before = all_tables()

    response = send(operation, call, values=nowhere)

    assert response.status_code == 404, response.content
    assert changed(before) == {}


@pytest.mark.parametrize("name", OWNED)
def test_a_refusal_does_not_tell_whether_the_thing_exists(world: World, name: str):
    operation, call = operations()[name], _without_proof(name, owned_by(world.ann, world)[name]())
    nowhere = {key: uuid7() for key in call.values if key.endswith("_id")}
    token = world.bob.cart.shopper.token

    theirs, nobodys = (
        send(operation, call, token=token, values=values).json() for values in ({}, nowhere)
    )

    assert _words(theirs, call) == _words(nobodys, call, nowhere)


def test_a_key_of_another_channel_opens_nothing(world: World, shop_addresses):
    a_channel("other")
    ensure_api_key("pk_test_other", "tests", ["shop"], "other")
    before = all_tables()

    for owner, calls in shop_addresses.items():
        for name, call in calls.items():
            if (owner, name) not in IN_EVERY_CHANNEL:
                response = send(operations()[name], call, key="pk_test_other")
                assert (owner, name, response.status_code) == (owner, name, 404)

    assert changed(before) == {}


@pytest.mark.parametrize(
    "name", sorted(set(OWNED) & {n for n, o in operations().items() if o.takes_a_key})
)
def test_who_knows_the_idempotency_key_gets_nothing_of_the_answer(world: World, name: str):
    operation, call = operations()[name], owned_by(world.guest, world).get(name)
    if name in ONLY_ACCOUNTS:
        call = owned_by(world.ann, world)[name]
    mine = send(operation, call(), idempotency_key="the same")
    assert mine.status_code in operation.success
    before = all_tables()

    tokens = strangers(world)
    for token in (*tokens["another account"], *tokens["another guest"], ""):
        theirs = send(operation, call(), token=token, idempotency_key="the same")
        assert theirs.status_code in ({404, 401, 409, 422}), theirs.content
        assert "id" not in theirs.json()

    assert changed(before) == {}


def test_who_guesses_the_key_of_a_new_cart_is_not_told_its_token(world: World):
    operation, call = operations()["create_cart"], every_call(world)["create_cart"]()

    mine, again, theirs = (
        send(operation, call, idempotency_key="1", address=address).json()
        for address in ("203.0.113.1", "203.0.113.1", "203.0.113.2")
    )

    assert again == mine
    assert theirs["id"] != mine["id"]
    assert theirs["token"] != mine["token"]


@pytest.mark.parametrize("name", ["customer", "addresses_of_customer", "orders_of_customer"])
def test_lists_show_only_ones_own(world: World, name: str):
    mine = send(operations()[name], Call(token=world.ann.tokens[0])).content.decode()
    bob = world.bob

    assert str(bob.account_id) not in mine
    assert str(bob.address_id) not in mine
    assert str(bob.paid[1]["id"]) not in mine


def test_a_guests_token_is_not_a_shoppers(world: World):
    before = all_tables()

    for name, operation in operations().items():
        if operation.needs_shopper:
            call = every_call(world)[name]()
            response = send(operation, call, token=world.guest.cart.shopper.token)
            assert (name, response.status_code) == (name, 401)

    assert changed(before) == {}


def _without_proof(name: str, call: Call) -> Call:
    """Take away what would prove a claim: the cart's own token."""
    return Call(call.values, {"cart_token": "src_guessed"}) if name == "claim_cart" else call


def _words(problem: dict, call: Call, nowhere: dict | None = None) -> dict:
    """Return a problem without what differs by nature: the request's id, and the id asked for."""
    text = str({name: said for name, said in problem.items() if name != "request_id"})
    for key, value in {**call.values, **(nowhere or {})}.items():
        text = text.replace(str(value), f"<{key}>")
    return {"said": text}


# --- keys -------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["", "pk_nobody", "x" * 5000, "sk_test_everythin"])
def test_nothing_is_answered_without_a_valid_key(world: World, key: str):
    calls, before = every_call(world), all_tables()

    for name, operation in KEYED.items():
        response = send(operation, calls[name](), key=key)
        said = (name, response.status_code, response.json()["code"])
        assert said == (name, 401, "auth.unauthenticated")

    assert changed(before) == {}


def test_a_key_that_lacks_the_scope_is_refused(world: World):
    for scope in SCOPES:
        others = [other for other in SCOPES if other != scope]
        ensure_api_key(f"sk_test_all_but_{scope}", "tests", others, "web")
    calls, before = every_call(world), all_tables()

    for name, operation in KEYED.items():
        response = send(operation, calls[name](), key=f"sk_test_all_but_{operation.scope}")
        said = (name, response.status_code, response.json()["facts"])
        assert said == (name, 403, {"scope": operation.scope})

    assert changed(before) == {}


@pytest.mark.parametrize("who", ["nobody", "ann", "guest"])
def test_a_storefront_may_not_do_what_staff_may(world: World, who: str):
    token = None if who == "nobody" else getattr(world, who).tokens[0]
    calls, before = every_call(world), all_tables()

    for name, operation in STAFF.items():
        response = send(operation, calls[name](), key=SHOP_KEY, token=token)
        assert (name, response.status_code) == (name, 403)

    assert changed(before) == {}


def test_a_revoked_key_opens_nothing(world: World):
    ensure_api_key("sk_test_revoked", "revoked", SCOPES, "web")
    assert send(operations()["channel"], Call(), key="sk_test_revoked").status_code == 200
    revoke_api_key(ApiKey.objects.get(label="revoked").pk)
    calls, before = every_call(world), all_tables()

    for name, operation in KEYED.items():
        response = send(operation, calls[name](), key="sk_test_revoked")
        assert (name, response.status_code) == (name, 401)

    assert changed(before) == {}


def test_a_staff_key_alone_is_nobodys_shopper(world: World):
    ensure_api_key("sk_test_both", "tests", ["shop", *STAFF_SCOPES], "web")

    for name, call in owned_by(world.ann, world).items():
        response = send(operations()[name], call(), key="sk_test_both", token=None)
        assert (name, response.status_code in (401, 404)) == (name, True)


# --- addresses --------------------------------------------------------------------------------


def test_every_address_is_an_operation_or_is_listed_here():
    known = {operation.path.removeprefix("/") for operation in operations().values()}

    assert {route for route in _routes() if route not in known} == set(WITHOUT_A_KEY)


def test_measurements_are_refused_to_strangers(world: World):
    assert Client().get("/metrics", REMOTE_ADDR="203.0.113.9").status_code == 403


def test_the_back_office_asks_strangers_to_log_in(world: World):
    response = Client().get("/admin/")

    assert (response.status_code, response["Location"]) == (302, "/admin/login/?next=/admin/")


def _routes() -> set[str]:
    """Return every address of the api process, in the document's spelling; whole areas by their name."""
    found = set()
    for pattern in get_resolver().url_patterns:
        prefix = str(pattern.pattern)
        if prefix == "api/":
            found |= {
                prefix + str(inner.pattern).replace("<", "{").replace(">", "}").replace("uuid:", "")
                for inner in pattern.url_patterns
            }
        else:
            found.add(prefix)
    return found
