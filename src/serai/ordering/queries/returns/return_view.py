"""Returns, as shoppers and staff see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.ordering.domain.returns.return_state import RETURN_STATES, ReturnAction, ReturnState
from serai.ordering.models import OrderChange, OrderReturn, OrderReturnLine


class ReturnNotFound(DomainError):
    """There is no such return, or it is of somebody else's order."""

    code = "ordering.return_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("There is no such return.")


@dataclass(frozen=True)
class ReturnLineView:
    """Units of one line of the order that come back, why, and what became of them."""

    position: int
    variant_id: UUID | None
    sku: str
    name: str
    quantity: int
    reason: str
    note: str
    fee_basis_points: int
    restocked: int
    written_off: int
    refused: int
    condition: str


@dataclass(frozen=True)
class WantedView:
    """What goes out in exchange."""

    sku: str
    name: str
    quantity: int
    total: Money


@dataclass(frozen=True)
class ReturnView:
    """One return."""

    id: UUID
    order_id: UUID
    order_number: str
    number: int
    state: str
    way: str
    location_id: UUID | None
    note: str
    reason: str
    """Why it was refused or called off."""
    label: str
    asked_at: datetime
    expires_at: datetime | None
    received_at: datetime | None
    settled_at: datetime | None
    lines: list[ReturnLineView]
    wanted: list[WantedView]
    change_id: UUID | None
    """The document that says what became of the money."""
    refund: Money
    """What goes back."""
    due: Money
    """What an exchange still costs before the other goods go out."""
    can_cancel: bool


def returns_of_order(order_id: UUID) -> list[ReturnView]:
    """Return the returns of an order, oldest first; three statements, one when it has none."""
    return _views(OrderReturn.objects.filter(order_id=order_id).order_by("number"))


def return_of_id(return_id: UUID) -> ReturnView:
    """
    Return one return; three statements.

    Raises:
        ReturnNotFound: no such return.
    """
    found = _views(OrderReturn.objects.filter(pk=return_id))
    if not found:
        raise ReturnNotFound
    return found[0]


def returns_of_state(state: str, *, limit: int, after: UUID | None = None) -> list[ReturnView]:
    """Return returns by id, oldest first, of one state or (empty) of all; three statements."""
    found = OrderReturn.objects.filter(state=state) if state else OrderReturn.objects.all()
    if after is not None:
        found = found.filter(pk__gt=after)
    return _views(found.order_by("pk")[:limit])


def returns_of_customer(
    customer_id: UUID, *, limit: int, before: UUID | None = None
) -> list[ReturnView]:
    """Return the returns of a customer, newest first; three statements."""
    found = OrderReturn.objects.filter(order__customer_id=customer_id)
    if before is not None:
        found = found.filter(pk__lt=before)
    return _views(found.order_by("-pk")[:limit])


def _views(found: Any) -> list[ReturnView]:
    returns = list(found.select_related("order"))
    if not returns:
        return []
    ids = [row.pk for row in returns]
    lines: dict[UUID, list[OrderReturnLine]] = {pk: [] for pk in ids}
    for line in OrderReturnLine.objects.filter(order_return_id__in=ids).order_by("position"):
        lines[line.order_return_id].append(line)
    changes = OrderChange.objects.filter(order_return_id__in=ids).exclude(state="lapsed")
    by_return = {change.order_return_id: change for change in changes.order_by("number")}
    return [_view(row, lines[row.pk], by_return.get(row.pk)) for row in returns]


def _view(
    row: OrderReturn, lines: Iterable[OrderReturnLine], change: OrderChange | None
) -> ReturnView:
    currency = row.currency
    waits = change is not None and change.state == "awaiting_payment"
    allowed = RETURN_STATES.allowed(ReturnState(row.state))
    return ReturnView(
        id=row.pk,
        order_id=row.order_id,
        order_number=row.order.number,
        number=row.number,
        state=row.state,
        way=row.way,
        location_id=row.location_id,
        note=row.note,
        reason=row.decision,
        label=row.label,
        asked_at=row.asked_at,
        expires_at=row.expires_at,
        received_at=row.received_at,
        settled_at=row.settled_at,
        lines=[
            ReturnLineView(
                line.position,
                line.variant_id,
                line.sku,
                line.name,
                line.quantity,
                line.reason,
                line.note,
                line.fee_basis_points,
                line.restocked,
                line.written_off,
                line.refused,
                line.condition,
            )
            for line in lines
        ],
        wanted=[
            WantedView(
                each["sku"],
                each["name"],
                each["quantity"],
                Money(each["sums"]["total_minor"], currency),
            )
            for each in row.wanted or []
        ],
        change_id=change.pk if change else None,
        refund=Money(change.refund_minor if change else 0, currency),
        due=Money(change.total_minor if change and waits else 0, currency),
        can_cancel=ReturnAction.CANCEL in allowed,
    )
