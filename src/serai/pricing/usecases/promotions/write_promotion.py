"""Write a promotion: a new one, or another version of an old one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError

from serai.catalog.public import channels
from serai.kernel.conditions import Fault
from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.plumbing.db import unit_of_work
from serai.pricing.domain.promotions.as_json import promotion_as_json
from serai.pricing.domain.promotions.promotion import Promotion
from serai.pricing.domain.promotions.promotion_state import PromotionState
from serai.pricing.domain.promotions.read_promotion import BadPromotion, read_promotion
from serai.pricing.models import PromotionBudget, PromotionRow, PromotionVersion
from serai.pricing.queries.promotions.promotion_of_id import promotion_row
from serai.pricing.queries.promotions.promotion_view import PromotionView, given_by, promotion
from serai.pricing.usecases.promotions.change_version import change_promotions
from serai.pricing.usecases.promotions.tell_promoted_prices import tell_promoted_prices_soon


class PromotionExists(DomainError):
    """Another promotion has this code."""

    code = "pricing.promotion_exists"
    kind = Kind.CONFLICT

    def __init__(self, promotion_code: str) -> None:
        self.promotion_code = promotion_code
        super().__init__(f"There is a promotion {promotion_code!r} already.")


class PromotionChanged(DomainError):
    """Someone else wrote it since the caller read it."""

    code = "pricing.promotion_changed"
    kind = Kind.CONFLICT

    def __init__(self, *, yours: int, current: int) -> None:
        self.yours, self.current = yours, current
        super().__init__(
            f"You changed version {yours}; it is version {current} now. Look again, then repeat."
        )


class PromotionClosed(DomainError):
    """What it was cannot become something else: it has ended, or its currency has been given."""

    code = "pricing.promotion_closed"
    kind = Kind.CONFLICT

    def __init__(self, promotion_code: str, state: str) -> None:
        self.promotion_code, self.state = promotion_code, state
        super().__init__(
            f"{promotion_code!r} is {state} and does not change like this; write a new one."
        )


class LimitBelowUse(DomainError):
    """More than that is used up already."""

    code = "pricing.limit_below_use"
    kind = Kind.CONFLICT

    def __init__(self, uses: int, given: str) -> None:
        self.uses, self.given = uses, given
        super().__init__(f"{uses} uses and {given} are used up already; a limit cannot be less.")


@dataclass(frozen=True, slots=True, kw_only=True)
class WritePromotion:
    """
    A promotion as it shall be.

    `rule` is in the shape of `promotion_as_json`, without id and version. `budget` is decimal text in the rule's
    currency. `promotion_id` and `version` name what is replaced; without them it is new, and a draft.
    """

    rule: Mapping[str, Any]
    names: Mapping[str, str] = field(default_factory=dict)
    most_uses: int | None = None
    most_per_customer: int | None = None
    budget: str | None = None
    promotion_id: UUID | None = None
    version: int | None = None


@unit_of_work()
def write_promotion(command: WritePromotion, *, now: datetime) -> PromotionView:
    """
    Keep a promotion. An active one counts like this from now on, in every process within seconds.

    Raises:
        BadPromotion: something in it makes no sense; every fault has its place.
        PromotionExists: another promotion has the code.
        PromotionNotFound: there is none to replace.
        PromotionChanged: someone else wrote it meanwhile.
        PromotionClosed: it has ended, or was active in another currency.
        LimitBelowUse: more is used up than the new limits allow.
    """
    row = _row(command, now)
    said = dict(command.rule)
    said.pop("version", None)
    rule = read_promotion(said | {"id": str(row.pk), "version": row.version + 1})
    budget = _checked(rule, command)
    if row.state == PromotionState.ENDED or (
        row.state != PromotionState.DRAFT and row.currency != rule.currency
    ):
        raise PromotionClosed(row.code, row.state)
    row.code, row.name, row.names = rule.code, rule.name, dict(command.names)
    row.rule = promotion_as_json(rule)
    row.currency, row.needs_coupon = rule.currency, rule.needs_coupon
    row.most_per_customer = command.most_per_customer
    row.version, row.updated_at = rule.version, now
    try:
        row.save()
    except IntegrityError:
        raise PromotionExists(rule.code) from None
    PromotionVersion.objects.create(
        promotion=row, version=row.version, rule=row.rule, written_at=now
    )
    _limit(row, command.most_uses, budget)
    change_promotions()
    tell_promoted_prices_soon.later(once=tell_promoted_prices_soon.name)
    return promotion(row.pk)


def _row(command: WritePromotion, now: datetime) -> PromotionRow:
    if command.promotion_id is None:
        return PromotionRow(id=uuid7(), state=PromotionState.DRAFT, version=0, created_at=now)
    row = promotion_row(command.promotion_id, lock=True)
    if command.version is not None and row.version != command.version:
        raise PromotionChanged(yours=command.version, current=row.version)
    return row


def _checked(rule: Promotion, command: WritePromotion) -> Money | None:
    """Return the budget; every channel exists, and money has its currency."""
    known = {channel.code for channel in channels()}
    faults = [
        Fault(f"/channels/{place}", "unknown_channel", f"There is no channel {code!r}.", {})
        for place, code in enumerate(sorted(rule.channels))
        if code not in known
    ]
    budget = None
    if command.budget is not None:
        try:
            budget = Money.parse(command.budget, rule.currency) if rule.currency else None
        except ValueError:
            budget = None
        if budget is None or budget.minor < 1:
            detail = "Expected an amount above zero, and a currency for the promotion."
            faults.append(Fault("/budget", "money", detail, {}))
    if faults:
        raise BadPromotion(faults)
    return budget


def _limit(row: PromotionRow, most_uses: int | None, budget: Money | None) -> None:
    """
    Keep the limits with what is used up of them.

    Uses are counted from the first limit on, those before it included.
    """
    kept = PromotionBudget.objects.select_for_update().filter(promotion=row).first()
    if kept is None:
        if most_uses is None and budget is None:
            return
        uses, given = _given_so_far(row)
        kept = PromotionBudget(promotion=row, uses=uses, given_minor=given)
    kept.most_uses, kept.budget_minor = most_uses, None if budget is None else budget.minor
    if (most_uses is not None and kept.uses > most_uses) or (
        budget is not None and kept.given_minor > budget.minor
    ):
        raise LimitBelowUse(kept.uses, str(Money(kept.given_minor, row.currency)))
    kept.save()


def _given_so_far(row: PromotionRow) -> tuple[int, int]:
    found = [given for given in given_by(row.pk) if given.amount.currency == row.currency]
    return (found[0].orders, found[0].amount.minor) if found else (0, 0)
