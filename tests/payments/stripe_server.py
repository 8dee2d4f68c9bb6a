"""
A Stripe API on this machine: `localstripe`, and what it lacks of the documented behaviour.

Run as a process of its own: `python stripe_server.py PORT`. Added to localstripe, from https://docs.stripe.com/api:
idempotency keys, lists by date, sums and dates on intents, `return_url` and a page on which a shopper confirms,
declines when a payment is confirmed, payment methods that pay once, refunds within what was taken, disputes,
fees, payouts and their events. Levers for tests are under `/_config`.
"""

import asyncio
import logging
import re
import sys
import time
from hashlib import sha256
from typing import Any

from aiohttp import web
from localstripe import resources, server, webhooks
from localstripe.errors import UserError
from localstripe.resources import (
    BalanceTransaction,
    Charge,
    Event,
    PaymentIntent,
    PaymentMethod,
    Refund,
    StripeObject,
    store,
)

DECLINES = {
    "4000000000000002": {"code": "card_declined", "decline_code": "generic_decline"},
    "4000000000009995": {"code": "card_declined", "decline_code": "insufficient_funds"},
    "4000000000000069": {"code": "expired_card", "decline_code": "expired_card"},
}
SLOW = "4000000000000119"
"""A payment with this card is booked, and its answer comes too late."""
SECONDS = 1.5
FEE_MINOR, FEE_PER_MILLE = 30, 29
_answers: dict[str, tuple[bytes, int, bytes]] = {}
_under_way: dict[str, asyncio.Lock] = {}
_base = ""


def refuse(status: int, message: str, **more: Any) -> UserError:
    error = UserError(status, message, dict(more))
    error.body["error"] |= more  # localstripe knows one type of error only
    return error


def tell(kind: str, thing: StripeObject) -> None:
    webhooks.schedule_webhook(Event(kind, thing))


store.dump_to_disk = lambda: None


# --- idempotency -------------------------------------------------------------------------------


@web.middleware
async def idempotency(request: web.Request, handler: Any) -> web.StreamResponse:
    """The same key gets the first answer; with another body it is refused."""
    key = request.headers.get("Idempotency-Key")
    if request.method != "POST" or not key:
        return await handler(request)
    body = request.path.encode() + b"\n" + await request.read()
    async with _under_way.setdefault(key, asyncio.Lock()):
        if key in _answers:
            first, status, answer = _answers[key]
            if first != body:
                said = "Keys for idempotent requests can only be used with the same parameters."
                error = {"type": "idempotency_error", "message": said}
                return web.json_response({"error": error}, status=400)
            return web.Response(body=answer, status=status, content_type="application/json")
        response = await handler(request)
        if response.status < 300 or response.status == 402:
            _answers[key] = (body, response.status, bytes(response.body))
    for late in [late for late in _slow if late in bytes(response.body)]:
        _slow.discard(late)
        await asyncio.sleep(SECONDS)
    return response


_slow: set[bytes] = set()
"""Ids of payments whose answer comes too late."""


# --- payment methods ---------------------------------------------------------------------------


def luhn(number: str) -> bool:
    digits = [int(digit) for digit in reversed(number)]
    return (sum(digits[::2]) + sum(sum(divmod(2 * d, 10)) for d in digits[1::2])) % 10 == 0


def checked_method(make: Any) -> Any:
    """Refuse cards as the API does: naming what is wrong with them."""

    def create(**data: Any) -> Any:
        card = data.get("card") or {}
        if "token" in card:
            return PaymentMethod._api_retrieve(card["token"].replace("tok_", "pm_"))
        number, cvc = str(card.get("number", "")), str(card.get("cvc", ""))
        if not number.isascii() or not number.isdigit() or not luhn(number) or len(number) < 12:
            raise refuse(402, "Your card number is incorrect.", type="card_error",
                         code="incorrect_number", param="number")  # fmt: skip
        if not cvc.isdigit() or len(cvc) != (4 if number.startswith("3") else 3):
            raise refuse(402, "Your card's security code is invalid.", type="card_error",
                         code="invalid_cvc", param="cvc")  # fmt: skip
        made = make(**data)
        made._used = False
        made.card["brand"] = {"3": "amex", "5": "mastercard"}.get(number[0], "visa")
        made.card["country"] = "US"
        made.card["fingerprint"] = sha256(number.encode()).hexdigest()[:16]
        return made

    return create


