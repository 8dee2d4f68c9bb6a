"""The shop: invoices, credit notes and receipts."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from serai.kernel import clock
from serai.ordering.api.buyer import buyer_of
from serai.ordering.api.papers.schemas import PapersOut, ReturnLabelOut
from serai.ordering.api.refusals import refusals
from serai.ordering.queries.papers.paper_links import label_of, papers_of
from serai.plumbing.api import answer, shop_key

router = Router(auth=shop_key)


@router.get(
    "/orders/{order_id}/papers",
    response={200: PapersOut, **refusals(404)},
    operation_id="papers_of_order",
)
def get_papers(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """List what was issued for an order, with links to open it, for its shopper or its guest."""
    return answer(papers_of(buyer_of(request), order_id, now=clock.now()))


@router.get(
    "/returns/{return_id}/label",
    response={200: ReturnLabelOut, **refusals(404)},
    operation_id="return_label",
)
def get_label(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """Tell where the label of the shopper's parcel that comes back can be opened."""
    return answer({"url": label_of(buyer_of(request), return_id, now=clock.now())})
