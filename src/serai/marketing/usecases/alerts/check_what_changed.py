"""Look at the alerts that events are about, many events at a time."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Protocol
from uuid import UUID

from serai.marketing.models import Alert
from serai.marketing.usecases.alerts.check_prices import check_prices


class _Change(Protocol):
    @property
    def variant_ids(self) -> tuple[UUID, ...]: ...

    @property
    def channel_code(self) -> str: ...


def check_each_channel(
    check: Callable[..., int], changes: Iterable[_Change], *, now: datetime
) -> None:
    """Let `check` look once at all that changed in a channel."""
    by_channel: dict[str, set[UUID]] = defaultdict(set)
    for change in changes:
        by_channel[change.channel_code].update(change.variant_ids)
    for channel_code in sorted(by_channel):
        check(sorted(by_channel[channel_code]), channel_code, now=now)


def check_customers_prices(customer_id: UUID, *, now: datetime) -> None:
    """Look at what a customer waits for: they buy on other terms."""
    waiting = Alert.objects.filter(customer_id=customer_id, state="waiting", kind="price")
    by_channel: dict[str, list[UUID]] = defaultdict(list)
    for channel_code, variant_id in waiting.values_list("channel_code", "variant_id"):
        by_channel[channel_code].append(variant_id)
    for channel_code in sorted(by_channel):
        check_prices(by_channel[channel_code], channel_code, now=now)
