"""Say what the laws of places are."""

from collections.abc import Iterable
from datetime import datetime

from serai.kernel.ids import uuid7
from serai.ordering.domain.regulated.sale_rule import SaleRule, checked_rules
from serai.ordering.models import SaleRuleRow
from serai.ordering.queries.regulated.sale_rules import forget_sale_rules
from serai.plumbing.db import execute, forget_with_work, rows, unit_of_work


@unit_of_work()
def set_sale_rules(rules: Iterable[SaleRule], *, now: datetime) -> int:
    """
    Let these laws be all that count. Return how many; other processes know within five seconds.

    Raises:
        BadSaleRule: one makes no sense, alone or beside the others.
    """
    given = checked_rules(rules)
    execute("SELECT pg_advisory_xact_lock(hashtext('ordering.sale_rules'))")
    [(version,)] = rows("SELECT nextval('ordering_rules_change')")
    SaleRuleRow.objects.all().delete()
    SaleRuleRow.objects.bulk_create(
        SaleRuleRow(
            id=uuid7(),
            regime=rule.regime,
            country=rule.country,
            regions=list(rule.regions),
            minimum_age=rule.minimum_age,
            asks_birth_date=rule.asks_birth_date,
            may_deliver=rule.may_deliver,
            may_collect=rule.may_collect,
            most_units=rule.most_units,
            per_days=rule.per_days,
            note=rule.note,
            version=version,
            changed_at=now,
        )
        for rule in given
    )
    forget_with_work(forget_sale_rules)
    return len(given)
