"""The shop: cards that a customer has had kept."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from serai.kernel import clock
from serai.payments.api.shop_instalments import router as instalments
from serai.payments.api.shop_methods import router as methods
from serai.payments.api.shop_wallets import router as wallets
from serai.payments.ports import Card
from serai.payments.queries.instruments.instrument_view import instruments_of
from serai.payments.usecases.instruments.choose_default_instrument import (
    choose_default_instrument,
)
from serai.payments.usecases.instruments.keep_instrument import (
    KeepInstrument,
    card_at_vault,
    keep_instrument,
)
from serai.payments.usecases.instruments.remove_instrument import remove_instrument
from serai.payments.usecases.tokenise_card import tokenise_card
from serai.plumbing.api import Input, Problem, answer, caller_of, empty, idempotency_key, shopper
from serai.plumbing.idempotency import answer_once, kept_answer

router = Router(auth=shopper)
router.add_router("", methods)
router.add_router("", wallets)
router.add_router("", instalments)

REFUSALS = {400: Problem, 401: Problem, 403: Problem, 422: Problem, 429: Problem}


class TypedCard(Input):
    """A card as it was typed; it goes to the processor and is kept nowhere here."""

    number: Annotated[str, Field(max_length=30)]
    expiry: Annotated[str, Field(max_length=9, description="MM/YY.")]
    cvc: Annotated[str, Field(max_length=4)]


class InstrumentIn(Input):
    """A card to keep."""

    token: Annotated[
        str,
        Field(max_length=200, description="The processor's token of a card that has not paid."),
    ] = ""
    card: Annotated[
        TypedCard | None,
        Field(description="Instead of a token, where the page could not make one."),
    ] = None
    consent_text_version: Annotated[
        str,
        Field(
            max_length=40,
            description="Which text about keeping cards was agreed to.",
            examples=["2026-11"],
        ),
    ]
    is_default: Annotated[bool, Field(strict=True, description="Suggest it first.")] = False


class DefaultIn(Input):
    """Suggest this card first."""

    is_default: Annotated[
        Literal[True], Field(description="Another card takes the place by itself.")
    ]


class InstrumentOut(Schema):
    """A kept card."""

    id: Annotated[UUID, Field(description="The kept card's id; orders are paid with it.")]
    method: Annotated[str, Field(description="Always card so far.")]
    brand: Annotated[str, Field(description="Such as Visa.")]
    last4: Annotated[str, Field(description="The last four digits.")]
    label: Annotated[str, Field(description="How to show it.", examples=["Visa •••• 4242"])]
    expires_on: Annotated[date | None, Field(description="Its last day, where that is known.")]
    is_default: Annotated[bool, Field(description="Whether it is suggested first.")]
    kept_at: Annotated[datetime, Field(description="When it was kept.")]
    last_used_at: Annotated[datetime | None, Field(description="When it was last used.")]


class InstrumentsOut(Schema):
    """Every kept card of the customer, the default first."""

    items: list[InstrumentOut]


@router.get(
    "/me/instruments",
    response={200: InstrumentsOut, **REFUSALS},
    operation_id="instruments_of_customer",
)
def get_instruments(request: HttpRequest) -> HttpResponse:
    """Every kept card, the default first, then the newest."""
    return answer({"items": instruments_of(_me(request))})


@router.post(
    "/me/instruments",
    response={201: InstrumentOut, 404: Problem, 503: Problem, **REFUSALS},
    operation_id="keep_instrument",
)
def post_instrument(request: HttpRequest, body: InstrumentIn) -> HttpResponse:
    """Keep a card for the next time, with its holder's consent. Safe to repeat."""
    key, now = idempotency_key(request, "keep_instrument"), clock.now()
    kept = kept_answer(key)
    if kept is None:
        command = KeepInstrument(
            customer_id=_me(request),
            channel_code=caller_of(request).channel_code,
            token=_token_of(body, caller_of(request).channel_code, now),
            consent_text_version=body.consent_text_version,
            is_default=body.is_default,
        )
        processor, card = card_at_vault(command, now=now)
        kept = answer_once(key, lambda: asdict(keep_instrument(command, processor, card, now=now)))
    return answer(kept, 201)


@router.patch(
    "/me/instruments/{instrument_id}",
    response={200: InstrumentOut, 404: Problem, **REFUSALS},
    operation_id="choose_default_instrument",
)
def patch_instrument(request: HttpRequest, instrument_id: UUID, body: DefaultIn) -> HttpResponse:
    """Make a kept card the default."""
    return answer(choose_default_instrument(_me(request), instrument_id))


@router.delete(
    "/me/instruments/{instrument_id}",
    response={204: None, 404: Problem, **REFUSALS},
    operation_id="remove_instrument",
)
def delete_instrument(request: HttpRequest, instrument_id: UUID) -> HttpResponse:
    """Remove a kept card, here and at the processor."""
    remove_instrument(_me(request), instrument_id)
    return empty()


def _token_of(body: InstrumentIn, channel_code: str, now: datetime) -> str:
    if body.card is None:
        return body.token
    typed = Card(body.card.number, body.card.expiry, body.card.cvc)
    return tokenise_card(typed, channel_code=channel_code, now=now).token


def _me(request: HttpRequest) -> UUID:
    customer_id = caller_of(request).customer_id
    assert customer_id is not None
    return customer_id
