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


@unit_of_work()
def write_return_rule(channel_code: str, rule: Rule) -> None:
    """Let this rule count for its category; it takes the place of the one that did."""
    others = [each for each in return_rules(channel_code) if each.category != rule.category]
    set_return_rules(channel_code, [*others, rule])


@unit_of_work()
def remove_return_rule(channel_code: str, category: str) -> None:
    """Let the rule of the category above count, or the one for all others; without it, nothing changes."""
    ReturnRule.objects.filter(channel_code=channel_code, category=category).delete()
