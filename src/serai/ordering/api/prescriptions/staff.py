"""Prescriptions, for pharmacists and their programs."""

from base64 import b64encode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from serai.kernel import clock
from serai.ordering.api.prescriptions.schemas import (
    DecisionsIn,
    DossierOut,
    OpenedOut,
    WaitingPageOut,
    WaitingQuery,
)
from serai.ordering.api.refusals import refusals
from serai.ordering.queries.prescriptions.dossier import dossier, waiting_for_pharmacist
from serai.ordering.usecases.prescriptions.decide_prescription import (
    DecidePrescription,
    LineDecision,
    decide_prescription,
)
from serai.ordering.usecases.prescriptions.open_prescription import open_prescription
from serai.plumbing.api import answer, answered_once, caller_of, staff

router = Router()
_READ = staff("prescriptions:read")


@router.get(
    "/prescriptions",
    auth=_READ,
    response={200: WaitingPageOut, **refusals()},
    operation_id="orders_with_prescriptions",
)
def get_waiting(request: HttpRequest, query: Query[WaitingQuery]) -> HttpResponse:
    """List the orders that wait for a pharmacist, who waits longest first."""
    return answer(waiting_for_pharmacist(cursor=query.cursor, limit=query.limit))


@router.get(
    "/orders/{order_id}/prescription",
    auth=_READ,
    response={200: DossierOut, **refusals(404)},
    operation_id="prescription_of_order",
)
def get_dossier(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Show what of an order is prescribed: its files, refills that could be used, and who has looked."""
    return answer(dossier(order_id, today=clock.now().date()))


@router.get(
    "/prescriptions/{prescription_id}",
    auth=_READ,
    response={200: OpenedOut, **refusals(404)},
    operation_id="open_prescription",
)
def get_file(request: HttpRequest, prescription_id: UUID) -> HttpResponse:
    """Open a prescription. Who asks is noted, each time."""
    opened = open_prescription(prescription_id, by=_who(request), now=clock.now())
    content = b64encode(opened.content).decode()
    return answer(
        {
            "id": opened.id,
            "name": opened.name,
            "content_type": opened.content_type,
            "content": content,
        }
    )


@router.post(
    "/orders/{order_id}/prescription-decisions",
    auth=staff("prescriptions:decide"),
    response={200: DossierOut, **refusals(404, 409)},
    operation_id="decide_prescription",
)
def post_decisions(request: HttpRequest, order_id: UUID, body: DecisionsIn) -> HttpResponse:
    """Release prescribed lines, or refuse them with a reason; what is refused is called off and paid back."""
    decisions = [LineDecision(**each.dict()) for each in body.decisions]
    command = DecidePrescription(order_id, decisions, _who(request))
    return answered_once(
        request, "decide_prescription", lambda: decide_prescription(command, now=clock.now())
    )


def _who(request: HttpRequest) -> str:
    return f"key {caller_of(request).key_id}"
