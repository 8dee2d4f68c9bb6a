"""Customers, for staff and their programs."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from serai.customers.api import groups, predictions, segments, staff_privacy
from serai.customers.api.schemas import REFUSALS
from serai.customers.queries.customer_page import LARGEST_PAGE, customer_page
from serai.customers.queries.customer_view import customer
from serai.plumbing.api import Problem, answer, staff

router = Router(auth=staff("customers:read"))
router.add_router("", groups.router)
router.add_router("", predictions.router)
router.add_router("", segments.router)
router.add_router("", staff_privacy.router)


class StaffCustomer(Schema):
    """A customer, as staff see them."""

    id: Annotated[UUID, Field(description="The customer's id.")]
    kind: Annotated[str, Field(description='"account" or "guest".')]
    email: Annotated[str, Field(description="The e-mail address, in lower case.")]
    email_verified: Annotated[bool, Field(description="Whether a code sent there came back.")]
    name: Annotated[str, Field(description="What to call the customer.")]
    locale: Annotated[str, Field(description="The language of letters.")]
    credential: Annotated[
        str,
        Field(
            description='"own", "none", or "shared": imported demo customers have one in common.'
        ),
    ]
    demographics: Annotated[
        dict[str, Any] | None, Field(description="What an import knew about the household.")
    ]
    source: Annotated[str, Field(description="Where the customer comes from.", examples=["shop"])]
    created_at: Annotated[datetime, Field(description="Customer since when.")]
    last_login_at: Annotated[datetime | None, Field(description="When they last logged in.")]
    group: Annotated[
        str | None, Field(description="The group whose prices they pay.", examples=["wholesale"])
    ]
    company_id: Annotated[UUID | None, Field(description="The company for which they buy.")]


class CustomerPage(Schema):
    """Some customers, and where the next page starts."""

    items: list[StaffCustomer]
    next_cursor: Annotated[str | None, Field(description="Null: this is the last page.")]


class Wanted(Schema):
    """Which customers."""

    email: Annotated[str, Field(max_length=254, description="How the address begins.")] = ""
    cursor: Annotated[
        str | None, Field(max_length=1000, description="From `next_cursor` of the page before.")
    ] = None
    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE, description="How many a page holds.")] = 50


@router.get("/customers", response={200: CustomerPage, **REFUSALS}, operation_id="customer_page")
def get_customers(request: HttpRequest, wanted: Query[Wanted]) -> HttpResponse:
    """Customers newest first or, with the beginning of an address, in the order of addresses."""
    page = customer_page(email_prefix=wanted.email, cursor=wanted.cursor, limit=wanted.limit)
    return answer(page)


@router.get(
    "/customers/{customer_id}",
    response={200: StaffCustomer, 404: Problem, **REFUSALS},
    operation_id="customer_for_staff",
)
def get_customer(request: HttpRequest, customer_id: UUID) -> HttpResponse:
    """One customer."""
    return answer(customer(customer_id))
