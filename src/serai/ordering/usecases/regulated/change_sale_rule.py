"""Change the law of one place for one regime, beside all the others."""

from collections.abc import Callable
from datetime import datetime

from serai.ordering.domain.regulated.sale_rule import SaleRule
from serai.ordering.queries.regulated.sale_rules import read_sale_rules
from serai.ordering.usecases.regulated.set_sale_rules import set_sale_rules
from serai.plumbing.db import execute, unit_of_work

_Rules = list[SaleRule]


def write_sale_rule(rule: SaleRule, *, now: datetime) -> int:
    """
    Let a law count beside the others, in the place of the one about the same regime and place; return how many count.

    Raises:
        BadSaleRule: it makes no sense, alone or beside the others.
    """
    return _changed(lambda others: [*others, rule], rule, now)


def remove_sale_rule(rule: SaleRule, *, now: datetime) -> int:
    """Let the law about a regime and place count no longer; return how many still do."""
    return _changed(lambda others: others, rule, now)


@unit_of_work()
def _changed(change: Callable[[_Rules], _Rules], rule: SaleRule, now: datetime) -> int:
    execute("SELECT pg_advisory_xact_lock(hashtext('ordering.sale_rules'))")
    others = [each for each in read_sale_rules() if each.about != rule.about]
    return set_sale_rules(change(others), now=now)
