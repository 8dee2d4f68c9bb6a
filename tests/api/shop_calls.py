"""Right calls of the shop's operations; the shopper is Ann."""

from collections.abc import Callable
from typing import Any

from api.alert_calls import alert_calls
from api.call import Call, plain
from api.owned_calls import an_address, owned_by
from api.privacy_calls import shop_privacy_calls
from api.subscription_calls import subscription_calls
from api.substitution_calls import substitution_calls
from api.tax_calls import TAX_ID
from api.world import World
from factories.customers import PASSWORD
from factories.soft_authenticator import SoftAuthenticator
from factories.wallets import VALIDATION_URL, approved, let_wallets_pay

from serai.customers.public import begin_passkey, begin_passkey_login
from serai.kernel import clock
from serai.payments.public import Card


def shop_calls(world: World) -> dict[str, Callable[[], Call]]:
    """Return the calls that a storefront makes."""
    ann = world.ann
    token = ann.cart.shopper.token

    def as_ann(body: Any = None, **values: Any) -> Callable[[], Call]:
        return lambda: Call(values, body, token)

    return {
        **owned_by(ann, world),
        **subscription_calls(Call, ann, token),
        "channel": plain(),
        "plans_of_customer": as_ann(),
        "payment_methods": plain(query="?total_minor=1999"),
        "tokenise_wallet": lambda: wallet_call(world, approved()),
        "open_apple_pay": lambda: wallet_call(world, {"validation_url": VALIDATION_URL}),
        "categories": plain(),
        "products": plain(query="?category=milk&sort=price&limit=5"),
        "buyers_prices": plain(query="?sku=MILK&sku=BREAD"),
        "search": plain(query="?q=milk"),
        "explain_search": plain(query="?channel_code=web&q=milk"),
        "explain_suggestions": plain(query=f"?channel_code=web&customer_id={ann.account_id}"),
        "autocomplete": plain(query="?q=mil"),
        "suggestions": as_ann(),
        "product": plain(key="MILK"),
        "cards": plain(query="?key=MILK&key=BREAD"),
        "product_addresses": plain(query="?part=0"),
        "stores_of_product": plain(key="MILK", query="?near=39.10,-84.51&limit=5"),
        "ahead_offer": plain(sku="MILK"),
        "promises_of_product": plain(key="MILK", query="?near=39.10,-84.51&limit=5"),
        "similar_products": plain(key="MILK"),
        "bought_together": plain(key="MILK"),
        "create_cart": plain({"lines": [{"sku": "MILK", "quantity": 1}]}),
        "my_cart": as_ann(),
        "orders_of_customer": as_ann(),
        "returns_of_customer": as_ann(),
        "register": plain(
            {"email": "new@example.org", "password": PASSWORD, "name": "New", "locale": "en"}
        ),
        "log_in": plain({"email": "ann@example.org", "password": PASSWORD}),
        "request_login_code": plain({"email": "bob@example.org"}),
        "verify_login_code": plain({"email": "ann@example.org", "code": world.login_code}),
        "reset_password": plain(
            {
                "email": "ann@example.org",
                "code": world.login_code,
                "new_password": "eleven blue whales",
            }
        ),
        "places_like": plain(query="?country=AD&q=can"),
        "kept_articles_of_customer": as_ann(),
        "keep_article": as_ann(sku="MILK"),
        "forget_article": as_ann(sku="MILK"),
        "begin_passkey_login": plain(),
        "log_in_with_passkey": lambda: Call({}, a_signature(world)),
        "record_outcomes": plain({"outcomes": [{"token": "none-of-ours", "kind": "click"}]}),
        **alert_calls(Call, as_ann),
        **substitution_calls(Call, world.groups)[0],
        "log_out": as_ann(),
        "keep_events": as_ann(
            {
                "consent": {"analytics": True},
                "client_id": "a-browser",
                "events": [{"name": "page_view", "params": {"page_location": "/"}}],
            }
        ),
        "customer": as_ann(),
        "change_profile": as_ann({"name": "Ann", "locale": "pt"}),
        "change_password": as_ann(
            {"current_password": PASSWORD, "new_password": "eleven blue whales"}
        ),
        "my_tax_id": as_ann(),
        "my_coupons": as_ann(),
        "keep_tax_id": as_ann({"number": TAX_ID}),
        "forget_tax_id": as_ann(),
        "addresses_of_customer": as_ann(),
        "add_address": as_ann(an_address()),
        "gift_wraps": Call,
        "gift_card_balance": lambda: Call({}, {"code": world.tenders.code}),
        "my_gift_cards": as_ann(),
        "keep_gift_card": lambda: Call({}, {"code": world.tenders.code}, token),
        "my_store_credit": as_ann(),
        "instruments_of_customer": as_ann(),
        "keep_instrument": lambda: Call({}, a_card_to_keep(world), token),
        "passkeys_of_customer": as_ann(),
        "begin_passkey": as_ann(),
        "add_passkey": lambda: Call({}, a_passkey(world), token),
        **shop_privacy_calls(as_ann),
        "consents_of_customer": as_ann(),
        "record_consent": as_ann(
            {"granted": True, "text_version": "2026-11"}, purpose="personalisation"
        ),
    }


def wallet_call(world: World, body: Any) -> Call:
    """Let the shop take wallets first."""
    let_wallets_pay(world.processor)
    return Call({}, body)


def a_card_to_keep(world: World) -> dict[str, Any]:
    made = world.processor.tokenise(Card("4242424242424242", "12/30", "123"), now=clock.now())
    return {"token": made.token, "consent_text_version": "2026-11"}


def a_passkey(world: World) -> dict[str, Any]:
    options = begin_passkey(world.ann.account_id, now=clock.now())
    return {"credential": SoftAuthenticator().create(options), "name": "My telephone"}


def a_signature(world: World) -> dict[str, Any]:
    options = begin_passkey_login(now=clock.now())
    return {"credential": world.authenticator.get(options)}
