"""The provider's API, in the wire of `adapters.redirect`: another shop can send its shoppers here."""

import hmac
from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from serai.kernel import clock
from serai.kernel.money import Money
from serai.payments.adapters.local.news import News, of_charge, of_refund
from serai.payments.adapters.pay_later.provider import PayLater
from serai.payments.adapters.redirect.wire import (
    Captured,
    CaptureIn,
    RefundIn,
    Refused,
    SessionIn,
)
from serai.payments.ports import CaptureAt, ChargeRefused, ChargeRequest, ProcessorUnavailable
from serai.plumbing.wiring import bound

T = TypeVar("T")
View = Callable[..., HttpResponse]


def of_shops(view: View) -> View:
    """Let only whoever has the provider's key in; malformed requests are refused."""

    @wraps(view)
    def guarded(request: HttpRequest, **named: str) -> HttpResponse:
        given = request.headers.get("Authorization", "").encode()
        if not hmac.compare_digest(given, f"Bearer {bound(PayLater).public_key}".encode()):
            return _answer(Refused("key_wrong", "Send the provider's key as bearer token."), 401)
        try:
            return view(request, **named)
        except ChargeRefused as refusal:
            return _answer(Refused(refusal.reason, str(refusal)), 422)
        except (msgspec.DecodeError, ValueError):
            return _answer(Refused("malformed", "The request cannot be read."), 400)
        except ProcessorUnavailable:
            return _answer(Refused("unavailable", "Try again."), 503)

    return guarded


@of_shops
@require_http_methods(["POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """Open a session, once for each reference."""
    wanted = _body(request, SessionIn)
    asked = ChargeRequest(
        payment_id=UUID(wanted.reference),
        amount=Money(wanted.amount_minor, wanted.currency),
        token="",
        return_url=wanted.return_url,
        method="pay_later",
        capture_at=CaptureAt(wanted.capture),
    )
    now = clock.now()
    return _answer(of_charge(bound(PayLater).charge(asked, now=now), now=now))


@of_shops
@require_http_methods(["GET"])
def session(request: HttpRequest, reference: str) -> HttpResponse:
    """Return a session."""
    found = bound(PayLater).status_of(reference)
    return _unknown() if found is None else _answer(of_charge(found, now=clock.now()))


@of_shops
@require_http_methods(["POST"])
def captures(request: HttpRequest, reference: str) -> HttpResponse:
    """Take part of what was set aside; `reference` is the session's own."""
    wanted, now = _body(request, CaptureIn), clock.now()
    amount = Money(wanted.amount_minor, wanted.currency)
    taken = bound(PayLater).capture(reference, amount, key=wanted.key, final=wanted.final, now=now)
    told = Captured(
        taken.status.value, taken.failure_code, taken.reference, of_charge(taken.charge, now=now)
    )
    return _answer(told)


@of_shops
@require_http_methods(["POST"])
def cancellation(request: HttpRequest, reference: str) -> HttpResponse:
    """Cancel a session, or make sure that it is never opened."""
    now = clock.now()
    closed = bound(PayLater).void(reference, now=now)
    return _unknown() if closed is None else _answer(of_charge(closed, now=now))


@of_shops
@require_http_methods(["POST"])
def refunds(request: HttpRequest, reference: str) -> HttpResponse:
    """Give back part of what was taken; `reference` is the session's own."""
    wanted, now = _body(request, RefundIn), clock.now()
    amount = Money(wanted.amount_minor, wanted.currency)
    given_back = bound(PayLater).refund(reference, amount, key=wanted.key, now=now)
    return _answer(of_refund(given_back, now=now))


def _body(request: HttpRequest, shape: type[T]) -> T:
    return msgspec.json.decode(request.body, type=shape)


def _unknown() -> HttpResponse:
    return _answer(Refused("session_unknown", "There is no such session."), 404)


def _answer(told: News | Captured | Refused, status: int = 200) -> HttpResponse:
    return HttpResponse(msgspec.json.encode(told), status=status, content_type="application/json")
