"""Take returned goods in, unit by unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.inventory import public as inventory
from serai.kernel.errors import DomainError, Kind
from serai.ordering.domain.returns.return_state import RETURN_STATES, ReturnAction, ReturnState
from serai.ordering.domain.set_parts import carried
from serai.ordering.events import ReturnReceived
from serai.ordering.models import OrderReturn, OrderReturnLine
from serai.ordering.queries.changes.standing_order import StandingOrder
from serai.ordering.queries.returns.return_view import ReturnView, return_of_id
from serai.ordering.queries.what_it_needs import stocked
from serai.ordering.usecases.changes.lock_order import ChangeIsOpen
from serai.ordering.usecases.returns.decide_return import locked_return
from serai.ordering.usecases.returns.settle_return import settle_return
from serai.plumbing.db import unit_of_work
from serai.plumbing.events import publish


class NotAnnounced(DomainError):
    """More units were taken in than were announced, or of another line."""

    code = "ordering.not_announced"
    kind = Kind.REJECTED

    def __init__(self, position: int, announced: int) -> None:
        self.position, self.announced = position, announced
        super().__init__(f"{announced} units of line {position} were announced.")


@dataclass(frozen=True, slots=True)
class InspectedUnits:
    """
    What came of one line, and in what condition.

    Restocked and written-off units are paid back; refused ones go back to the shopper, and are not.
    """

    position: int
    restocked: int = 0
    written_off: int = 0
    refused: int = 0
    condition: str = ""


@dataclass(frozen=True, slots=True)
class ReceiveReturn:
    """What came, and where it is."""

    return_id: UUID
    location_id: UUID
    lines: Sequence[InspectedUnits]
    made_by: str = ""


@unit_of_work()
def receive_return(command: ReceiveReturn, *, now: datetime) -> ReturnView:
    """
    Take goods of an approved return in: good ones are in stock, and what they gave goes back.

    What was announced and did not come stays with the shopper. To say so again changes nothing.

    Raises:
        ReturnNotFound: no such return.
        IllegalTransition: it is not approved, or over.
        NotAnnounced: more came than was announced.
        ChangeIsOpen: a document of the order waits to be paid.
        MoneyIsUnderWay: money that goes back is being taken just now.
    """
    order, row = locked_return(command.return_id)
    if row.state in (ReturnState.RECEIVED, ReturnState.SETTLED):
        return return_of_id(row.pk)
    row.state = RETURN_STATES.advance(ReturnState(row.state), ReturnAction.RECEIVE)
    if order.waits_for is not None:
        raise ChangeIsOpen(order.waits_for)
    _inspect(row, command.lines)
    row.received_at, row.location_id = now, command.location_id
    row.save(update_fields=["state", "received_at", "location_id"])
    publish(
        ReturnReceived(
            order_id=order.id,
            number=order.number,
            channel_code=order.channel_code,
            customer_id=order.customer_id,
            return_id=row.pk,
            return_number=row.number,
            location_id=command.location_id,
        )
    )
    settle_return(order.id, row.pk, now=now, restocked=_good(order, command))
    return return_of_id(row.pk)


def _inspect(row: OrderReturn, inspected: Sequence[InspectedUnits]) -> None:
    lines = {line.position: line for line in OrderReturnLine.objects.filter(order_return=row)}
    for each in inspected:
        line = lines.get(each.position)
        units = each.restocked + each.written_off + each.refused
        if line is None or units > line.quantity or min(_counts(each)) < 0:
            raise NotAnnounced(each.position, line.quantity if line else 0)
        line.restocked, line.written_off, line.refused = _counts(each)
        line.condition = each.condition[:1000]
    OrderReturnLine.objects.bulk_update(
        lines.values(), ["restocked", "written_off", "refused", "condition"]
    )


def _counts(each: InspectedUnits) -> tuple[int, int, int]:
    return each.restocked, each.written_off, each.refused


def _good(order: StandingOrder, command: ReceiveReturn) -> list[inventory.StockEntry]:
    """Return what goes into the stock."""
    units: dict[UUID, int] = {}
    for each in command.lines:
        line = order.lines[each.position]
        if each.restocked and line.variant_id is not None:
            for taken, count in carried(line.variant_id, each.restocked, line.parts).items():
                units[taken] = units.get(taken, 0) + count
    return [
        inventory.StockEntry(variant_id, command.location_id, quantity, "returned")
        for variant_id, quantity in stocked(units).items()
    ]
