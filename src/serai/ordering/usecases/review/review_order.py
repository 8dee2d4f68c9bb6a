"""Ask the rules about an order that was agreed, once."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from serai.kernel import conditions
from serai.kernel.conditions import BadConditions, Context, Moment, Reason, Why
from serai.kernel.ids import uuid7
from serai.ordering.domain.order_state import OrderState
from serai.ordering.domain.review.fields import review_fields
from serai.ordering.domain.review.hold_state import RULE, HoldState, RuleMode
from serai.ordering.models import HoldRule
from serai.ordering.queries.review.facts_of_orders import (
    OrderFacts,
    counts_of_orders,
    facts_of_orders,
)
from serai.ordering.usecases.review.count_velocity import count_velocity
from serai.ordering.usecases.review.tell_held import tell_held
from serai.plumbing.db import execute, rows, unit_of_work

_LOCK = "SELECT state FROM ordering_order WHERE id = %s FOR UPDATE"
_ONCE = """
INSERT INTO ordering_order_review (order_id, reviewed_at) VALUES (%s, %s) ON CONFLICT DO NOTHING
"""
_ALIVE = (OrderState.ACCEPTED, OrderState.PAID)
_HOLD = """
INSERT INTO ordering_hold (id, order_id, kind, rule_id, rule_version, name, why, reasons, state, opened_at,
  opened_by, decided_by, note)
SELECT id, %(order)s, %(kind)s, rule_id, rule_version, name, why, reasons, state, %(now)s, '', '', ''
FROM jsonb_to_recordset(%(holds)s::jsonb) AS h (id uuid, rule_id uuid, rule_version int, name text,
  why text, reasons jsonb, state text)
ON CONFLICT DO NOTHING
RETURNING name, state
"""


@unit_of_work()
def review_order(order_id: UUID, *, now: datetime) -> bool:
    """
    Ask every rule that is on or being tried about an agreed order; return whether one holds it.

    An order is looked at once: asked again, nothing changes, whatever the rules say by then. A rule that
    cannot be understood any more holds nothing. At most nine statements.
    """
    found = rows(_LOCK, [order_id])
    if not found or found[0][0] not in _ALIVE or not execute(_ONCE, [order_id, now]):
        return False
    [facts] = facts_of_orders([order_id])
    count_velocity(facts)
    asked = list(HoldRule.objects.exclude(mode=RuleMode.OFF).order_by("name", "id"))
    if not asked:
        return False
    counts = counts_of_orders([order_id], until_now=True)[order_id]
    holds = list(_holds(asked, facts.context | counts, facts))
    if not holds:
        return False
    params = {"order": order_id, "kind": RULE, "holds": _json(holds), "now": now}
    names = [name for name, state in rows(_HOLD, params) if state == HoldState.OPEN]
    if not names:
        return False
    tell_held(order_id, ", ".join(names), now=now)
    return True


def _holds(
    rules: Iterable[HoldRule], context: Context, facts: OrderFacts
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
                "rule_id": rule.pk,
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
