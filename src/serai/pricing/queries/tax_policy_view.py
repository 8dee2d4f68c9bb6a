"""What has been said about a channel's taxes, as staff reads it."""

from dataclasses import dataclass

from serai.catalog.public import channel
from serai.pricing.domain.tax import UNTAXED, ChannelTax, Place
from serai.pricing.queries.tax_policy import channel_tax_of


@dataclass(frozen=True, slots=True)
class TaxPolicyView:
    """How a channel charges tax; rates are decimal text."""

    name: str
    inclusive: bool
    rates: dict[str, str]
    rounded_at: str
    rounding: str
    reason: str
    sourcing: str
    origin: Place | None
    registrations: list[str]
    oss: bool
    delivery_like_goods: bool
    provider: str


def tax_policy_view(channel_code: str) -> TaxPolicyView:
    """
    Return how a channel charges tax; usually without a statement.

    Raises:
        ChannelNotFound: no such channel.
    """
    said = channel_tax_of(channel_code)
    if said is None:
        inclusive = channel(channel_code).prices_include_tax
        said = ChannelTax(UNTAXED.name, inclusive=inclusive, reason=UNTAXED.reason)
    return TaxPolicyView(
        name=said.name,
        inclusive=said.inclusive,
        rates={key: str(rate) for key, rate in sorted(said.rates.items())},
        rounded_at=said.rounded_at.value,
        rounding=said.rounding.name,
        reason=said.reason,
        sourcing=said.sourcing.value,
        origin=said.origin if said.origin.country else None,
        registrations=sorted(said.registrations),
        oss=said.oss,
        delivery_like_goods=said.delivery_like_goods,
        provider=said.provider,
    )
