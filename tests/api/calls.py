"""One right call of every operation. A new operation needs one here: several tests walk the document."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any
from uuid import UUID, uuid4

from api.change_calls import change_calls_of, staff_change_calls
from api.deliveries import the_delivery
from api.demand_calls import demand_calls
from api.digital import digital_calls
from api.drafts import draft_calls
from api.exchange_calls import exchange_calls
from api.group_calls import group_calls
from api.hold_calls import hold_calls
from api.instalment_calls import instalment_calls, own_instalment_calls
from api.law_calls import law_calls, own_law_calls
from api.offer_calls import offer_calls, segment_calls
from api.paper_calls import paper_calls
from api.parcel_calls import carrier_news, parcel_calls
from api.payment_calls import payment_calls
from api.payouts import a_payout_file
from api.promotion_calls import promotion_calls
from api.proposal_calls import proposal_calls
from api.subscription_calls import (
    own_subscription_calls,
    staff_subscription_calls,
    subscription_calls,
)
from api.substitution_calls import substitution_calls
from api.synonym_calls import synonym_calls
from api.tax_calls import TAX_ID, tax_calls
from api.tenders import IBAN
from api.tills import till_calls
from api.walk import Operation
from api.world import STAFF_KEY, Party, World
from django.test import Client
from factories.customers import PASSWORD
from factories.ordering import CONTACT, SHOP_KEY, card
from factories.soft_authenticator import SoftAuthenticator
from factories.wallets import VALIDATION_URL, approved, let_wallets_pay

from serai.customers.public import begin_confirmation, begin_passkey, begin_passkey_login
from serai.decisions.queries.experiments import experiment_page
from serai.kernel import clock
from serai.ordering.domain.purchase_to_confirm import purchase_to_confirm
from serai.payments.adapters.local.signature import signed_headers
from serai.payments.public import Card


@dataclass(frozen=True)
class Call:
    """What goes into the path, the query, the body, and whose token comes along."""

    values: Mapping[str, Any] = field(default_factory=dict)
    body: Any = None
    token: str | None = None
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


def send(operation: Operation, call: Call, **changes: Any) -> Any:
    """
    Make a call and return the response.

    Args:
        operation: what is called.
        call: how.
        changes: `key` (the Serai-Key; "" for none), `token`, `body`, `values`, `query`,
            `idempotency_key` (a fresh one unless given; "" for none), `media_type`,
            `address` (whence it comes).
    """
    key = changes.get("key", STAFF_KEY if operation.area == "staff" else SHOP_KEY)
    token = changes.get("token", call.token)
    headers = {
        "Serai-Key": key,
        "Authorization": f"Bearer {token}" if token else "",
        "Idempotency-Key": changes.get("idempotency_key", uuid4().hex),
        **call.headers,
    }
    path = operation.path.format_map({**call.values, **changes.get("values", {})})
    body = changes.get("body", call.body)
    client = Client(raise_request_exception=False)
    return client.generic(
        operation.verb.upper(),
        path + changes.get("query", call.query),
        body if isinstance(body, bytes) else b"" if body is None else client._encode_json(body, "application/json"),
        changes.get("media_type", "application/json"),
        headers={name: value for name, value in headers.items() if value},
        REMOTE_ADDR=changes.get("address", "127.0.0.1"),
    )  # fmt: skip


def an_entry(world: World) -> dict[str, Any]:
    bank, capital = (str(posting.account_id) for posting in world.books.postings)
    lines = [{"account_id": bank, "debit": 500}, {"account_id": capital, "credit": 500}]
    return {"your_reference": uuid4().hex, "note": "More capital", "postings": lines}


def wallet_call(world: World, body: Any) -> Call:
    """Let the shop take wallets first."""
    let_wallets_pay(world.processor)
    return Call({}, body)


def gift_card_call(party: Party) -> Call:
    """Say who gets the gift card in the cart."""
    cart = party.cart
    noa = {"email": "noa@example.org", "name": "Noa", "message": "Happy birthday!"}
    values = {"cart_id": cart.cart["id"], "sku": "GIFT25"}
    return Call(values, {"recipients": [noa]}, cart.shopper.token)


def owned_by(party: Party, world: World) -> dict[str, Callable[[], Call]]:
    """Return the calls about what belongs to somebody; made when called, for the world as it is then."""
    cart, (buyer, paid), (waiter, placing) = party.cart, party.paid, party.placing
    mine = {"cart_id": cart.cart["id"]}
    milk = {**mine, "sku": "MILK"}
    token = cart.shopper.token

    def of_cart(body: Any = None, values: Mapping[str, Any] = mine) -> Callable[[], Call]:
        return lambda: Call(values, body, token)

    return {
        "cart": of_cart(),
        "add_line": of_cart({"sku": "BREAD", "quantity": 2}),
        "set_quantity": of_cart({"quantity": 3}, milk),
        "remove_line": of_cart(None, milk),
        "name_recipients": lambda: gift_card_call(party),
        "enter_code": of_cart({"code": "spring-24"}),
        "drop_code": of_cart(None, {**mine, "code": "SPRING24"}),
        "set_contact": of_cart(CONTACT),
        "set_gift": of_cart({"message": "Happy birthday", "sender": "Ann"}),
        "remove_gift": of_cart(),
        "set_wishes": of_cart({"lines": [{"sku": "MILK", "wish": "similar"}]}),
        "set_tax_id": of_cart({"number": TAX_ID}),
        "remove_tax_id": of_cart(),
        "delivery_options": of_cart(),
        "choose_delivery": of_cart({"code": "express", "location": None}),
        "choose_payment": of_cart({"method": "card"}),
        "add_tender": lambda: Call(
            mine, {"method": "gift_card", "code": world.tenders.code}, token
        ),
        "remove_tender": of_cart(None, {**mine, "method": "gift_card", "source": str(uuid4())}),
        "place_order": of_cart({"expected_total_minor": cart.total, "card": card()}),
        "order": lambda: Call({"order_id": paid["id"]}, None, buyer.token),
        "order_live": lambda: Call({"order_id": paid["id"]}, None, buyer.token),
        "digital_of_order": lambda: Call({"order_id": paid["id"]}, None, buyer.token),
        "parts_of_order": lambda: Call({"order_id": paid["id"]}, None, buyer.token),
        "papers_of_order": lambda: Call({"order_id": paid["id"]}, None, buyer.token),
        "pickups_of_order": lambda: Call({"order_id": paid["id"]}, None, buyer.token),
        "substitutions_of_order": lambda: Call({"order_id": paid["id"]}, None, buyer.token),
        "return_from_payment": lambda: Call({"order_id": placing["id"]}, {}, waiter.token),
        "cancel_order": lambda: Call(
            {"order_id": paid["id"]}, {"reason": "Ordered by mistake"}, buyer.token
        ),
        **change_calls_of(Call, party),
        **own_law_calls(Call, party),
        "claim_cart": lambda: Call(
            {"cart_id": world.loose_cart.cart["id"]},
            {"cart_token": world.loose_cart.shopper.token},
            token,
        ),
        "change_address": lambda: Call({"address_id": party.address_id}, an_address(), token),
        "delete_address": lambda: Call({"address_id": party.address_id}, None, token),
        "prepare_one_click": of_cart({"instrument_id": str(party.instrument_id or uuid4())}),
        "begin_order_confirmation": of_cart({"expected_total_minor": 100}),
        "order_in_one_click": lambda: Call(mine, an_order_in_one_click(world, party), token),
        "choose_default_instrument": lambda: Call(
            {"instrument_id": party.instrument_id}, {"is_default": True}, token
        ),
        "remove_instrument": lambda: Call({"instrument_id": party.instrument_id}, None, token),
        **own_instalment_calls(Call, party),
        "rename_passkey": lambda: Call({"passkey_id": party.passkey_id}, {"name": "Mine"}, token),
        "remove_passkey": lambda: Call({"passkey_id": party.passkey_id}, None, token),
        **own_subscription_calls(Call, party, token),
    }


def of_tenders(world: World) -> dict[str, Callable[[], Call]]:
    """Return staff's calls about gift cards, credit, transfers and cash."""
    there, ann, why = world.tenders, world.ann.account_id, {"reason": "Lost"}
    card, credit = {"card_id": there.card_id}, {"amount_minor": 500, "currency": "USD"}
    line = {"line_ref": "2026-03-14/7", "booked_on": "2026-03-14", "text": "Thanks", **credit}
    account, match = {"holder": "Serai Ltd", "iban": IBAN}, {"payment_id": str(there.to_match)}
    return {
        "issue_gift_card": lambda: Call({}, credit),
        "gift_card": lambda: Call(card),
        "withdraw_gift_card": lambda: Call(card, why),
        "replace_gift_card": lambda: Call(card, why),
        "store_credit": lambda: Call({"customer_id": ann, "currency": "USD"}),
        "grant_store_credit": lambda: Call({"customer_id": ann}, {**credit, "reason": "Sorry"}),
        "bank_account": lambda: Call({"channel_code": "web"}),
        "set_bank_account": lambda: Call({"channel_code": "web"}, account),
        "take_in_bank_lines": lambda: Call({}, {"account": "main", "lines": [line]}),
        "puzzling_bank_lines": Call,
        "match_bank_line": lambda: Call({"line_id": there.line_id}, match),
        "note_money": lambda: Call({"payment_id": there.promised}),
        "note_payout": lambda: Call({"refund_id": there.refund_id}),
    }


