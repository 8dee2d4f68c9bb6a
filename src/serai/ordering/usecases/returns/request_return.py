"""Announce that goods are to come back, for their money or for other goods."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import msgspec

from serai.inventory import public as inventory
from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import uuid7
from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.changes.standing_lines import ChangeRow
from serai.ordering.domain.returns.return_state import ReturnState, ReturnWay
from serai.ordering.domain.returns.rules import TO_SEND, ReturnReason, Rule
from serai.ordering.events import ReturnRequested
from serai.ordering.models import OrderReturn, OrderReturnLine
from serai.ordering.queries.changes.added_rows import added_rows
from serai.ordering.queries.changes.standing_order import StandingOrder, standing_order
from serai.ordering.queries.order_view import order_of
from serai.ordering.queries.returns.return_view import ReturnView, return_of_id
from serai.ordering.queries.returns.returnable import (
    WithShopper,
    refusal_of,
    rules_of_lines,
    with_shopper,
)
from serai.ordering.queries.what_it_needs import stocked
from serai.ordering.usecases.changes.edit_order import new_units
from serai.ordering.usecases.changes.lock_order import AGREED, OrderCannotChange
from serai.ordering.usecases.returns.decide_return import approved
from serai.plumbing.db import rows, unit_of_work
from serai.plumbing.events import publish


class CannotComeBack(DomainError):
    """Goods may not come back: they are final, it is too late, or they are announced already."""

    code = "ordering.cannot_come_back"
    kind = Kind.CONFLICT

    def __init__(self, sku: str, why: str, units: int) -> None:
        self.sku, self.why, self.units = sku, why, units
        sentences = {
            "final": f"{sku} cannot be returned.",
            "too_late": f"It is too late to return {sku}.",
        }
        super().__init__(sentences.get(why, f"{units} of {sku} can still be returned."))


@dataclass(frozen=True, slots=True)
class ReturnedUnits:
    """Units of one line of the order, and why they come back."""

    position: int
    units: int
    reason: ReturnReason
    note: str = ""


@dataclass(frozen=True, slots=True)
class RequestReturn:
    """What is to come back, how, and what is wanted for it."""

    order_id: UUID
    key: str
    """The caller's name of it: repeated, it is asked once."""
    lines: Sequence[ReturnedUnits]
    way: ReturnWay = ReturnWay.POST
    location_id: UUID | None = None
    """The store that it is brought to."""
    wanted: Mapping[str, int] = field(default_factory=dict)
    """In exchange: units by SKU, at this moment's prices. Without any, the money goes back."""
    note: str = ""
    made_by: str = ""


@unit_of_work()
def request_return(
    command: RequestReturn, *, now: datetime, buyer: Buyer | None = None
) -> ReturnView:
    """
    Write a return down; where the rules allow it, it is approved at once.

    What is wanted in exchange is held from now on. Goods worth so little that they need not come back are
    the shopper's to keep, and their money goes back at once. Staff may take back what the rules would not.

    Args:
        command: what is asked.
        now: the present instant.
        buyer: whose order it must be; `None` for staff.

    Raises:
        OrderNotFound: no such order, or not theirs.
        OrderCannotChange: it is not agreed, over, or was bought elsewhere.
        CannotComeBack: an article is final, it is too late, or fewer units are with the shopper.
        UnknownSku, NotForSale, BadQuantity: what is wanted cannot be bought.
        OutOfStock: too little of it is free.
    """
    if buyer is not None:
        order_of(buyer, command.order_id)
    order = standing_order(command.order_id, lock=True)
    known = _known(command)
    if known:
        return return_of_id(known)
    rules = checked_rules(order, command, now=now, by_staff=buyer is None)
    wanted = added_rows(order, command.wanted, now=now)
    row = _written(order, command, rules, wanted, now)
    _hold(order, row, wanted, now)
    publish(
        ReturnRequested(
            order_id=order.id,
            number=order.number,
            channel_code=order.channel_code,
            customer_id=order.customer_id,
            return_id=row.pk,
            return_number=row.number,
            way=row.way,
        )
    )
    at_once = all(rules[line.position].is_approved_at_once for line in command.lines)
    if at_once or buyer is None:
        approved(order, row, now=now)
    return return_of_id(row.pk)