PaymentMethod._api_create = staticmethod(checked_method(PaymentMethod._api_create))


async def make_token(request: web.Request) -> web.Response:
    """Exchange what Apple Pay gave for a token; a test's data name a card."""
    found = re.search(r"test_(\d+)", str((await request.post()).get("pk_token", "")))
    if found is None:
        raise refuse(400, "The PKPaymentToken could not be decrypted.",
                     type="invalid_request_error", code="invalid_pk_token")  # fmt: skip
    card = {"number": found[1], "exp_month": "12", "exp_year": "2030", "cvc": "123"}
    made = PaymentMethod._api_create(type="card", card=card)
    made.card["wallet"] = {"type": "apple_pay"}
    shown = {name: made.card[name] for name in ("brand", "last4", "wallet")}
    token = {"id": made.id.replace("pm_", "tok_"), "object": "token", "type": "card", "card": shown}
    return server.json_response(token)


PaymentMethod._attaching_is_declined = lambda self: False
PaymentMethod._charging_is_declined = lambda self: self._card_number in DECLINES


# --- payment intents ---------------------------------------------------------------------------

_make_intent = PaymentIntent._api_create.__func__
_cancel = PaymentIntent._api_cancel.__func__


def create_intent(cls: Any, return_url: str = "", **data: Any) -> Any:
    method = data.get("payment_method")
    inline = data.pop("payment_method_data", None)
    if inline:
        method = data["payment_method"] = PaymentMethod._api_create(**inline).id
    if data.get("confirm") and method:
        used = PaymentMethod._api_retrieve(method)
        if getattr(used, "_used", False) and used.customer is None:
            raise refuse(400, "The provided PaymentMethod was previously used.",
                         code="payment_method_unexpected_state", param="payment_method")  # fmt: skip
        used._used = True
    _pending.update(return_url=return_url)
    return _make_intent(cls, **data)


_pending: dict[str, str] = {}
"""Where the shopper of the intent that is being made returns to."""
_init_intent = PaymentIntent.__init__


def init_intent(self: Any, **data: Any) -> None:
    _init_intent(self, **data)
    self._return_url = _pending.pop("return_url", "")
    self.cancellation_reason = None


def confirm_intent(self: Any, on_failure_now: Any) -> None:
    method = PaymentMethod._api_retrieve(self.payment_method)
    self._authentication_failed = False
    if method._card_number == SLOW:
        _slow.add(self.id.encode())
    if method._requires_authentication():
        url = f"{_base}/_config/approve/{self.id}"
        self.next_action = {"type": "redirect_to_url",
                            "redirect_to_url": {"url": url, "return_url": self._return_url}}  # fmt: skip
        tell("payment_intent.requires_action", self)
    else:
        self._create_charge(on_failure_now=on_failure_now)


def fail_intent(self: Any) -> None:
    number = PaymentMethod._api_retrieve(self.payment_method)._card_number
    why = DECLINES.get(number, {"code": "card_declined"})
    self.latest_charge.failure_code = why["code"]
    self._why = why
    tell("payment_intent.payment_failed", self)
    raise refuse(402, "Your card was declined.", type="card_error", charge=self.latest_charge.id,
                 payment_intent=self._export(["payment_method"]), **why)  # fmt: skip


def last_error(self: Any) -> Any:
    if self._authentication_failed:
        return {"code": "payment_intent_authentication_failure", "type": "invalid_request_error",
                "payment_method": self._failed_method}  # fmt: skip
    return getattr(self, "_why", None)


def capture_intent(cls: Any, id: str, amount_to_capture: Any = None, **rest: Any) -> Any:  # noqa: A002
    intent = cls._api_retrieve(id)
    if intent.status != "requires_capture":
        raise refuse(400, "It cannot be captured.", code="payment_intent_unexpected_state")
    if amount_to_capture is not None and not 0 < int(amount_to_capture) <= intent.amount:
        raise refuse(400, "Too large.", code="amount_too_large", param="amount_to_capture")
    intent.latest_charge._capture(amount=amount_to_capture, on_success=intent._on_success)
    return intent