def an_order_in_one_click(world: World, party: Party) -> dict[str, Any]:
    total, cart_id = party.cart.total, UUID(party.cart.cart["id"])
    what = purchase_to_confirm(cart_id, total, party.instrument_id)
    body = {"expected_total_minor": total, "instrument_id": str(party.instrument_id or uuid4())}
    options = party.account_id and begin_confirmation(party.account_id, what, now=clock.now())
    return {**body, "confirmation": world.authenticator.get(options)} if options else body


def a_card_to_keep(world: World) -> dict[str, Any]:
    made = world.processor.tokenise(Card("4242424242424242", "12/30", "123"), now=clock.now())
    return {"token": made.token, "consent_text_version": "2026-11"}


def a_passkey(world: World) -> dict[str, Any]:
    options = begin_passkey(world.ann.account_id, now=clock.now())
    return {"credential": SoftAuthenticator().create(options), "name": "My telephone"}


def a_signature(world: World) -> dict[str, Any]:
    options = begin_passkey_login(now=clock.now())
    return {"credential": world.authenticator.get(options)}


A_RATE = {
    "code": "standard",
    "kind": "delivery",
    "labels": {"en": "Standard"},
    "price_minor": 499,
    "earliest_days": 2,
    "latest_days": 4,
}
ONLY_ACCOUNTS = frozenset(
    {
        "claim_cart",
        "change_address",
        "begin_order_confirmation",
        "change_card",
        "choose_default_instrument",
        "delete_address",
        "order_in_one_click",
        "pay_instalments",
        "plan_of_instalments",
        "prepare_one_click",
        "propose_instalments",
        "remove_instrument",
        "remove_passkey",
        "rename_passkey",
        "subscription",
        "change_subscription",
        "skip_next_order",
        "pause_subscription",
        "resume_subscription",
        "cancel_subscription",
        "return_from_bank",
    }
)


