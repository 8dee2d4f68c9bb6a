"""The rules that hold orders."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from serai.catalog import public as catalog
from serai.kernel.conditions import Fields
from serai.kernel.errors import DomainError, Kind
from serai.ordering.domain.review.fields import review_fields
from serai.ordering.models import HoldRule


class HoldRuleNotFound(DomainError):
    """No rule has this id."""

    code = "ordering.hold_rule_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, rule_id: UUID) -> None:
        self.rule_id = rule_id
        super().__init__("There is no such rule.")


@dataclass(frozen=True, slots=True)
class HoldRuleView:
    """A rule; `conditions` is the tree as rule builders exchange it."""

    id: UUID
    name: str
    mode: str
    conditions: dict[str, Any]
    version: int
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, row: HoldRule) -> Self:
        """Return the view of a row."""
        return cls(**{name: getattr(row, name) for name in cls.__slots__})


def hold_rules() -> list[HoldRuleView]:
    """Return every rule, by name; one statement."""
    return [HoldRuleView.of(row) for row in HoldRule.objects.order_by("name", "id")]


def fields_of_shop() -> Fields:
    """Return what rules may speak about, with this shop's channels to suggest; one statement."""
    return review_fields(channel.code for channel in catalog.channels())