def checked_rules(
    order: StandingOrder, command: RequestReturn, *, now: datetime, by_staff: bool
) -> dict[int, Rule]:
    """
    Check that what a return names may come back; return the rule that counts for each line.

    Raises:
        OrderCannotChange: the order is not agreed, over, or was bought elsewhere.
        CannotComeBack: an article is final, it is too late, or fewer units are with the shopper.
    """
    if order.state not in AGREED or order.source:
        raise OrderCannotChange(order.state)
    out, rules = with_shopper(order), rules_of_lines(order)
    for line in command.lines:
        _check(order, out, rules, line, now, by_staff=by_staff)
    return rules


def _known(command: RequestReturn) -> UUID | None:
    found = OrderReturn.objects.filter(order_id=command.order_id, key=command.key).first()
    return found.pk if found else None


def _check(
    order: StandingOrder,
    out: WithShopper,
    rules: Mapping[int, Rule],
    asked: ReturnedUnits,
    now: datetime,
    *,
    by_staff: bool,
) -> None:
    line, units = order.lines.get(asked.position), out.units.get(asked.position, 0)
    if line is None:
        raise CannotComeBack(f"line {asked.position}", "announced", 0)
    if not by_staff and units:
        why = refusal_of(rules[asked.position], units, out.since[asked.position], now)
        if why:
            raise CannotComeBack(line.sku, why, units)
    if not 0 < asked.units <= units:
        raise CannotComeBack(line.sku, "announced", units)


def _written(
    order: StandingOrder,
    command: RequestReturn,
    rules: Mapping[int, Rule],
    wanted: Sequence[ChangeRow],
    now: datetime,
) -> OrderReturn:
    counted = rows(
        "SELECT count(*)::int FROM ordering_order_return WHERE order_id = %s", [order.id]
    )
    row = OrderReturn.objects.create(
        id=uuid7(),
        order_id=order.id,
        number=counted[0][0] + 1,
        state=ReturnState.REQUESTED,
        way=ReturnWay.KEEP if _may_keep(order, command, rules) else command.way,
        location_id=command.location_id,
        key=command.key,
        made_by=command.made_by,
        note=command.note[:1000],
        wanted=msgspec.to_builtins(list(wanted)) if wanted else None,
        currency=order.currency,
        asked_at=now,
    )
    OrderReturnLine.objects.bulk_create(
        OrderReturnLine(
            order_return=row,
            position=each.position,
            variant_id=line.variant_id,
            sku=line.sku,
            name=line.name,
            quantity=each.units,
            reason=each.reason,
            note=each.note[:1000],
            fee_basis_points=rules[each.position].fee_for(each.reason),
        )
        for each in command.lines
        for line in [order.lines[each.position]]
    )
    return row


def _may_keep(order: StandingOrder, command: RequestReturn, rules: Mapping[int, Rule]) -> bool:
    """Return whether it all is worth so little that it need not come back."""
    if command.wanted or command.way is ReturnWay.STORE:
        return command.way is ReturnWay.KEEP
    worth = sum(order.lines[each.position].share(each.units).total_minor for each in command.lines)
    below = min(rules[each.position].keep_below_minor for each in command.lines)
    return command.way is ReturnWay.KEEP or worth < below


def _hold(
    order: StandingOrder, row: OrderReturn, wanted: Sequence[ChangeRow], now: datetime
) -> None:
    units = stocked(new_units(wanted))
    if units:
        inventory.reserve(
            units,
            reservation_of=row.pk,
            channel_code=order.channel_code,
            location_id=order.location_id,
            expires_at=now + TO_SEND,
            now=now,
        )
