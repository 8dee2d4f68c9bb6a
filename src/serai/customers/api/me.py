"""The shop: what a customer keeps about themselves. Every route speaks of the caller alone."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from serai.customers.api.schemas import (
    REFUSALS,
    CustomerOut,
    LocaleTag,
    Password,
    PersonName,
    SessionOut,
    customer_as_json,
    session_as_json,
)
from serai.customers.domain.postal_address import PostalAddress
from serai.customers.queries.address_view import addresses_of
from serai.customers.queries.consent_view import consents_of
from serai.customers.queries.customer_view import customer
from serai.customers.usecases.add_address import add_address
from serai.customers.usecases.change_address import change_address
from serai.customers.usecases.change_password import ChangePassword, change_password
from serai.customers.usecases.change_profile import ChangeProfile, change_profile
from serai.customers.usecases.delete_address import delete_address
from serai.customers.usecases.record_consent import RecordConsent, record_consent
from serai.kernel import clock
from serai.plumbing.api import Input, Problem, answer, caller_of, empty, idempotency_key, shopper
from serai.plumbing.idempotency import answer_once

router = Router(auth=shopper)


class ProfileChange(Input):
    """What to change; what is left out stays."""

    name: PersonName | None = None
    locale: LocaleTag | None = None


class PasswordChange(Input):
    """The old password and the new one."""

    current_password: Password
    new_password: Password


class AddressIn(Input):
    """An address to keep."""

    name: Annotated[str, Field(max_length=400, description="To whom.", examples=["Ada Lovelace"])]
    line1: Annotated[str, Field(max_length=400, description="Street and number.")]
    line2: Annotated[str, Field(max_length=400, description="Flat, floor, company.")] = ""
    city: Annotated[str, Field(max_length=200, description="Town.")]
    region: Annotated[str, Field(max_length=200, description="State or province.")] = ""
    postcode: Annotated[str, Field(max_length=40, description="Postal code.", examples=["10001"])]
    country: Annotated[str, Field(max_length=10, description="Two letters.", examples=["US"])]
    phone: Annotated[str, Field(max_length=60, description="For the driver.")] = ""
    is_default: Annotated[bool, Field(strict=True, description="Suggest it first.")] = False

    def as_address(self) -> PostalAddress:
        """Return what the domain calls an address."""
        return PostalAddress(**self.dict(exclude={"is_default"}))


class AddressOut(AddressIn):
    """A kept address."""

    id: Annotated[UUID, Field(description="The address's id.")]


class AddressBook(Schema):
    """Every address of the customer, the default first."""

    items: list[AddressOut]


class ConsentIn(Input):
    """An answer to one purpose."""

    granted: Annotated[bool, Field(strict=True, description="Whether the use is allowed.")]
    text_version: Annotated[
        str, Field(max_length=80, description="Which text was read.", examples=["2026-11"])
    ]


class ConsentOut(Schema):
    """The answer that counts today."""

    purpose: Annotated[str, Field(description="What for.", examples=["personalisation"])]
    meaning: Annotated[str, Field(description="The purpose in words.")]
    needs_consent: Annotated[bool, Field(description="False: the shop cannot work without it.")]
    granted: Annotated[bool, Field(description="Whether the use is allowed.")]
    text_version: Annotated[
        str | None, Field(description="Which text was read; null: no answer yet.")
    ]
    source: Annotated[str | None, Field(description="Where the answer was given.")]
    recorded_at: Annotated[datetime | None, Field(description="When.")]


class Consents(Schema):
    """One answer for every purpose."""

    items: list[ConsentOut]


@router.get("/me", response={200: CustomerOut, 404: Problem, **REFUSALS}, operation_id="customer")
def get_me(request: HttpRequest) -> HttpResponse:
    """Who is logged in."""
    return answer(customer_as_json(customer(_me(request))))


@router.patch(
    "/me", response={200: CustomerOut, 404: Problem, **REFUSALS}, operation_id="change_profile"
)
def patch_me(request: HttpRequest, body: ProfileChange) -> HttpResponse:
    """Change name or language."""
    command = ChangeProfile(_me(request), name=body.name, locale=body.locale)
    return answer(customer_as_json(change_profile(command)))


@router.put(
    "/me/password",
    response={200: SessionOut, 404: Problem, **REFUSALS},
    operation_id="change_password",
)
def put_password(request: HttpRequest, body: PasswordChange) -> HttpResponse:
    """Change the password. Every device is logged out; the answer holds this one's new token."""
    command = ChangePassword(_me(request), body.current_password, body.new_password)
    return answer(session_as_json(change_password(command, now=clock.now())))


@router.get(
    "/me/addresses", response={200: AddressBook, **REFUSALS}, operation_id="addresses_of_customer"
)
def get_addresses(request: HttpRequest) -> HttpResponse:
    """Every address, the default first, then the newest."""
    return answer({"items": addresses_of(_me(request))})


@router.post(
    "/me/addresses",
    response={201: AddressOut, 404: Problem, **REFUSALS},
    operation_id="add_address",
)
def post_address(request: HttpRequest, body: AddressIn) -> HttpResponse:
    """Keep an address. Safe to repeat with the same Idempotency-Key."""
    kept = answer_once(
        idempotency_key(request, "add_address"),
        lambda: asdict(
            add_address(
                _me(request), body.as_address(), is_default=body.is_default, now=clock.now()
            )
        ),
    )
    return answer(kept, 201)


@router.put(
    "/me/addresses/{address_id}",
    response={200: AddressOut, 404: Problem, **REFUSALS},
    operation_id="change_address",
)
def put_address(request: HttpRequest, address_id: UUID, body: AddressIn) -> HttpResponse:
    """Replace an address of one's own."""
    view = change_address(_me(request), address_id, body.as_address(), is_default=body.is_default)
    return answer(view)


@router.delete(
    "/me/addresses/{address_id}",
    response={204: None, 404: Problem, **REFUSALS},
    operation_id="delete_address",
)
def delete_address_(request: HttpRequest, address_id: UUID) -> HttpResponse:
    """Delete an address of one's own."""
    delete_address(_me(request), address_id)
    return empty()


@router.get(
    "/me/consents", response={200: Consents, **REFUSALS}, operation_id="consents_of_customer"
)
def get_consents(request: HttpRequest) -> HttpResponse:
    """Today's answer for every purpose."""
    return answer({"items": consents_of(_me(request))})


@router.put(
    "/me/consents/{purpose}",
    response={200: ConsentOut, 404: Problem, **REFUSALS},
    operation_id="record_consent",
)
def put_consent(request: HttpRequest, purpose: str, body: ConsentIn) -> HttpResponse:
    """Allow or refuse one use of one's data. Each answer is kept; the newest counts."""
    command = RecordConsent(
        _me(request), purpose, granted=body.granted, text_version=body.text_version
    )
    return answer(record_consent(command, now=clock.now()))


def _me(request: HttpRequest) -> UUID:
    customer_id = caller_of(request).customer_id
    assert customer_id is not None
    return customer_id
