"""Promotions as staff see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from serai.kernel.money import Money
from serai.plumbing.db import rows
from serai.pricing.models import PromotionRow
from serai.pricing.queries.promotions.promotion_of_id import PromotionNotFound


@dataclass(frozen=True, slots=True)
class LimitsView:
    """How far a promotion goes, and how much of that is used; `None` does not limit."""

    most_uses: int | None
    most_per_customer: int | None
    budget: Money | None
    uses: int
    given: Money | None


@dataclass(frozen=True, slots=True)
class PromotionView:
    """
    A promotion: `rule` is what it says, `state` whether it applies, `names` what shoppers read by locale.

    `limits.uses` and `limits.given` are counted for promotions with a limit of uses or money.
    """

    id: UUID
    code: str
    name: str
    names: Mapping[str, str]
    state: str
    rule: Mapping[str, Any]
    needs_coupon: bool
    limits: LimitsView
    version: int
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, row: PromotionRow) -> Self:
        """Return the view of a row with its budget."""
        return cls(
            id=row.pk,
            code=row.code,
            name=row.name,
            names=row.names,
            state=row.state,
            rule={key: value for key, value in row.rule.items() if key not in ("id", "version")},
            needs_coupon=row.needs_coupon,
            limits=limits_of(row),
            version=row.version,
            created_at=row.created_at,
            updated_at=row.updated_at,
        )


def limits_of(row: PromotionRow) -> LimitsView:
    """Return the limits of a promotion, and what of them is used."""
    budget = getattr(row, "budget", None)
    if budget is None:
        return LimitsView(None, row.most_per_customer, None, 0, None)
    money = None if budget.budget_minor is None else Money(budget.budget_minor, row.currency)
    given = Money(budget.given_minor, row.currency) if row.currency else None
    return LimitsView(budget.most_uses, row.most_per_customer, money, budget.uses, given)


def promotion(promotion_id: UUID) -> PromotionView:
    """
    Return a promotion; one statement.

    Raises:
        PromotionNotFound: there is none.
    """
    row = PromotionRow.objects.select_related("budget").filter(pk=promotion_id).first()
    if row is None:
        raise PromotionNotFound(promotion_id)
    return PromotionView.of(row)


def promotions(
    *, state: str | None = None, after: str = "", limit: int = 50
) -> list[PromotionView]:
    """Return promotions by their codes; one statement."""
    found = PromotionRow.objects.select_related("budget").filter(code__gt=after)
    if state is not None:
        found = found.filter(state=state)
    return [PromotionView.of(row) for row in found.order_by("code")[:limit]]


@dataclass(frozen=True, slots=True)
class GivenView:
    """What a promotion has given: how many orders, and how much together, in one currency."""

    orders: int
    amount: Money


def given_by(promotion_id: UUID) -> list[GivenView]:
    """Return what a promotion has given in orders that stand, by currency; one statement."""
    found = rows(
        "SELECT currency, count(*), sum(amount_minor)::bigint FROM pricing_redemption"
        " WHERE promotion_id = %s AND released_at IS NULL GROUP BY currency ORDER BY currency",
        [promotion_id],
    )
    return [GivenView(orders, Money(minor, currency)) for currency, orders, minor in found]
