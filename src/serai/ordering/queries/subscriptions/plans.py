"""What may be subscribed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.ordering.domain.subscriptions.interval import Interval
from serai.ordering.models import SubscriptionPlan


class PlanNotFound(DomainError):
    """There is no such plan, or it is not offered here."""

    code = "ordering.plan_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, plan_code: str) -> None:
        self.plan_code = plan_code
        super().__init__("There is no such subscription plan.")


class NotInPlan(DomainError):
    """The plan does not let this be subscribed, or not so often."""

    code = "ordering.not_in_plan"
    kind = Kind.REJECTED

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(f"{what} is not part of this subscription plan.")


@dataclass(frozen=True, slots=True)
class PlanView:
    """What may be subscribed, how often, and how many days ahead an order is announced."""

    id: UUID
    code: str
    channel_code: str
    name: str
    skus: list[str]
    intervals: list[str]
    notice_days: int
    is_offered: bool
    version: int

    @classmethod
    def of(cls, row: SubscriptionPlan) -> Self:
        """Return the view of a row."""
        return cls(**{name: getattr(row, name) for name in cls.__slots__})

    def nearest_interval(self, days: int) -> str:
        """Return the interval that comes next to so many days."""
        return min(self.intervals, key=lambda each: abs(Interval.of(each).days - days))

    def has(self, sku: str) -> bool:
        """Return whether an article can be subscribed under it."""
        return not self.skus or sku in self.skus

    def must_allow(self, skus: Iterable[str], interval: str) -> None:
        """
        Refuse what the plan does not let be subscribed.

        Raises:
            NotInPlan: an article is not in it, or the interval is not.
        """
        if interval not in self.intervals:
            raise NotInPlan(interval)
        for sku in skus:
            if not self.has(sku):
                raise NotInPlan(sku)


def plans_of_channel(
    channel_code: str, *, sku: str = "", only_offered: bool = True
) -> list[PlanView]:
    """Return the plans of a channel, those of an article if one is named; one statement."""
    found = SubscriptionPlan.objects.filter(channel_code=channel_code).order_by("code")
    views = [PlanView.of(row) for row in found]
    return [
        view
        for view in views
        if (view.is_offered or not only_offered) and (not sku or view.has(sku))
    ]


def plan_of_code(channel_code: str, code: str) -> PlanView:
    """
    Return a plan that is offered; one statement.

    Raises:
        PlanNotFound: there is none, or it is not offered any more.
    """
    found = SubscriptionPlan.objects.filter(channel_code=channel_code, code=code).first()
    if found is None or not found.is_offered:
        raise PlanNotFound(code)
    return PlanView.of(found)
