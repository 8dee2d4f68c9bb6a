"""Right calls about orders that are held, and about the rules that hold them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from factories.holds import a_hold_rule
from factories.ordering import Shopper, a_paid_order

from serai.kernel import clock
from serai.ordering.domain.review.hold_state import RuleMode
from serai.ordering.usecases.review.hold_order import HoldOrder, hold_order

if TYPE_CHECKING:
    from api.call import Call

_RULE = {
    "name": "Large first orders",
    "conditions": {
        "combinator": "and",
        "rules": [{"field": "total", "operator": ">", "value": 5000}],
    },
    "mode": "shadow",
}
_WHY = {"reason": "Called the shopper: all is well"}


@dataclass(frozen=True)
class HoldThings:
    """Orders of nobody in particular, and rules that are off."""

    free: UUID
    to_release: UUID
    to_reject: UUID
    rule: UUID
    rule_to_delete: UUID


def hold_things() -> HoldThings:
    """Sell three orders, hold two of them, write two rules."""
    free, to_release, to_reject = (UUID(a_paid_order(Shopper())[1]["id"]) for _ in range(3))
    for order_id in (to_release, to_reject):
        hold_order(HoldOrder(order_id, "Phone number is dead"), now=clock.now())
    rules = [a_hold_rule(mode=RuleMode.OFF).id for _ in range(2)]
    return HoldThings(free, to_release, to_reject, *rules)


def hold_calls(call: type[Call], there: HoldThings) -> dict[str, Callable[[], Call]]:
    """Return the calls about these orders and rules."""
    return {
        "held_orders": call,
        "holds_of_order": lambda: call({"order_id": there.to_release}),
        "hold_order": lambda: call({"order_id": there.free}, _WHY),
        "release_order": lambda: call({"order_id": there.to_release}, _WHY),
        "reject_order": lambda: call({"order_id": there.to_reject}, _WHY),
        "hold_rules": call,
        "create_hold_rule": lambda: call({}, _RULE),
        "change_hold_rule": lambda: call({"rule_id": there.rule}, {**_RULE, "version": 1}),
        "delete_hold_rule": lambda: call({"rule_id": there.rule_to_delete}),
    }
