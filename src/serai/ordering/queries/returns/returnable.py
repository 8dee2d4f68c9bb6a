"""What of an order may come back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.fulfilment import public as fulfilment
from serai.kernel.money import Money
from serai.ordering.domain.order_state import OrderState
from serai.ordering.domain.returns.rules import DEFAULT, Rule
from serai.ordering.queries.changes.standing_order import StandingOrder, standing_order
from serai.ordering.queries.returns.rules import rules_of_variants
from serai.plumbing.db import rows

_ANNOUNCED = """
SELECT l.position, sum(l.quantity)::int FROM ordering_order_return AS r
JOIN ordering_order_return_line AS l ON l.order_return_id = r.id
WHERE r.order_id = %s AND r.state IN ('requested', 'approved', 'received')
GROUP BY l.position
"""
_CLOSED = "SELECT coalesce(closed_at, placed_at) FROM ordering_order WHERE id = %s"


@dataclass(frozen=True)
class ReturnableLineView:
    """Units of one line that are with the shopper, and whether they may come back."""

    position: int
    variant_id: UUID | None
    sku: str
    name: str
    units: int
    """That may be announced now."""
    worth: Money
    """What all of these give back, before a fee."""
    until: datetime
    """Until when they may be announced."""
    fee_basis_points: int
    refusal: str
    """Why they may not: final, too_late, announced; empty when they may."""


@dataclass(frozen=True, slots=True)
class WithShopper:
    """Units of each position that have left and are not announced, and since when they are out."""

    units: Mapping[int, int]
    since: Mapping[int, datetime]


def returnable(order_id: UUID, *, now: datetime) -> list[ReturnableLineView]:
    """
    Return the lines of an order of which something is with the shopper; eight statements at most.

    Raises:
        OrderNotFound: no such order.
    """
    order = standing_order(order_id)
    out = with_shopper(order)
    rules = rules_of_lines(order)
    return [
        _view(order, position, out, rules[position], now)
        for position, line in order.lines.items()
        if line.quantity and position in out.since and line.wraps is None
    ]


def with_shopper(order: StandingOrder) -> WithShopper:
    """Return what of an order is with the shopper and not announced to come back; four statements."""
    groups = fulfilment.groups_of_order(order.id)
    here: dict[int, int] = {}
    since: dict[int, datetime] = {}
    for group in groups:
        left_at = group.delivered_at or group.left_at
        for line in group.lines:
            if group.state not in fulfilment.OVER:
                here[line.position] = here.get(line.position, 0) + line.left
            if line.handed and left_at:
                since[line.position] = max(left_at, since.get(line.position, left_at))
    since = _since_all_left(order, since)
    if not groups and order.state is OrderState.FULFILLED:
        [(closed_at,)] = rows(_CLOSED, [order.id])
        since = dict.fromkeys(order.lines, closed_at)
    here = order.sets.begun(here)
    announced = dict(rows(_ANNOUNCED, [order.id]))
    units = {
        position: max(
            0, order.lines[position].quantity - here.get(position, 0) - announced.get(position, 0)
        )
        for position in since
        if position in order.lines and order.lines[position].wraps is None
    }
    return WithShopper(units, since)


def _since_all_left(order: StandingOrder, since: Mapping[int, datetime]) -> dict[int, datetime]:
    """Return since when lines are out, from when what is picked left: sets, since the last of their parts did."""
    sets = order.sets.parts
    last = {
        position: max(since[part.position] for part in parts)
        for position, parts in sets.items()
        if all(part.position in since for part in parts)
    }
    return {position: at for position, at in since.items() if position not in sets} | last


def rules_of_lines(order: StandingOrder) -> dict[int, Rule]:
    """Return the rule that counts for each line; two statements."""
    known = {line.variant_id for line in order.lines.values() if line.variant_id is not None}
    rules = rules_of_variants(order.channel_code, known)
    return {
        position: rules[line.variant_id] if line.variant_id is not None else DEFAULT
        for position, line in order.lines.items()
    }


def refusal_of(rule: Rule, units: int, since: datetime, now: datetime) -> str:
    """Return why units may not come back; empty when they may."""
    if not rule.days:
        return "final"
    if now > rule.until(since):
        return "too_late"
    return "" if units else "announced"


def _view(
    order: StandingOrder, position: int, out: WithShopper, rule: Rule, now: datetime
) -> ReturnableLineView:
    line, units = order.lines[position], out.units.get(position, 0)
    worth = line.share(units).total_minor if units else 0
    return ReturnableLineView(
        position=position,
        variant_id=line.variant_id,
        sku=line.sku,
        name=line.name,
        units=units,
        worth=Money(worth, order.currency),
        until=rule.until(out.since[position]),
        fee_basis_points=rule.fee_basis_points,
        refusal=refusal_of(rule, units, out.since[position], now),
    )