def plain(body: Any = None, query: str = "", **values: Any) -> Callable[[], Call]:
    """Return a maker of a call that nobody in particular makes."""
    return lambda: Call(values, body, query=query)


def every_call(world: World) -> Mapping[str, Callable[[], Call]]:
    """Return a right call of every operation, by the operation's name; shoppers are Ann."""
    ann = world.ann
    token = ann.cart.shopper.token
    order = {"order_id": ann.paid[1]["id"]}
    product = {"product_id": world.milk.product_id}

    def as_ann(body: Any = None, **values: Any) -> Callable[[], Call]:
        return lambda: Call(values, body, token)

    shop = {
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
        "begin_passkey_login": plain(),
        "log_in_with_passkey": lambda: Call({}, a_signature(world)),
        "record_outcomes": plain({"outcomes": [{"token": "none-of-ours", "kind": "click"}]}),
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
        "consents_of_customer": as_ann(),
        "record_consent": as_ann(
            {"granted": True, "text_version": "2026-11"}, purpose="personalisation"
        ),
    }
    staff = {
        "product_page": plain(query="?category=milk"),
        "product_for_staff": plain(**product),
        "article_terms": plain(),
        "set_article_terms": plain({"rows": [{"sku": "MILK", "minimum_age": 18}]}),
        "upsert_products": plain({"rows": [{"sku": "NEW-1", "name": "New", "channels": ["web"]}]}),
        "edit_product": lambda: Call(product, an_edit(world)),
        "withdraw_product": plain({"reason": "recalled"}, **product),
        "restore_product": plain(**product),
        "edit_variants": plain({"edits": [{"sku": "MILK", "weight_g": 1030}]}),
        "evidence": plain(source="pricing.price", key=world.price_key),
        "categories_for_staff": plain(),
        "upsert_categories": plain({"rows": [{"slug": "bakery", "name": "Bakery"}]}),
        "upsert_brands": plain({"rows": [{"name": "Ash Tree"}]}),
        "attributes": plain(),
        "define_attributes": plain({"rows": [{"code": "bio", "kind": "boolean", "label": "Bio"}]}),
        "locations": plain(),
        "upsert_locations": plain({"locations": [a_place()]}),
        "sites": plain(),
        "set_sites": plain({"sites": [a_site()]}),
        "delivery_services": plain(),
        "set_delivery_services": plain({"services": [a_service()]}),
        "suppliers": plain(),
        "set_suppliers": plain({"suppliers": [a_supplier()]}),
        "set_supplied": plain(
            {"goods": [{"sku": "MILK", "supplier": "acme", "days": 1, "days_at_most": 2}]}
        ),
        "service_areas": plain(),
        "set_service_areas": plain({"areas": [an_area()]}),
        "remove_service_area": plain({"code": "everywhere"}),
        "kept_promises": plain(),
        "channel_stock": plain(),
        "ahead_terms": plain(),
        "set_ahead_terms": plain(
            {"rows": [{"sku": "MILK", "channel": "web", "kind": "back_order", "most_units": 5}]}
        ),
        "expected_deliveries": plain(),
        "expect_deliveries": plain(
            {
                "deliveries": [
                    {
                        "reference": "PO-7",
                        "sku": "MILK",
                        "location": "DC1",
                        "quantity": 10,
                        "first_on": "2030-12-01",
                        "last_on": "2030-12-03",
                    }
                ]
            }
        ),
        "receive_deliveries": plain(
            {"arrived": [{"units": 1, "delivery_id": str(the_delivery())}]}
        ),
        "waiting_demand": plain(),
        "set_channel_buffer": plain({"channel": "web", "location": "DC1", "buffer": 3}),
        "store_buffers": plain(),
        "set_store_buffers": plain(
            {"buffers": [{"location": "STORE-1", "category": "dairy", "units": 1}]}
        ),
        "feed_channel": plain({"channel": "web", "fed": True, "most_units": 20}),
        "closures": plain(),
        "close_sites": plain({"reason": "Holiday", "days": ["2030-12-25"], "location": "STORE-1"}),
        "open_sites": plain({"days": ["2030-12-25"]}),
        "availability_by_location": plain(sku="MILK"),
        "movement_page": plain(sku="MILK"),
        "receive_or_adjust": plain(
            {"reason": "receipt", "movements": [{**at("DC1"), "quantity": 5, "note": "Monday"}]}
        ),
        "count_stock": plain({"counts": [{**at("DC1"), "counted": 77, "note": "Monday"}]}),
        "transfer": plain(
            {
                "transfers": [
                    {
                        "sku": "MILK",
                        "from_location": "DC1",
                        "to_location": "STORE-1",
                        "quantity": 5,
                        "note": "Monday",
                    }
                ]
            }
        ),
        "set_buffer": plain({"buffers": [{**at("DC1"), "buffer": 2}]}),
        **of_tenders(world),
        **till_calls(world.tills, plain),
        **exchange_calls(world.import_id, plain),
        **parcel_calls(Call, world.parcels),
        **draft_calls(world.draft_id, world.draft_to_withdraw, plain),
        **digital_calls(plain),
        **demand_calls(plain),
        "account_page": plain(query="?kind=payments.receivable&limit=5"),
        "open_account": plain(
            {"kind": "books.bank", "owner": "main", "unit": "USD", "normal_side": "debit"}
        ),
        "statement": plain(query="?limit=5", account_id=world.books.postings[0].account_id),
        "entry_page": plain(query="?limit=5"),
        "entry": plain(entry_id=world.books.id),
        "post_by_hand": lambda: Call({}, an_entry(world)),
        "reverse_by_hand": plain({"reason": "Typed twice"}, entry_id=world.books.id),
        "trial_balance": plain(query="?until=2030-01-01T00:00:00Z"),
        "price_explanation": plain(query="?channel=web", sku="MILK"),
        "set_prices": plain(
            {"prices": [{"sku": "MILK", "channel": "web", "amount": "2.10", "currency": "USD"}]}
        ),
        "price_lists": plain(query="?channel=web&limit=5"),
        "open_price_list": plain({"code": "autumn", "name": "Autumn", "channel": "web"}),
        "price_list": plain(list_code="spring"),
        "close_price_list": plain(list_code="to-close"),
        "list_prices": plain(query="?sku=MILK", list_code="spring"),
        "set_list_prices": plain(
            {"prices": [{"sku": "MILK", "amount": "1.8125", "min_quantity": 50}]},
            list_code="spring",
        ),
        "customer_groups": plain(),
        "write_customer_group": plain({"name": "Club"}, group_code="club"),
        "set_buying_terms": plain(
            {"group": "trade", "company_id": None}, customer_id=ann.account_id
        ),
        "customer_page": plain(query="?email=ann"),
        "customer_for_staff": plain(customer_id=ann.account_id),
        "prediction": plain(customer_id=ann.account_id),
        **decision_calls(),
        "orders_for_staff": plain(query="?state=paid"),
        "order_for_staff": plain(**order),
        "cancel_order_for_staff": plain({"reason": "Out of stock"}, **order),
        "fulfil_order": plain(**order),
        "delivery_rates": plain(channel_code="web"),
        "set_delivery_rates": plain({"rates": [A_RATE]}, channel_code="web"),
        "tax_policy": plain(channel_code="web"),
        "set_tax_policy": plain(
            {"name": "Ohio", "rates": {"standard": "0.0575"}}, channel_code="web"
        ),
        "refund_order": plain({"amount_minor": 100, "reason": "Damaged"}, **order),
        "payment": plain(payment_id=world.payment_id),
        "refund_payment": plain(
            {"amount": {"minor": 100, "currency": "USD"}, "reason": "Damaged"},
            payment_id=world.payment_id,
        ),
    }
    staff |= money_calls(world)
    log = {
        "latest_head": plain(),
        "head_page": plain(query="?limit=1"),
        "key_history": plain(),
        "inclusion_proof": plain(query="?position=0"),
        "consistency_proof": plain(query="?first=1&second=1"),
    }
    staff |= payment_calls(world.money, plain)
    staff |= staff_change_calls(Call, world.changes)
    staff |= group_calls(Call, world.groups)
    staff |= substitution_calls(Call, world.groups)[1]
    staff["substitutions_of_order_for_staff"] = plain(**order)
    staff |= hold_calls(Call, world.holds)
    staff |= law_calls(Call, world.law)
    staff |= staff_subscription_calls(Call, ann)
    staff |= instalment_calls(Call, world)
    staff |= paper_calls(Call, ann.paid[1]["id"])
    staff |= tax_calls(world.taxes, plain)
    staff |= promotion_calls(world.promotions, world.batch_id, plain)
    staff |= proposal_calls(world.price_proposals, plain)
    staff |= synonym_calls(world.synonym_id, plain)
    staff |= offer_calls(world.offers, plain)
    staff |= segment_calls(world.offers.segment_id, ann.account_id, plain)
    staff["promotion_reasons"] = plain(cart_id=ann.cart.cart["id"])
    endpoint = {"endpoint_id": world.endpoint_id}
    staff |= {
        "event_catalogue": plain(),
        "webhook_endpoints": plain(),
        "subscribe_endpoint": plain(
            {"label": "ERP", "url": "https://93.184.215.14/serai", "event_types": ["order.*"]}
        ),
        "webhook_endpoint": plain(**endpoint),
        "change_endpoint": plain({"label": "Warehouse"}, **endpoint),
        "remove_endpoint": plain(**endpoint),
        "rotate_secret": plain({"overlap_hours": 1}, **endpoint),
        "send_ping": plain(**endpoint),
        "replay_webhooks": plain({"what": "failed", "since": "2026-01-01T00:00:00Z"}, **endpoint),
        "webhook_deliveries": plain(query="?state=waiting", **endpoint),
        "webhook_delivery": plain(delivery_id=world.delivery_id),
        "replay_delivery": plain(delivery_id=world.delivery_id),
    }
    webhooks = {
        "take_in_webhook": lambda: a_webhook(world),
        "take_in_carrier_news": lambda: carrier_news(Call),
    }
    return MappingProxyType({**shop, **staff, **log, **webhooks})