def capture_charge(self: Any, amount: Any, on_success: Any = None) -> None:
    """As in today's API, capturing less lets the rest go; it does not make a refund of it."""
    amount = self.amount if amount is None else int(amount)
    self._taken = amount

    def done() -> None:
        self.captured = True
        on_success()

    self._trigger_payment(on_success=done)


def cancel_intent(cls: Any, id: str, cancellation_reason: str = "", **rest: Any) -> Any:  # noqa: A002
    try:
        intent = _cancel(cls, id)
    except UserError:
        raise refuse(400, "Too late.", code="payment_intent_unexpected_state") from None
    intent.cancellation_reason = cancellation_reason or None
    tell("payment_intent.canceled", intent)
    return intent


def received(self: Any) -> int:
    charge = self.latest_charge
    if charge is None or charge.status != "succeeded" or not charge.captured:
        return 0
    return getattr(charge, "_taken", charge.amount)


def authenticate(intent: Any, success: bool) -> None:
    if intent.status != "requires_action":
        return
    intent.next_action = None
    if success:
        intent._create_charge(on_failure_now=intent._report_failure)
    else:
        intent._failed_method = PaymentMethod._api_retrieve(intent.payment_method)._export()
        intent._authentication_failed, intent.payment_method = True, None
        tell("payment_intent.payment_failed", intent)


def listed(prefix: str) -> Any:
    """Return the list of a kind of objects, newest first, of a time."""

    def list_all(cls: Any, url: str, limit: Any = 10, starting_after: Any = None,
                 created: Any = None, **rest: Any) -> Any:  # fmt: skip
        times = {name: int(at) for name, at in (created or {}).items()}
        found = [thing for key, thing in store.items() if key.startswith(prefix)
                 and times.get("gte", 0) <= thing.created <= times.get("lte", 2**40)
                 and thing.created < times.get("lt", 2**40)]  # fmt: skip
        made = resources.List(url, limit=limit, starting_after=starting_after)
        made._list = sorted(found, key=lambda thing: -thing.created)
        return made

    return classmethod(list_all)


PaymentIntent.__init__ = init_intent
PaymentIntent._api_create = classmethod(create_intent)
PaymentIntent._api_list_all = listed("payment_intent:")
PaymentIntent._confirm = confirm_intent
PaymentIntent._report_failure = fail_intent
PaymentIntent.last_payment_error = property(last_error)
PaymentIntent.amount_received = property(received)
Charge._capture = capture_charge


# --- refunds, disputes, balance ------------------------------------------------------------------

_init_refund = Refund.__init__


def init_refund(self: Any, **data: Any) -> None:
    intent = PaymentIntent._api_retrieve(data["payment_intent"])
    charge = intent.latest_charge
    if charge is None or intent.status != "succeeded":
        raise refuse(400, "Nothing was taken.", code="payment_intent_unexpected_state")
    left = received(intent) - charge.amount_refunded - getattr(charge, "_disputed", 0)
    if int(data.get("amount", left)) > left:
        raise refuse(400, "Greater than unrefunded amount.", code="charge_already_refunded")
    _init_refund(self, **data)
    tell("refund.created", self)


Refund.__init__ = init_refund
_init_transaction = BalanceTransaction.__init__


def init_transaction(self: Any, **data: Any) -> None:
    charge = store.get("charge:" + data["source"])
    if charge is not None:
        data["amount"] = getattr(charge, "_taken", data["amount"])
    _init_transaction(self, **data)
    if data["type"] == "charge":
        self.fee = FEE_MINOR + self.amount * FEE_PER_MILLE // 1000
    self.payout = None


BalanceTransaction.__init__ = init_transaction
BalanceTransaction._api_list_all = listed("balance_transaction:")


