"""The shop: payment by the browser's own wallets."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_variables
from ninja import Router, Schema
from pydantic import Field

from serai.kernel import clock
from serai.payments.ports.wallets import LONGEST_PAYLOAD, WalletPayload
from serai.payments.usecases.open_apple_pay import open_apple_pay
from serai.payments.usecases.tokenise_wallet import tokenise_wallet
from serai.plumbing.api import Input, Problem, answer, caller_of, shop_key

router = Router(auth=shop_key)
REFUSALS = {400: Problem, 401: Problem, 403: Problem, 422: Problem, 429: Problem, 503: Problem}


class WalletPayloadIn(Input):
    """What the browser's wallet gave."""

    method: Annotated[Literal["apple_pay", "google_pay"], Field(description="Which wallet.")]
    payload: Annotated[
        str,
        Field(
            min_length=1,
            max_length=LONGEST_PAYLOAD,
            description="Apple's payment.token as JSON, or Google's tokenizationData.token, unchanged.",
        ),
    ]


class WalletTokenOut(Schema):
    """What pays once."""

    token: Annotated[str, Field(description="The processor's token; an order is placed with it.")]
    brand: Annotated[str, Field(description="Of the wallet or the card behind it; may be empty.")]
    last4: Annotated[str, Field(description="The last four digits; may be empty.")]


class ValidationIn(Input):
    """What Apple's sheet asked."""

    validation_url: Annotated[
        str, Field(max_length=300, description="event.validationURL, unchanged.")
    ]


class SessionOut(Schema):
    """What Apple's sheet wants to hear."""

    session: Annotated[
        dict[str, Any], Field(description="For completeMerchantValidation, unchanged.")
    ]


@router.post(
    "/wallet-tokens",
    response={201: WalletTokenOut, 404: Problem, **REFUSALS},
    operation_id="tokenise_wallet",
)
@sensitive_variables()
def post_token(request: HttpRequest, body: WalletPayloadIn) -> HttpResponse:
    """Turn what a wallet gave into a token that pays once. The payload goes to the processor, is not kept."""
    wallet = WalletPayload(body.method, body.payload)
    code = caller_of(request).channel_code
    return answer(tokenise_wallet(wallet, channel_code=code, now=clock.now()), 201)


@router.post(
    "/apple-pay-sessions",
    response={201: SessionOut, **REFUSALS},
    operation_id="open_apple_pay",
)
def post_session(request: HttpRequest, body: ValidationIn) -> HttpResponse:
    """Let Apple's sheet open: Apple is asked for a session with this shop's certificate."""
    session = open_apple_pay(caller_of(request).channel_code, body.validation_url)
    return answer({"session": dict(session)}, 201)