def money_calls(world: World) -> dict[str, Callable[[], Call]]:
    """Return the calls about payouts and differences."""
    difference = {"difference_id": world.payouts.difference_id}
    return {
        "payout_page": lambda: Call(query="?limit=5"),
        "payout": lambda: Call({"payout_id": world.payouts.payout_id}),
        "take_in_payout_file": lambda: Call({}, {"format": "serai", "content": a_payout_file()}),
        "difference_page": lambda: Call(query="?only_open=false&limit=5"),
        "difference": lambda: Call(difference),
        "close_difference": lambda: Call(difference, {"note": "Looked into."}),
        "latest_checks": Call,
    }


def decision_calls() -> dict[str, Callable[[], Call]]:
    """Return the calls about slots, policies and experiments."""
    experiment = {
        "code": "home-new-first",
        "name": "New products first",
        "slot": "home.suggestions",
        "channel_code": "web",
        "arms": [{"code": "control"}, {"code": "same", "weight": 1}],
        "metric": "clicked",
    }
    return {
        "slot_settings": Call,
        "switch_slot": lambda: Call(
            {"slot": "home.suggestions", "channel_code": "web"}, {"mode": "shadow"}
        ),
        "policies": Call,
        "publish_policy": lambda: Call(
            body={"code": "clicks", "kind": "thompson", "parameters": {"rate": 0.02}}
        ),
        "experiment_page": lambda: Call(query="?limit=5"),
        "create_experiment": lambda: Call(body=experiment),
        "experiment": lambda: Call({"experiment_id": the_experiment("to-start")}),
        "experiment_reading": lambda: Call({"experiment_id": the_experiment("to-stop")}),
        "start_experiment": lambda: Call({"experiment_id": the_experiment("to-start")}, {}),
        "stop_experiment": lambda: Call(
            {"experiment_id": the_experiment("to-stop")}, {"reason": "It is known."}
        ),
    }


