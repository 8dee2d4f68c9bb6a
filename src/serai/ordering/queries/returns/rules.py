"""The rules by which goods may come back."""

from collections.abc import Collection
from uuid import UUID

from serai.catalog import public as catalog
from serai.ordering.domain.returns.rules import Rule, rule_for
from serai.ordering.models import ReturnRule


def return_rules(channel_code: str) -> list[Rule]:
    """Return the rules of a channel by category; one statement."""
    found = ReturnRule.objects.filter(channel_code=channel_code).order_by("category")
    return [
        Rule(
            row.category,
            row.days,
            row.fee_basis_points,
            row.keep_below_minor,
            row.is_approved_at_once,
        )
        for row in found
    ]


def rules_of_variants(channel_code: str, variants: Collection[UUID]) -> dict[UUID, Rule]:
    """Return the rule that counts for each variant; two statements."""
    rules, facts = return_rules(channel_code), catalog.facts_of_variants(variants)
    return {
        variant: rule_for(facts[variant].categories if variant in facts else (), rules)
        for variant in variants
    }
