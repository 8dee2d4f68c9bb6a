"""Write what may be subscribed in a channel."""

from dataclasses import dataclass
from datetime import datetime

from serai.catalog import public as catalog
from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import uuid7
from serai.ordering.domain.subscriptions.interval import Interval
from serai.ordering.models import SubscriptionPlan
from serai.ordering.queries.priced_cart import UnknownSku
from serai.ordering.queries.subscriptions.plans import PlanView
from serai.plumbing.db import unit_of_work


class BadPlan(DomainError):
    """The plan lets nothing be subscribed, or tells of it too late or too early."""

    code = "ordering.bad_plan"
    kind = Kind.REJECTED

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(f"{field} of the plan cannot be so.")


@dataclass(frozen=True, slots=True)
class WritePlan:
    """A plan as it shall be; `code` names it in its channel. Without SKUs, every article may be subscribed."""

    channel_code: str
    code: str
    name: str
    intervals: tuple[str, ...]
    skus: tuple[str, ...] = ()
    notice_days: int = 3
    is_offered: bool = True


@unit_of_work()
def write_plan(command: WritePlan, *, now: datetime) -> PlanView:
    """
    Keep a plan. Subscriptions that are there keep their intervals and articles until they are changed.

    Raises:
        ChannelNotFound: no such channel.
        BadPlan: it has no interval, or announces an order on the same day or more than 30 days ahead.
        BadInterval: an interval is none.
        UnknownSku: an article does not exist.
    """
    channel = catalog.channel(command.channel_code)
    if not command.intervals:
        raise BadPlan("intervals")
    if not 1 <= command.notice_days <= 30:
        raise BadPlan("notice_days")
    intervals = [str(Interval.of(each)) for each in command.intervals]
    known = catalog.variants_of_skus(command.skus) if command.skus else {}
    for sku in command.skus:
        if sku not in known:
            raise UnknownSku(sku)
    row = (
        SubscriptionPlan.objects.select_for_update()
        .filter(channel_code=channel.code, code=command.code)
        .first()
    ) or SubscriptionPlan(id=uuid7(), channel_code=channel.code, code=command.code, version=0)
    row.name, row.skus, row.intervals = command.name.strip(), [*command.skus], intervals
    row.notice_days, row.is_offered = command.notice_days, command.is_offered
    row.version, row.updated_at = row.version + 1, now
    row.save()
    return PlanView.of(row)