def the_experiment(code: str) -> UUID:
    """Return the world's experiment of this code."""
    [found] = [one.id for one in experiment_page().items if one.code == code]
    return found


def a_webhook(world: World) -> Call:
    """Return the processor's news of the first payment, signed just now."""
    webhook_id, body = world.webhook
    headers = signed_headers(
        webhook_id, body, secret=world.processor.webhook_secret, now=clock.now()
    )
    return Call({"processor": "local"}, body, headers=headers)


def an_address() -> dict[str, Any]:
    return {
        "name": "Ann Example",
        "line1": "12 Oak Street",
        "line2": "",
        "city": "Dayton",
        "region": "OH",
        "postcode": "45402",
        "country": "US",
        "phone": "+1 937 555 0100",
        "is_default": False,
    }


def an_edit(world: World) -> dict[str, Any]:
    return {"version": world.product()["version"], "name": "Whole milk"}


def a_place() -> dict[str, Any]:
    return {
        "code": "STORE-2",
        "name": "Second store",
        "kind": "store",
        "country": "US",
        "lat": 39.75,
        "lon": -84.19,
        "channels": [{"channel": "web", "priority": 2}],
    }


def a_site() -> dict[str, Any]:
    return {
        "location": "STORE-1",
        "time_zone": "America/New_York",
        "hours": ["09:00-18:00"] * 5 + ["10:00-14:00", ""],
    }


def a_supplier() -> dict[str, Any]:
    return {
        "code": "brook",
        "name": "Brook Farm",
        "works": [True] * 5 + [False] * 2,
        "days": 2,
        "days_at_most": 4,
    }


def an_area() -> dict[str, Any]:
    corners = [[-84.6, 39.0], [-84.4, 39.0], [-84.4, 39.2], [-84.6, 39.2], [-84.6, 39.0]]
    geometry = {"type": "Polygon", "coordinates": [corners]}
    return {"code": "town", "name": "Town", "location": "DC1", "geometry": geometry}


def a_service() -> dict[str, Any]:
    return {
        "code": "standard",
        "works": [True] * 5 + [False] * 2,
        "reaches": [{"km": 500.0, "days": 1, "days_at_most": 2}],
    }


def at(location: str) -> dict[str, str]:
    return {"sku": "MILK", "location": location}
