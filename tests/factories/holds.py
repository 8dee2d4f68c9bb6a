"""Rules that hold orders."""

from typing import Any

from serai.kernel import clock
from serai.ordering.domain.review.hold_state import RuleMode
from serai.ordering.queries.review.hold_rules import HoldRuleView
from serai.ordering.usecases.review.write_hold_rule import WriteHoldRule, write_hold_rule


def a_hold_rule(
    field: str = "total",
    operator: str = ">",
    value: Any = 50,
    *,
    mode: RuleMode = RuleMode.ON,
    name: str = "Large orders",
) -> HoldRuleView:
    """Write a rule of one condition that is on."""
    rule = {"field": field, "operator": operator}
    if value is not None:
        rule["value"] = value
    tree = {"combinator": "and", "rules": [rule]}
    return write_hold_rule(WriteHoldRule(name=name, conditions=tree, mode=mode), now=clock.now())
