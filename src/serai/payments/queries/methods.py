"""Which methods of payment a channel offers, in the memory of this process for a few seconds."""

from collections.abc import Mapping
from dataclasses import dataclass

from serai.catalog import public as catalog
from serai.kernel.money import Money
from serai.payments.models import PaymentMethod
from serai.payments.ports import CaptureAt, Processors
from serai.payments.queries.instalments.offered_terms import INSTALMENTS, offers_instalments
from serai.plumbing.caches import ShortCache
from serai.plumbing.wiring import bound


@dataclass(frozen=True)
class MethodSetting:
    """How a channel takes a method of payment."""

    method: str
    processor: str
    capture_at: CaptureAt = CaptureAt.NOW
    lowest_minor: int | None = None
    """The least that can be paid with it, in the channel's currency."""
    highest_minor: int | None = None
    """The most that can be paid with it."""
    is_offered: bool = True

    def takes(self, amount: Money) -> bool:
        """Return whether an amount can be paid with it."""
        low, high = self.lowest_minor, self.highest_minor
        return (low is None or amount.minor >= low) and (high is None or amount.minor <= high)


Settings = Mapping[str, tuple[MethodSetting, ...]]
_settings: ShortCache[None, Settings] = ShortCache(seconds=5)
_untold: ShortCache[str, tuple[MethodSetting, ...]] = ShortCache(seconds=5)


def methods_of_channel(channel_code: str) -> tuple[MethodSetting, ...]:
    """
    Return what a channel takes, in its order; at most five seconds old, then one statement.

    A channel that was told nothing takes what the processors take, its money at once.
    """
    told = methods_as_told(channel_code)
    return told or _untold.get(channel_code, lambda: _taken_by_processors(channel_code))


def methods_as_told(channel_code: str) -> tuple[MethodSetting, ...]:
    """Return what a channel was told to take; nothing when it was told nothing."""
    return _settings.get(None, _loaded).get(channel_code, ())


def methods_offered(channel_code: str, amount: Money | None = None) -> list[MethodSetting]:
    """Return what a shopper can pay with, and pay this amount with."""
    return [
        setting
        for setting in methods_of_channel(channel_code)
        if _is_offered(setting, channel_code, amount)
    ]


def method_offered(
    channel_code: str, method: str, amount: Money | None = None
) -> MethodSetting | None:
    """Return how a shopper can pay with a method, and pay this amount; `None`: they cannot."""
    for setting in methods_of_channel(channel_code):
        if setting.method == method and _is_offered(setting, channel_code, amount):
            return setting
    return None


def forget_methods() -> None:
    """Let this process look again: something has just changed."""
    _settings.forget()
    _untold.forget()


def _is_offered(setting: MethodSetting, channel_code: str, amount: Money | None) -> bool:
    return (
        setting.is_offered
        and (amount is None or setting.takes(amount))
        and (setting.method != INSTALMENTS or offers_instalments(channel_code, amount))
    )


def _taken_by_processors(channel_code: str) -> tuple[MethodSetting, ...]:
    """Return what the processors take, for a channel that was told nothing."""
    return tuple(
        MethodSetting(method, processor.name)
        for processor in bound(Processors)
        if not processor.abilities.currencies
        or catalog.channel(channel_code).currency in processor.abilities.currencies
        for method in processor.abilities.methods
    )


def _loaded() -> Settings:
    found: dict[str, tuple[MethodSetting, ...]] = {}
    for row in PaymentMethod.objects.order_by("channel_code", "position", "method"):
        setting = MethodSetting(
            method=row.method,
            processor=row.processor,
            capture_at=CaptureAt(row.capture_at),
            lowest_minor=row.lowest_minor,
            highest_minor=row.highest_minor,
            is_offered=row.is_offered,
        )
        found[row.channel_code] = (*found.get(row.channel_code, ()), setting)
    return found
