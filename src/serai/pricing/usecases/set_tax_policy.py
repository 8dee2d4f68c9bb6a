"""Set how a channel charges tax."""

from collections.abc import Mapping
from decimal import Decimal

from serai.catalog.public import channel
from serai.kernel.errors import DomainError, Kind
from serai.kernel.rounding import Rounding
from serai.plumbing.db import unit_of_work
from serai.plumbing.events import publish
from serai.pricing.domain.tax import RoundedAt
from serai.pricing.events import TaxPolicyChanged
from serai.pricing.models import TaxPolicyRow
from serai.pricing.queries.tax_policy import forget_tax_policies


class BadTaxRate(DomainError):
    """A tax rate is no number between 0 and 1."""

    code = "pricing.bad_tax_rate"
    kind = Kind.REJECTED

    def __init__(self, tax_class: str, rate: Decimal) -> None:
        self.tax_class, self.rate = tax_class, rate
        super().__init__(
            f"The rate of {tax_class!r} must be between 0 and 1 (0.19 is 19 %); not {rate}."
        )


def set_tax_policy(
    channel_code: str,
    *,
    name: str,
    rates: Mapping[str, Decimal],
    rounded_at: RoundedAt = RoundedAt.LINE,
    rounding: Rounding = Rounding.HALF_UP,
    reason: str = "",
) -> None:
    """
    Let a channel charge tax by these rates; carts that are priced from now on follow them.

    Here that is at once, in other processes within five seconds. To repeat it changes nothing.

    Args:
        channel_code: which channel.
        name: what the policy is called, such as "New York sales tax".
        rates: by tax class; "standard" is everything without a rate of its own, "delivery" the delivery.
        rounded_at: where tax becomes whole minor units.
        rounding: how.
        reason: told to shoppers where no tax is charged.

    Raises:
        ChannelNotFound: no such channel.
        BadTaxRate: a rate below 0 or above 1.
    """
    channel(channel_code)
    for tax_class, rate in rates.items():
        if not (rate.is_finite() and 0 <= rate <= 1):
            raise BadTaxRate(tax_class, rate)
    values = {
        "name": name,
        "rates": {tax_class: str(rate) for tax_class, rate in rates.items()},
        "rounded_at": rounded_at.value,
        "rounding": rounding.name,
        "reason": reason,
    }
    with unit_of_work():
        stored = TaxPolicyRow.objects.filter(channel_id=channel_code)
        if stored.filter(**values).exists():
            return
        TaxPolicyRow.objects.update_or_create(channel_id=channel_code, defaults=values)
        publish(TaxPolicyChanged(channel_code=channel_code))
    forget_tax_policies()
