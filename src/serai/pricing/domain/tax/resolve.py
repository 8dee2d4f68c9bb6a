"""From what a merchant has said to the rates of one cart: whose tax it is, and whether it is charged."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from serai.pricing.domain.tax.channel_tax import ChannelTax, Sourcing
from serai.pricing.domain.tax.place import Place
from serai.pricing.domain.tax.policy import TaxPart, TaxPolicy, Treatment

ORIGIN_STATES = frozenset("AZ IL MO MS OH PA TN TX UT VA".split())
"""
States that tax sales within them where the seller is; others where the buyer is (Streamlined Sales Tax
Governing Board, state guides). A provider knows that itself.
"""

Parts = dict[str, tuple[TaxPart, ...]]
PartsAt = Callable[[Place, date], Parts]
"""The taxes of each class in a place on a day: the table, or what a provider answered."""


@dataclass(frozen=True, slots=True)
class TaxBuyer:
    """
    What matters about a buyer: the country of their confirmed tax id, and where they need not pay.

    `exempt_in` names jurisdictions ("US-NY", "US"); `exempt_because` is the certificate.
    """

    tax_id_country: str = ""
    exempt_in: frozenset[str] = frozenset()
    exempt_because: str = ""

    def is_exempt_in(self, place: Place) -> bool:
        """Return whether a certificate covers the place."""
        return place.country in self.exempt_in or place.jurisdiction in self.exempt_in


ANYBODY = TaxBuyer()


def policy_for(
    channel: ChannelTax,
    parts_at: PartsAt,
    *,
    to: Place | None,
    on: date,
    buyer: TaxBuyer = ANYBODY,
) -> TaxPolicy:
    """
    Return how a cart is taxed.

    Args:
        channel: what the merchant has said.
        parts_at: finds the rates of a place.
        to: where the goods go; `None` while nobody knows.
        on: the day.
        buyer: who buys.
    """
    if channel.sourcing is Sourcing.FLAT:
        return _flat(channel, to, buyer)
    return _Case(channel, parts_at, on, buyer).policy(to)


def _flat(channel: ChannelTax, to: Place | None, buyer: TaxBuyer) -> TaxPolicy:
    policy = _charged(channel, {})
    policy = replace(policy, rates=channel.rates, reason=channel.reason)
    if to is not None and buyer.is_exempt_in(to):
        return _relieved(policy, Treatment.EXEMPT, buyer.exempt_because)
    return policy


@dataclass(frozen=True, slots=True)
class _Case:
    channel: ChannelTax
    parts_at: PartsAt
    on: date
    buyer: TaxBuyer

    def policy(self, to: Place | None) -> TaxPolicy:
        origin = self.channel.origin
        if to is None:
            if self.channel.inclusive or self.channel.sourcing is Sourcing.ORIGIN:
                return self._at(origin)
            return self._not(Treatment.UNKNOWN_PLACE, "it is known with the address")
        if self.buyer.is_exempt_in(to):
            return self._not(Treatment.EXEMPT, self.buyer.exempt_because)
        if self.channel.sourcing is Sourcing.EU:
            return self._vat(to)
        return self._sales_tax(to)

    def _sales_tax(self, to: Place) -> TaxPolicy:
        origin = self.channel.origin
        if self.channel.sourcing is Sourcing.ORIGIN:
            return self._at(origin)
        if not self.channel.collects_in(to):
            return self._not(
                Treatment.NOT_REGISTERED, f"the seller collects none in {to.jurisdiction}"
            )
        within = to.country == origin.country and to.region == origin.region
        by_origin = self.channel.sourcing is Sourcing.US and not self.channel.provider
        if by_origin and within and origin.region in ORIGIN_STATES:
            return self._at(origin)
        return self._at(to)

    def _vat(self, to: Place) -> TaxPolicy:
        """Follow the directive 2006/112/EC for goods: articles 32, 33, 59c, 138, 146."""
        home, there = self.channel.origin.vat_country, to.vat_country
        if there is None:
            if self.channel.collects_in(to):
                return self._at(to)
            return self._not(Treatment.EXPORT, f"the goods leave the EU for {to.country}")
        if there == home:
            return self._at(to)
        if self.buyer.tax_id_country and self.buyer.tax_id_country != home:
            return self._not(
                Treatment.REVERSE_CHARGE, f"reverse charge: the buyer owes the tax in {there}"
            )
        if self.channel.oss or self.channel.collects_in(to):
            return self._at(to if there == "XI" else replace(to, country=there))
        return self._at(self.channel.origin)

    def _at(self, place: Place) -> TaxPolicy:
        parts = self.parts_at(place, self.on)
        policy = _charged(self.channel, parts)
        if parts:
            return policy
        return replace(policy, reason=f"no rate is known for {place.jurisdiction}")

    def _not(self, treatment: Treatment, reason: str) -> TaxPolicy:
        home = _charged(self.channel, self.parts_at(self.channel.origin, self.on))
        return _relieved(home, treatment, reason)


def _charged(channel: ChannelTax, parts: Parts) -> TaxPolicy:
    return TaxPolicy(
        name=channel.name,
        inclusive=channel.inclusive,
        rounded_at=channel.rounded_at,
        rounding=channel.rounding,
        rates={key: sum((part.rate for part in of), Decimal(0)) for key, of in parts.items()},
        parts=parts,
        delivery_like_goods=channel.delivery_like_goods,
    )


def _relieved(policy: TaxPolicy, treatment: Treatment, reason: str) -> TaxPolicy:
    """Return the policy that charges nothing, and takes off what listed prices contain."""
    contained = policy.rates if policy.inclusive and treatment.relieves else {}
    return replace(
        policy, rates={}, parts={}, contained=contained, treatment=treatment, reason=reason
    )
