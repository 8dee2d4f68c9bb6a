"""Set how a channel charges tax."""

from collections.abc import Mapping
from decimal import Decimal

from serai.catalog.public import channel
from serai.kernel.errors import DomainError, Kind
from serai.kernel.rounding import Rounding
from serai.plumbing.db import unit_of_work
from serai.plumbing.events import publish
from serai.pricing.domain.tax import ChannelTax, RoundedAt, Sourcing
from serai.pricing.events import TaxPolicyChanged
from serai.pricing.models import TaxPolicyRow
from serai.pricing.usecases.grow_tax_version import grow_tax_version


class BadTaxRate(DomainError):
    """A tax rate is no number between 0 and 1."""

    code = "pricing.bad_tax_rate"
    kind = Kind.REJECTED

    def __init__(self, tax_class: str, rate: Decimal) -> None:
        self.tax_class, self.rate = tax_class, rate
        super().__init__(
            f"The rate of {tax_class!r} must be between 0 and 1 (0.19 is 19 %); not {rate}."
        )


class TaxOriginNeeded(DomainError):
    """Rates of places can only be found when the seller's own place is known."""

    code = "pricing.tax_origin_needed"
    kind = Kind.REJECTED

    def __init__(self, sourcing: str) -> None:
        self.sourcing = sourcing
        super().__init__(f"Say where the goods come from: {sourcing!r} needs the origin's country.")


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
    Let a channel charge tax by these rates wherever the goods go, as `set_channel_tax` does.

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
    said = ChannelTax(
        name, rounded_at=rounded_at, rounding=rounding, rates=dict(rates), reason=reason
    )
    set_channel_tax(channel_code, said)


def set_channel_tax(channel_code: str, said: ChannelTax) -> None:
    """
    Let a channel charge tax as is said; carts that are priced from now on follow it.

    Here that is at once, in other processes within five seconds. To repeat it changes nothing. Whether
    prices contain the tax is not changed: the channel itself says so.

    Raises:
        ChannelNotFound: no such channel.
        BadTaxRate: a rate below 0 or above 1.
        TaxOriginNeeded: rates of places are wanted, but not from where.
    """
    channel(channel_code)
    for tax_class, rate in said.rates.items():
        check_tax_rate(tax_class, rate)
    if said.sourcing is not Sourcing.FLAT and not said.origin.country:
        raise TaxOriginNeeded(said.sourcing.value)
    values = {
        "name": said.name,
        "rates": {tax_class: str(rate) for tax_class, rate in said.rates.items()},
        "rounded_at": said.rounded_at.value,
        "rounding": said.rounding.name,
        "reason": said.reason,
        "sourcing": said.sourcing.value,
        "origin_country": said.origin.country,
        "origin_region": said.origin.region,
        "origin_postcode": said.origin.postcode,
        "registrations": sorted(said.registrations),
        "oss": said.oss,
        "delivery_like_goods": said.delivery_like_goods,
        "provider": said.provider,
    }
    with unit_of_work():
        stored = TaxPolicyRow.objects.filter(channel_id=channel_code)
        if stored.filter(**values).exists():
            return
        TaxPolicyRow.objects.update_or_create(channel_id=channel_code, defaults=values)
        grow_tax_version()
        publish(TaxPolicyChanged(channel_code=channel_code))


def check_tax_rate(tax_class: str, rate: Decimal) -> None:
    """
    Check that a rate is one.

    Raises:
        BadTaxRate: it is below 0, above 1, or finer than a millionth.
    """
    if not (rate.is_finite() and 0 <= rate <= 1 and rate == round(rate, 6)):
        raise BadTaxRate(tax_class, rate)
