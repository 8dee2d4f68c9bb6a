"""Say for how long goods may come back to a channel."""

from collections.abc import Sequence

from serai.ordering.domain.returns.rules import Rule
from serai.ordering.models import ReturnRule
from serai.ordering.queries.returns.rules import return_rules
from serai.plumbing.db import unit_of_work


@unit_of_work()
def set_return_rules(channel_code: str, rules: Sequence[Rule]) -> list[Rule]:
    """Let these be all rules of a channel; the last one that names a category counts."""
    ReturnRule.objects.filter(channel_code=channel_code).delete()
    ReturnRule.objects.bulk_create(
        ReturnRule(
            channel_code=channel_code,
            category=rule.category,
            days=rule.days,
            fee_basis_points=rule.fee_basis_points,
            keep_below_minor=rule.keep_below_minor,
            is_approved_at_once=rule.is_approved_at_once,
        )
        for rule in {rule.category: rule for rule in rules}.values()
    )
    return return_rules(channel_code)
