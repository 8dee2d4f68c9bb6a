"""The shop: what is left on a gift card, and what an account holds."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router

from serai.catalog.public import channel
from serai.kernel import clock
from serai.payments.api.tender_schemas import (
    CodeIn,
    GiftCardOut,
    GiftCardsOut,
    StoreCreditPageOut,
)
from serai.payments.queries.gift_cards.gift_card_view import (
    GiftCardView,
    gift_card_of_code,
    gift_cards_of_customer,
)
from serai.payments.queries.store_credit import store_credit, store_credit_moves
from serai.payments.usecases.gift_cards.keep_gift_card import keep_gift_card
from serai.plumbing.api import (
    Problem,
    address_limit,
    answer,
    caller_of,
    idempotency_key,
    shop_key,
    shopper,
)
from serai.plumbing.idempotency import answer_once

SHOWN = ("id", "last4", "state", "balance", "available", "expires_at")
"""What the holder of a card is told of it."""


def _held(card: GiftCardView) -> dict[str, Any]:
    return {name: getattr(card, name) for name in SHOWN}


router = Router(auth=shop_key)

REFUSALS = {400: Problem, 401: Problem, 403: Problem, 422: Problem, 429: Problem}


@router.post(
    "/gift-cards/balance",
    response={200: GiftCardOut, 404: Problem, **REFUSALS},
    operation_id="gift_card_balance",
)
def post_gift_card_balance(request: HttpRequest, body: CodeIn) -> HttpResponse:
    """Tell what is left on a gift card to whoever knows its code."""
    address_limit(request)
    return answer(
        _held(gift_card_of_code(body.code, secret=settings.SERAI_SECRET, now=clock.now()))
    )


@router.get(
    "/me/gift-cards",
    auth=shopper,
    response={200: GiftCardsOut, **REFUSALS},
    operation_id="my_gift_cards",
)
def get_my_gift_cards(request: HttpRequest) -> HttpResponse:
    """List the gift cards that the shopper keeps, newest first."""
    customer_id = caller_of(request).customer_id
    assert customer_id is not None, "the endpoint asks for a shopper's token"
    cards = gift_cards_of_customer(customer_id, now=clock.now())
    return answer({"items": [_held(card) for card in cards]})


@router.post(
    "/me/gift-cards",
    auth=shopper,
    response={200: GiftCardOut, 404: Problem, 409: Problem, **REFUSALS},
    operation_id="keep_gift_card",
)
def post_my_gift_card(request: HttpRequest, body: CodeIn) -> HttpResponse:
    """Put a gift card into the account; from then on only its owner can pay with it."""
    key = idempotency_key(request, "keep_gift_card")
    customer_id = caller_of(request).customer_id
    assert customer_id is not None, "the endpoint asks for a shopper's token"
    secret = settings.SERAI_SECRET
    return answer(
        answer_once(
            key,
            lambda: _held(keep_gift_card(customer_id, body.code, secret=secret, now=clock.now())),
        )
    )


@router.get(
    "/me/store-credit",
    auth=shopper,
    response={200: StoreCreditPageOut, **REFUSALS},
    operation_id="my_store_credit",
)
def get_my_store_credit(request: HttpRequest, cursor: str | None = None) -> HttpResponse:
    """Tell what the shopper may spend here, and how it came about."""
    caller = caller_of(request)
    assert caller.customer_id is not None, "the endpoint asks for a shopper's token"
    currency = channel(caller.channel_code).currency
    credit = store_credit(caller.customer_id, currency)
    moves = store_credit_moves(caller.customer_id, currency, cursor=cursor)
    said = {"balance": credit.balance, "available": credit.available}
    return answer({**said, "moves": moves.items, "next_cursor": moves.next_cursor})
