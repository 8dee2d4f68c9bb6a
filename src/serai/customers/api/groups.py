"""Groups of customers and on whose terms a customer buys, for staff and their programs."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from serai.customers.api.schemas import REFUSALS
from serai.customers.queries.customer_groups import customer_groups
from serai.customers.usecases.set_buying_terms import set_buying_terms
from serai.customers.usecases.write_customer_group import write_customer_group
from serai.kernel import clock
from serai.plumbing.api import Input, Problem, answer, staff

router = Router()
GroupCode = Annotated[str, Field(max_length=64, examples=["wholesale"])]


class GroupIn(Input):
    """What a group is called."""

    name: Annotated[str, Field(min_length=1, max_length=200, examples=["Wholesale"])]


class GroupOut(Schema):
    """A group of customers."""

    code: str
    name: str


class Groups(Schema):
    """Every group of customers."""

    items: list[GroupOut]


class TermsIn(Input):
    """On whose terms a customer buys; both are said each time."""

    group: Annotated[GroupCode | None, Field(description="Null: none.")]
    company_id: Annotated[UUID | None, Field(description="Null: for themselves.")]


class TermsOut(Schema):
    """On whose terms a customer buys."""

    id: UUID
    group: str | None
    company_id: UUID | None


@router.get(
    "/customer-groups",
    auth=staff("customers:read"),
    response={200: Groups, **REFUSALS},
    operation_id="customer_groups",
)
def get_customer_groups(request: HttpRequest) -> HttpResponse:
    """Every group of customers, by code."""
    return answer({"items": customer_groups()})


@router.put(
    "/customer-groups/{group_code}",
    auth=staff("customers:write"),
    response={200: GroupOut, **REFUSALS},
    operation_id="write_customer_group",
)
def put_customer_group(request: HttpRequest, group_code: str, body: GroupIn) -> HttpResponse:
    """Let there be a group with this code and name."""
    return answer(write_customer_group(group_code, body.name, now=clock.now()))


@router.put(
    "/customers/{customer_id}/terms",
    auth=staff("customers:write"),
    response={200: TermsOut, 404: Problem, **REFUSALS},
    operation_id="set_buying_terms",
)
def put_terms(request: HttpRequest, customer_id: UUID, body: TermsIn) -> HttpResponse:
    """Put a customer into a group, or into none, and let them buy for a company, or for none."""
    found = set_buying_terms(customer_id, group=body.group, company_id=body.company_id)
    return answer(TermsOut(id=found.id, group=found.group, company_id=found.company_id).dict())
