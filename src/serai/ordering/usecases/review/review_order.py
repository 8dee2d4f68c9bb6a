"""Ask the rules about orders that were agreed, once about each."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from serai.kernel import conditions
from serai.kernel.conditions import BadConditions, Context, Moment, Reason, Why
from serai.kernel.ids import uuid7
from serai.ordering.domain.order_state import OrderState
from serai.ordering.domain.review.fields import review_fields
from serai.ordering.domain.review.hold_state import RULE, HoldState, RuleMode
from serai.ordering.queries.review.facts_of_orders import (
    OrderFacts,
    counts_of_orders,
    facts_of_orders,
    subjects_of_orders,
)
from serai.ordering.usecases.review.count_velocity import count_velocity
from serai.ordering.usecases.review.tell_held import tell_held
from serai.plumbing.db import rows, unit_of_work

_ONCE = """
WITH alive AS (
  SELECT id FROM ordering_order WHERE id = ANY(%s) AND state = ANY(%s) ORDER BY id FOR UPDATE)
INSERT INTO ordering_order_review (order_id, reviewed_at) SELECT id, %s FROM alive
ON CONFLICT DO NOTHING RETURNING order_id
"""
_ASKED = """
SELECT id, name, mode, conditions, version FROM ordering_hold_rule WHERE mode <> 'off' ORDER BY name, id
"""
_ALIVE = [OrderState.ACCEPTED.value, OrderState.PAID.value]
_HOLD = """
INSERT INTO ordering_hold (id, order_id, kind, rule_id, rule_version, name, why, reasons, state, opened_at,
  opened_by, decided_by, note)
SELECT id, %(order)s, %(kind)s, rule_id, rule_version, name, why, reasons, state, %(now)s, '', '', ''
FROM jsonb_to_recordset(%(holds)s::jsonb) AS h (id uuid, rule_id uuid, rule_version int, name text,
  why text, reasons jsonb, state text)
ON CONFLICT DO NOTHING
RETURNING name, state
"""


class _Asked(NamedTuple):
    """A rule that is on or being tried."""

    id: UUID
    name: str
    mode: str
    conditions: Any
    version: int


@unit_of_work()
def review_order(order_id: UUID, *, now: datetime) -> bool:
    """Ask every rule that is on or being tried about an agreed order; see `review_orders`."""
    return bool(review_orders([order_id], now=now))


@unit_of_work()
def review_orders(order_ids: Collection[UUID], *, now: datetime) -> set[UUID]:
    """
    Ask every rule that is on or being tried about agreed orders; return those that one holds.

    An order is looked at once: asked again, nothing changes, whatever the rules say by then. A rule that
    cannot be understood any more holds nothing. At most seven statements, and one for each order that a rule
    holds or would hold.
    """
    new = [order_id for (order_id,) in rows(_ONCE, [list(order_ids), _ALIVE, now])]
    if not new:
        return set()
    asked = [_Asked(*row) for row in rows(_ASKED)]
    if not asked:
        count_velocity(subjects_of_orders(new))
        return set()
    found = facts_of_orders(new)
    count_velocity(found)
    counts = counts_of_orders(new, until_now=True)
    return {each.order_id for each in found if _is_held(each, counts[each.order_id], asked, now)}


def _is_held(
    facts: OrderFacts, counts: dict[str, int], asked: Iterable[_Asked], now: datetime
) -> bool:
    """Write down which rules hold an order or would; return whether one does."""
    holds = list(_holds(asked, facts.context | counts, facts))
    if not holds:
        return False
    params = {"order": facts.order_id, "kind": RULE, "holds": _json(holds), "now": now}
    names = [name for name, state in rows(_HOLD, params) if state == HoldState.OPEN]
    if names:
        tell_held(facts.order_id, ", ".join(names), now=now)
    return bool(names)


def _holds(
    rules: Iterable[_Asked], context: Context, facts: OrderFacts
) -> Iterable[dict[str, Any]]:
    fields, at = review_fields(), Moment(facts.placed_at)
    for rule in rules:
        try:
            found = conditions.why(
                conditions.read_tree(rule.conditions, fields), context, fields, at
            )
        except BadConditions:
            continue
        if found.matched:
            state = HoldState.OPEN if rule.mode == RuleMode.ON else HoldState.SHADOW
            yield {
                "id": uuid7(),
                "rule_id": rule.id,
                "rule_version": rule.version,
                "name": rule.name,
                "why": conditions.why_in_words(found, fields),
                "reasons": [_told(reason) for reason in _that_hold(found)],
                "state": state.value,
            }


def _that_hold(found: Why) -> Iterable[Reason]:
    return (reason for reason in found.reasons if reason.holds)


def _told(reason: Reason) -> dict[str, Any]:
    actual = reason.actual
    if isinstance(actual, list | tuple | frozenset | set):
        actual = sorted(map(str, actual))[:20]
    return {
        "field": reason.rule.field,
        "operator": reason.rule.operator.value,
        "found": actual if isinstance(actual, bool | int | list) else str(actual),
    }


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()