class Dispute(StripeObject):
    object = "dispute"
    _id_prefix = "dp_"

    def __init__(self, payment_intent: str, amount: int, reason: str = "fraudulent") -> None:
        super().__init__()
        intent = PaymentIntent._api_retrieve(payment_intent)
        self.payment_intent, self.charge = payment_intent, intent.latest_charge.id
        self.amount, self.currency, self.reason = int(amount), intent.currency, reason
        self.status, self.metadata, self.evidence = "needs_response", {}, {}
        self.evidence_details = {"due_by": int(time.time()) + 7 * 86400}
        intent.latest_charge._disputed = self.amount
        tell("charge.dispute.created", self)

    def _decide(self, status: str) -> None:
        self.status = status
        if status == "won":
            Charge._api_retrieve(self.charge)._disputed = 0
        tell("charge.dispute.closed", self)


def dispute_of(request: web.Request) -> Dispute:
    return Dispute._api_retrieve(request.match_info["id"])


async def show_dispute(request: web.Request) -> web.Response:
    return server.json_response(dispute_of(request)._export())


async def contest(request: web.Request) -> web.Response:
    dispute, data = dispute_of(request), await server.get_post_data(request)
    dispute.evidence = data["evidence"]
    if data.get("submit") == "true":
        dispute.status = "under_review"
        tell("charge.dispute.updated", dispute)
    return server.json_response(dispute._export())


async def close_dispute(request: web.Request) -> web.Response:
    dispute_of(request)._decide("lost")
    return server.json_response(dispute_of(request)._export())


# --- levers --------------------------------------------------------------------------------------


async def open_dispute(request: web.Request) -> web.Response:
    return server.json_response(Dispute(**await request.json())._export())


async def decide_dispute(request: web.Request) -> web.Response:
    dispute_of(request)._decide(request.match_info["how"])
    return server.json_response(dispute_of(request)._export())


async def approve(request: web.Request) -> web.Response:
    """The bank's page: GET asks, POST answers."""
    intent = PaymentIntent._api_retrieve(request.match_info["id"])
    if request.method == "POST":
        answer = (await request.post()).get("answer")
        authenticate(intent, answer == "approve")
        raise web.HTTPSeeOther(intent._return_url or "/")
    page = "<form method=post><button name=answer value=approve>Approve</button></form>"
    return web.Response(text=page, content_type="text/html")


async def flush(request: web.Request) -> web.Response:
    """Begin anew."""
    store.clear()
    for kept in (_answers, _under_way, _slow, webhooks._webhooks):
        kept.clear()
    return web.Response()


async def show_events(request: web.Request) -> web.Response:
    found = [event._export() for key, event in store.items() if key.startswith("event:")]
    return server.json_response(found)


def build() -> web.Application:
    """Return the API: the added routes come first."""
    made = web.Application(
        middlewares=[server.error_middleware, idempotency, server.error_middleware,
                     server.auth_middleware])  # fmt: skip
    add = made.router.add_route
    add("POST", "/v1/payment_intents/{id}/capture", server.api_extra(
        classmethod(capture_intent).__get__(None, PaymentIntent), ""))  # fmt: skip
    add("POST", "/v1/payment_intents/{id}/cancel", server.api_extra(
        classmethod(cancel_intent).__get__(None, PaymentIntent), ""))  # fmt: skip
    add("POST", "/v1/tokens", make_token)
    add("GET", "/v1/disputes/{id}", show_dispute)
    add("POST", "/v1/disputes/{id}", contest)
    add("POST", "/v1/disputes/{id}/close", close_dispute)
    add("POST", "/_config/disputes", open_dispute)
    add("POST", "/_config/disputes/{id}/{how}", decide_dispute)
    add("*", "/_config/approve/{id}", approve)
    add("GET", "/_config/events", show_events)
    add("POST", "/_config/flush", flush)
    for route in server.app.router.routes():
        if route.method != "HEAD":
            add(route.method, route.resource.canonical, route.handler)
    return made


if __name__ == "__main__":
    port = int(sys.argv[1])
    _base = f"http://127.0.0.1:{port}"
    logging.basicConfig(level=logging.WARNING)
    web.run_app(build(), host="127.0.0.1", port=port, print=None)
