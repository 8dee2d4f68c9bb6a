"""The shop: passkeys. The answers of authenticators travel as browsers write them (`toJSON`)."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from serai.customers.api.schemas import REFUSALS, SessionOut, session_as_json
from serai.customers.queries.passkeys.passkey_view import passkeys_of
from serai.customers.usecases.passkeys.add_passkey import AddPasskey, add_passkey
from serai.customers.usecases.passkeys.begin_passkey import begin_passkey
from serai.customers.usecases.passkeys.log_in_with_passkey import (
    begin_passkey_login,
    log_in_with_passkey,
)
from serai.customers.usecases.passkeys.remove_passkey import remove_passkey
from serai.customers.usecases.passkeys.rename_passkey import rename_passkey
from serai.kernel import clock
from serai.plumbing.api import (
    Input,
    Problem,
    answer,
    caller_of,
    empty,
    idempotency_key,
    shop_key,
    shopper,
)
from serai.plumbing.idempotency import answer_once

router = Router()

Text = Annotated[str, Field(max_length=8192, description="Bytes as base64url.")]
PasskeyName = Annotated[
    str, Field(max_length=320, description="What to call it.", examples=["My telephone"])
]


class Attested(Schema):
    """What an authenticator says of the passkey it made."""

    clientDataJSON: Text  # noqa: N815 - the standard's name
    attestationObject: Annotated[  # noqa: N815
        str, Field(max_length=65536, description="The public key and more, as base64url.")
    ]
    transports: Annotated[
        list[Annotated[str, Field(max_length=40)]],
        Field(max_length=20, description="How the authenticator is reached."),
    ] = []


class Asserted(Schema):
    """What an authenticator signed."""

    clientDataJSON: Text  # noqa: N815
    authenticatorData: Text  # noqa: N815
    signature: Text
    userHandle: Annotated[  # noqa: N815
        str | None, Field(max_length=200, description="Whose passkey it is, as base64url.")
    ] = None


class _Credential(Schema):
    id: Annotated[str, Field(max_length=2048, description="The credential's id, as base64url.")]
    rawId: Annotated[str, Field(max_length=2048, description="The same.")]  # noqa: N815
    type: Annotated[str, Field(max_length=40, description="Always public-key.")] = "public-key"
    authenticatorAttachment: Annotated[  # noqa: N815
        str | None, Field(max_length=40, description="In the device, or across devices.")
    ] = None


class CreatedCredential(_Credential):
    """The answer of `navigator.credentials.create`, as `toJSON` writes it."""

    response: Attested


class UsedCredential(_Credential):
    """The answer of `navigator.credentials.get`, as `toJSON` writes it."""

    response: Asserted


class NewPasskey(Input):
    """A passkey that a browser has made."""

    credential: CreatedCredential
    name: PasskeyName


class PasskeyShown(Input):
    """A passkey's signature."""

    credential: UsedCredential


class PasskeyRename(Input):
    """Another name."""

    name: PasskeyName


class PasskeyOptions(Schema):
    """What a page hands to the browser."""

    public_key: Annotated[
        dict[str, Any],
        Field(description="Options of the standard; `parseCreationOptionsFromJSON` reads them."),
    ]


class PasskeyOut(Schema):
    """A passkey as its owner sees it."""

    id: Annotated[UUID, Field(description="The passkey's id.")]
    name: PasskeyName
    is_synced: Annotated[bool, Field(description="Whether other devices of theirs may have it.")]
    created_at: Annotated[datetime, Field(description="When it was added.")]
    last_used_at: Annotated[datetime | None, Field(description="When it was last used.")]


class Passkeys(Schema):
    """Every passkey of the customer, the newest first."""

    items: list[PasskeyOut]


@router.post(
    "/accounts/passkey-challenge",
    auth=shop_key,
    response={200: PasskeyOptions, **REFUSALS},
    operation_id="begin_passkey_login",
)
def post_login_challenge(request: HttpRequest) -> HttpResponse:
    """Get what a page needs to ask for a passkey. It works for five minutes and names nobody."""
    return answer({"public_key": begin_passkey_login(now=clock.now())})


@router.post(
    "/accounts/passkey-login",
    auth=shop_key,
    response={200: SessionOut, **REFUSALS},
    operation_id="log_in_with_passkey",
)
def post_passkey_login(request: HttpRequest, body: PasskeyShown) -> HttpResponse:
    """Log in with a passkey: no address, no password. A signature works once."""
    return answer(session_as_json(log_in_with_passkey(body.credential.dict(), now=clock.now())))


@router.get(
    "/me/passkeys",
    auth=shopper,
    response={200: Passkeys, **REFUSALS},
    operation_id="passkeys_of_customer",
)
def get_passkeys(request: HttpRequest) -> HttpResponse:
    """Every passkey, the newest first."""
    return answer({"items": passkeys_of(_me(request))})


@router.post(
    "/me/passkeys/challenge",
    auth=shopper,
    response={200: PasskeyOptions, 404: Problem, **REFUSALS},
    operation_id="begin_passkey",
)
def post_challenge(request: HttpRequest) -> HttpResponse:
    """Get what a page needs to have a passkey made. It works for five minutes, for this account."""
    return answer({"public_key": begin_passkey(_me(request), now=clock.now())})


@router.post(
    "/me/passkeys",
    auth=shopper,
    response={201: PasskeyOut, 404: Problem, **REFUSALS},
    operation_id="add_passkey",
)
def post_passkey(request: HttpRequest, body: NewPasskey) -> HttpResponse:
    """Keep a passkey. Safe to repeat with the same Idempotency-Key."""
    command = AddPasskey(_me(request), body.credential.dict(), body.name)
    kept = answer_once(
        idempotency_key(request, "add_passkey"),
        lambda: asdict(add_passkey(command, now=clock.now())),
    )
    return answer(kept, 201)


@router.patch(
    "/me/passkeys/{passkey_id}",
    auth=shopper,
    response={200: PasskeyOut, 404: Problem, **REFUSALS},
    operation_id="rename_passkey",
)
def patch_passkey(request: HttpRequest, passkey_id: UUID, body: PasskeyRename) -> HttpResponse:
    """Call a passkey of one's own something else."""
    return answer(rename_passkey(_me(request), passkey_id, body.name))


@router.delete(
    "/me/passkeys/{passkey_id}",
    auth=shopper,
    response={204: None, 404: Problem, **REFUSALS},
    operation_id="remove_passkey",
)
def delete_passkey(request: HttpRequest, passkey_id: UUID) -> HttpResponse:
    """Remove a passkey of one's own: it lets nobody in from now on."""
    remove_passkey(_me(request), passkey_id)
    return empty()


def _me(request: HttpRequest) -> UUID:
    customer_id = caller_of(request).customer_id
    assert customer_id is not None
    return customer_id
