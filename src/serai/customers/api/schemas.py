"""Shapes that several routes share."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from serai.customers.queries.customer_view import CustomerView
from serai.customers.usecases.start_session import LoggedIn
from serai.plumbing.api import Problem

REFUSALS = {400: Problem, 401: Problem, 403: Problem, 422: Problem, 429: Problem}
"""What any call may meet: unreadable, no valid key or token, lacking scope, unfit value, too many."""

Email = Annotated[
    str, Field(max_length=320, description="An e-mail address.", examples=["ada@example.org"])
]
Password = Annotated[str, Field(max_length=1024, description="A password of 10 to 256 characters.")]
PersonName = Annotated[
    str, Field(max_length=400, description="What to call the customer.", examples=["Ada Lovelace"])
]
LocaleTag = Annotated[
    str, Field(max_length=20, description="The language of letters.", examples=["en", "pt-BR"])
]


class CustomerOut(Schema):
    """A customer, as they see themselves."""

    id: Annotated[UUID, Field(description="The customer's id.")]
    email: Annotated[str, Field(description="The e-mail address, in lower case.")]
    email_verified: Annotated[bool, Field(description="Whether a code sent there came back.")]
    name: PersonName
    locale: LocaleTag
    has_password: Annotated[bool, Field(description="False when only codes by e-mail let them in.")]
    created_at: Annotated[datetime, Field(description="Customer since when.")]


class SessionOut(Schema):
    """A customer who is logged in."""

    customer: CustomerOut
    token: Annotated[
        str,
        Field(description="Send it as a bearer token; it is shown this once.", examples=["srs_…"]),
    ]


def customer_as_json(customer: CustomerView) -> dict[str, Any]:
    """Return a customer as they see themselves: without what is for staff."""
    return {
        "id": customer.id,
        "email": customer.email,
        "email_verified": customer.email_verified,
        "name": customer.name,
        "locale": customer.locale,
        "has_password": customer.credential != "none",
        "created_at": customer.created_at,
    }


def session_as_json(session: LoggedIn) -> dict[str, Any]:
    """Return a customer and their token."""
    return {"customer": customer_as_json(session.customer), "token": session.token}
