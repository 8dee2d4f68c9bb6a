"""How a channel charges tax."""

from dataclasses import replace
from decimal import Decimal

from serai.catalog.public import channel
from serai.kernel.rounding import Rounding
from serai.plumbing.caches import ShortCache
from serai.pricing.domain.tax import UNTAXED, RoundedAt, TaxPolicy
from serai.pricing.models import TaxPolicyRow

_by_channel: ShortCache[str, TaxPolicy] = ShortCache(seconds=5)


def tax_policy_of(channel_code: str) -> TaxPolicy:
    """
    Return the tax policy of a channel; at most five seconds old, and usually without a statement.

    Raises:
        ChannelNotFound: no such channel.
    """
    return _by_channel.get(channel_code, lambda: _loaded(channel_code))


def forget_tax_policies() -> None:
    """Let this process read policies anew: one has just changed."""
    _by_channel.forget()


def _loaded(channel_code: str) -> TaxPolicy:
    inclusive = channel(channel_code).prices_include_tax
    row = TaxPolicyRow.objects.filter(channel__code=channel_code).first()
    if row is None:
        return replace(UNTAXED, inclusive=inclusive)
    return TaxPolicy(
        name=row.name,
        inclusive=inclusive,
        rounded_at=RoundedAt(row.rounded_at),
        rounding=Rounding[row.rounding],
        rates={tax_class: Decimal(rate) for tax_class, rate in row.rates.items()},
        reason=row.reason,
    )
