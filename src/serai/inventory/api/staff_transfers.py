"""Transfers between locations, for staff and their programs."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from serai.inventory.api.schemas import REFUSALS
from serai.inventory.api.transfer_schemas import (
    TransferOut,
    TransferPlanned,
    TransferReceivedIn,
    TransfersAsked,
    TransferSentIn,
    TransfersPage,
    UnitsIn,
)
from serai.inventory.domain.entry import EntriesRefused, EntryFault
from serai.inventory.queries.transfers.transfer_view import transfer_page, transfer_view
from serai.inventory.usecases.transfers.cancel_transfer import cancel_transfer
from serai.inventory.usecases.transfers.plan_transfer import PlanTransfer, plan_transfer
from serai.inventory.usecases.transfers.receive_transfer import ReceiveTransfer, receive_transfer
from serai.inventory.usecases.transfers.send_transfer import SendTransfer, send_transfer
from serai.kernel import clock
from serai.plumbing.api import Problem, answer, answered_once, staff

router = Router()
_READ, _WRITE = staff("stock:read"), staff("stock:write")
_CHANGES = {200: TransferOut, 404: Problem, 409: Problem, **REFUSALS}


@router.get(
    "/transfers",
    auth=_READ,
    response={200: TransfersPage, **REFUSALS},
    operation_id="transfer_page",
)
def get_transfers(request: HttpRequest, wanted: Query[TransfersAsked]) -> HttpResponse:
    """What goes from location to location, the newest first."""
    states = [wanted.state] if wanted.state else []
    page = transfer_page(
        states=states, location=wanted.location, cursor=wanted.cursor, limit=wanted.limit
    )
    return answer(page)


@router.get(
    "/transfers/{transfer_id}",
    auth=_READ,
    response={200: TransferOut, 404: Problem, **REFUSALS},
    operation_id="transfer_view",
)
def get_transfer(request: HttpRequest, transfer_id: UUID) -> HttpResponse:
    """What goes from one location to another, what was sent of it, and what came."""
    return answer(transfer_view(transfer_id))


@router.post(
    "/transfers",
    auth=_WRITE,
    response={200: TransferOut, **REFUSALS},
    operation_id="plan_transfer",
)
def post_transfer(request: HttpRequest, body: TransferPlanned) -> HttpResponse:
    """Plan what is to go; nothing moves until it is sent."""

    def act() -> object:
        units = _by_sku(body.lines) or {}
        command = PlanTransfer(body.source, body.target, units, _by(request), body.note)
        return transfer_view(plan_transfer(command, now=clock.now()))

    return answered_once(request, "plan_transfer", act)


@router.post(
    "/transfers/{transfer_id}/dispatch",
    auth=_WRITE,
    response=_CHANGES,
    operation_id="send_transfer",
)
def post_dispatch(request: HttpRequest, transfer_id: UUID, body: TransferSentIn) -> HttpResponse:
    """Take the goods from the location that gives; nobody can buy them until they are received."""

    def act() -> object:
        command = SendTransfer(transfer_id, _by(request), _by_sku(body.lines))
        send_transfer(command, now=clock.now())
        return transfer_view(transfer_id)

    return answered_once(request, "send_transfer", act)


@router.post(
    "/transfers/{transfer_id}/receipt",
    auth=_WRITE,
    response=_CHANGES,
    operation_id="receive_transfer",
)
def post_receipt(request: HttpRequest, transfer_id: UUID, body: TransferReceivedIn) -> HttpResponse:
    """Put what came on the shelf of the location that gets it."""

    def act() -> object:
        units = _by_sku(body.lines)
        command = ReceiveTransfer(transfer_id, _by(request), units, body.is_last)
        receive_transfer(command, now=clock.now())
        return transfer_view(transfer_id)

    return answered_once(request, "receive_transfer", act)


@router.post(
    "/transfers/{transfer_id}/cancellation",
    auth=_WRITE,
    response=_CHANGES,
    operation_id="cancel_transfer",
)
def post_cancellation(request: HttpRequest, transfer_id: UUID) -> HttpResponse:
    """Call a transfer off before it is sent."""

    def act() -> object:
        cancel_transfer(transfer_id)
        return transfer_view(transfer_id)

    return answered_once(request, "cancel_transfer", act)


def _by_sku(lines: Sequence[UnitsIn] | None) -> dict[str, int] | None:
    if lines is None:
        return None
    units = {line.sku: line.units for line in lines}
    if len(units) < len(lines):
        raise EntriesRefused([EntryFault(1, "sku", "An article is named twice.")])
    return units


def _by(request: HttpRequest) -> str:
    caller = getattr(request, "auth", None)
    return str(getattr(caller, "name", "") or "api")
