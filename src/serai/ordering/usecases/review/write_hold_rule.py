"""Write a rule that holds orders: a new one, or another version of an old one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from serai.kernel.conditions import as_json, read_tree, tree_hash
from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import uuid7
from serai.ordering.domain.review.fields import review_fields
from serai.ordering.domain.review.hold_state import RuleMode
from serai.ordering.models import HoldRule
from serai.ordering.queries.review.hold_rules import HoldRuleNotFound, HoldRuleView
from serai.plumbing.db import unit_of_work


class HoldRuleChanged(DomainError):
    """Someone else wrote it since the caller read it."""

    code = "ordering.hold_rule_changed"
    kind = Kind.CONFLICT

    def __init__(self, *, yours: int, current: int) -> None:
        self.yours, self.current = yours, current
        super().__init__(
            f"You changed version {yours}; it is version {current} now. Look again, then repeat."
        )


class HoldsEverything(DomainError):
    """A rule without conditions would hold every order."""

    code = "ordering.holds_everything"
    kind = Kind.REJECTED

    def __init__(self) -> None:
        super().__init__("A rule needs at least one condition: without any it holds every order.")


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteHoldRule:
    """
    A rule as it shall be; `rule_id` and `version` name what is replaced, without them it is new.

    A new rule is tried first, unless it is told otherwise: it notes what it would hold, and holds nothing.
    """

    name: str
    conditions: Any
    mode: RuleMode = RuleMode.SHADOW
    rule_id: UUID | None = None
    version: int | None = None


@unit_of_work()
def write_hold_rule(command: WriteHoldRule, *, now: datetime) -> HoldRuleView:
    """
    Keep a rule. It is asked about orders that are agreed from now on.

    Raises:
        BadConditions: the tree cannot be understood; every fault has its place.
        HoldsEverything: it has no conditions.
        HoldRuleNotFound: there is none to replace.
        HoldRuleChanged: someone else wrote it meanwhile.
    """
    tree = read_tree(command.conditions, review_fields())
    if not tree.rules:
        raise HoldsEverything
    row = _row(command, now)
    row.name, row.mode = command.name.strip()[:200], command.mode.value
    row.conditions, row.digest = as_json(tree), tree_hash(tree)
    row.version, row.updated_at = row.version + 1, now
    row.save()
    return HoldRuleView.of(row)


@unit_of_work()
def delete_hold_rule(rule_id: UUID) -> None:
    """
    Delete a rule; what it holds stays held until somebody decides.

    Raises:
        HoldRuleNotFound: there is none.
    """
    deleted, _ = HoldRule.objects.filter(pk=rule_id).delete()
    if not deleted:
        raise HoldRuleNotFound(rule_id)


def _row(command: WriteHoldRule, now: datetime) -> HoldRule:
    if command.rule_id is None:
        return HoldRule(id=uuid7(), version=0, created_at=now)
    found = HoldRule.objects.select_for_update().filter(pk=command.rule_id).first()
    if found is None:
        raise HoldRuleNotFound(command.rule_id)
    if command.version is not None and found.version != command.version:
        raise HoldRuleChanged(yours=command.version, current=found.version)
    return found
