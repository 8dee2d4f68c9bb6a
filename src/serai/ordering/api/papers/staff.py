"""What staff does with invoices, credit notes and the companies that issue them."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Path, Router

from serai.kernel import clock
from serai.ordering.api.papers.schemas import (
    IssuerIO,
    IssuerOut,
    IssuersOut,
    ReturnLabelOut,
    StaffPapersOut,
)
from serai.ordering.api.refusals import refusals
from serai.ordering.domain.papers.issuer import Issuer
from serai.ordering.domain.papers.paper_ticket import Printed
from serai.ordering.queries.order_view import order
from serai.ordering.queries.papers.issuers import issuer, issuers
from serai.ordering.queries.papers.paper_links import (
    StaffPapersView,
    papers_for_staff,
    printed_url,
)
from serai.ordering.queries.returns.return_view import return_of_id
from serai.ordering.usecases.papers.ask_for_papers import ask_for_papers
from serai.ordering.usecases.papers.set_issuer import set_issuer
from serai.plumbing.api import answer, idempotency_key, staff
from serai.plumbing.idempotency import answer_once

router = Router()
Code = Annotated[str, Path(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]


@router.get(
    "/orders/{order_id}/papers",
    auth=staff("orders:read"),
    response={200: StaffPapersOut, **refusals(404)},
    operation_id="papers_of_order_for_staff",
)
def get_staff_papers(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """List what was issued for an order and what can be printed of it, with links."""
    return answer(papers_for_staff(order(order_id, looks=False).id, now=clock.now()))


@router.post(
    "/orders/{order_id}/papers",
    auth=staff("orders:write"),
    response={202: StaffPapersOut, **refusals(404)},
    operation_id="settle_papers",
)
def post_papers(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """
    Invoice an agreed order now, and credit what was taken off; a worker does it in a moment.

    Answers what was issued before. Asked again, nothing is issued twice.
    """

    def act() -> StaffPapersView:
        ask_for_papers(order_id, order(order_id, looks=False).channel_code, at_once=True)
        return papers_for_staff(order_id, now=clock.now())

    return answer(answer_once(idempotency_key(request, "settle_papers"), act), status=202)


@router.get(
    "/returns/{return_id}/label",
    auth=staff("orders:read"),
    response={200: ReturnLabelOut, **refusals(404)},
    operation_id="return_label_for_staff",
)
def get_return_label(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """Tell where the label of a parcel that comes back can be opened."""
    key = return_of_id(return_id).id
    return answer({"url": printed_url(Printed.RETURN_LABEL, key, now=clock.now())})


@router.get(
    "/issuers",
    auth=staff("orders:read"),
    response={200: IssuersOut, **refusals()},
    operation_id="issuers",
)
def get_issuers(request: HttpRequest) -> HttpResponse:
    """List the companies that issue invoices."""
    return answer({"issuers": [_told(each) for each in issuers()]})


@router.get(
    "/issuers/{code}",
    auth=staff("orders:read"),
    response={200: IssuerOut, **refusals(404)},
    operation_id="issuer",
)
def get_issuer(request: HttpRequest, code: Code) -> HttpResponse:
    """Show a company that issues invoices."""
    return answer(_told(issuer(code)))


@router.put(
    "/issuers/{code}",
    auth=staff("orders:write"),
    response={200: IssuerOut, **refusals(404)},
    operation_id="set_issuer",
)
def put_issuer(request: HttpRequest, code: Code, body: IssuerIO) -> HttpResponse:
    """Write a company down; papers that were issued stay as they are."""
    said = body.dict() | {
        "code": code,
        "tax_ids": [(each.kind, each.number) for each in body.tax_ids],
    }
    return answer(_told(set_issuer(msgspec.convert(said, Issuer), now=clock.now())))


def _told(company: Issuer) -> dict[str, Any]:
    ids = [{"kind": kind, "number": number} for kind, number in company.tax_ids]
    return msgspec.structs.asdict(company) | {
        "tax_ids": ids,
        "invoiced_when": company.invoiced_when.value,
    }
