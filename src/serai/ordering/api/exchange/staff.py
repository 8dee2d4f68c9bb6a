"""Orders out as files, and in again."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from serai.kernel import clock
from serai.ordering.api.exchange.schemas import (
    ExportLinkOut,
    ExportQuery,
    ImportsQuery,
    OrderImportIn,
    OrderImportOut,
    OrderImportsOut,
)
from serai.ordering.api.refusals import refusals
from serai.ordering.queries.exchange.export_link import export_link
from serai.ordering.queries.exchange.exported_orders import ExportFilter
from serai.ordering.queries.exchange.import_view import order_import, order_imports
from serai.ordering.usecases.exchange.hand_in_orders import HandInOrders, hand_in_orders
from serai.plumbing.api import answer, answered_once, caller_of, staff

router = Router()
_EXPORT, _IMPORT = staff("orders:export"), staff("orders:import")


@router.get(
    "/order-export",
    auth=_EXPORT,
    response={200: ExportLinkOut, **refusals()},
    operation_id="export_orders",
)
def get_export(request: HttpRequest, query: Query[ExportQuery]) -> HttpResponse:
    """
    Say where orders can be fetched as a file, with lines, taxes, tenders and addresses.

    The file is made while it is read; whoever has the link may fetch it, for an hour.
    """
    wanted = ExportFilter(
        query.placed_from, query.placed_until, query.channel_code, query.state, query.source
    )
    return answer(export_link(wanted, query.format, secret=settings.SERAI_SECRET, now=clock.now()))


@router.post(
    "/order-imports",
    auth=_IMPORT,
    response={200: OrderImportOut, **refusals(409)},
    operation_id="import_orders",
)
def post_import(request: HttpRequest, body: OrderImportIn) -> HttpResponse:
    """Hand in a file of orders that were placed elsewhere; ask for the import to see what came of it."""
    command = HandInOrders(
        name=body.name,
        content=body.content.encode(),
        file_format=body.format,
        source=body.source,
        made_by=caller_of(request).name,
        skip_bad=body.skip_bad,
    )
    return answered_once(request, "import_orders", lambda: hand_in_orders(command, now=clock.now()))


@router.get(
    "/order-imports",
    auth=_IMPORT,
    response={200: OrderImportsOut, **refusals()},
    operation_id="order_imports",
)
def get_imports(request: HttpRequest, query: Query[ImportsQuery]) -> HttpResponse:
    """List the files that were handed in, the newest first."""
    return answer(order_imports(cursor=query.cursor, limit=query.limit))


@router.get(
    "/order-imports/{import_id}",
    auth=_IMPORT,
    response={200: OrderImportOut, **refusals(404)},
    operation_id="order_import",
)
def get_import(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Show how far an import is, and what was wrong."""
    return answer(order_import(import_id))
