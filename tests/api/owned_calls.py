"""Right calls about what belongs to somebody."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID, uuid4

from api.alert_calls import own_alert_calls
from api.call import Call
from api.change_calls import change_calls_of
from api.instalment_calls import own_instalment_calls
from api.law_calls import own_law_calls
from api.privacy_calls import own_privacy_calls
from api.subscription_calls import own_subscription_calls
from api.tax_calls import TAX_ID
from api.world import Party, World
from factories.ordering import CONTACT, card

from serai.customers.public import begin_confirmation
from serai.kernel import clock
from serai.ordering.domain.purchase_to_confirm import purchase_to_confirm

ONLY_ACCOUNTS = frozenset(
    {
        "claim_cart",
        "change_address",
        "begin_order_confirmation",
        "change_card",
        "choose_default_instrument",
        "delete_address",
        "end_my_alert",
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
        "withdraw_erasure",
        "return_from_bank",
    }
)


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
        **own_alert_calls(Call, party, token),
        **own_privacy_calls(Call, party.account_id, token),
    }


def gift_card_call(party: Party) -> Call:
    """Say who gets the gift card in the cart."""
    cart = party.cart
    noa = {"email": "noa@example.org", "name": "Noa", "message": "Happy birthday!"}
    values = {"cart_id": cart.cart["id"], "sku": "GIFT25"}
    return Call(values, {"recipients": [noa]}, cart.shopper.token)


def an_order_in_one_click(world: World, party: Party) -> dict[str, Any]:
    total, cart_id = party.cart.total, UUID(party.cart.cart["id"])
    what = purchase_to_confirm(cart_id, total, party.instrument_id)
    body = {"expected_total_minor": total, "instrument_id": str(party.instrument_id or uuid4())}
    options = party.account_id and begin_confirmation(party.account_id, what, now=clock.now())
    return {**body, "confirmation": world.authenticator.get(options)} if options else body


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
