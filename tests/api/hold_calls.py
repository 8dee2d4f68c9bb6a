"""Right calls about orders that are held, and about the rules that hold them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from factories.holds import a_hold_rule

from serai.kernel import clock
from serai.ordering.domain.review.hold_state import RuleMode
from serai.ordering.usecases.review.hold_order import HoldOrder, hold_order

if TYPE_CHECKING:
    from api.calls import Call

_RULE = {
    "name": "Large first orders",
    "conditions": {
        "combinator": "and",
        "rules": [{"field": "total", "operator": ">", "value": 5000}],
    },
    "mode": "shadow",
}
_WHY = {"reason": "Called the shopper: all is well"}


def hold_calls(call: type[Call], order_id: str) -> dict[str, Callable[[], Call]]:
    """Return the calls about an order that is paid and can be held, and about a rule that is off."""

    def held() -> dict[str, Any]:
        hold_order(HoldOrder(UUID(order_id), "Phone number is dead"), now=clock.now())
        return {"order_id": order_id}

    def rule() -> dict[str, Any]:
        return {"rule_id": a_hold_rule(mode=RuleMode.OFF).id}

    return {
        "held_orders": call,
        "holds_of_order": lambda: call({"order_id": order_id}),
        "hold_order": lambda: call({"order_id": order_id}, _WHY),
        "release_order": lambda: call(held(), _WHY),
        "reject_order": lambda: call(held(), _WHY),
        "hold_rules": call,
        "create_hold_rule": lambda: call({}, _RULE),
        "change_hold_rule": lambda: call(rule(), {**_RULE, "version": 1}),
        "delete_hold_rule": lambda: call(rule()),
    }
