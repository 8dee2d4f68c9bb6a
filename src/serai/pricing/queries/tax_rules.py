"""All tax rules, in the memory of this process: read once, and again when their version has changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from serai.kernel.rounding import Rounding
from serai.plumbing.caches import VersionedCache
from serai.plumbing.db import rows
from serai.pricing.domain.tax import ChannelTax, Place, RoundedAt, Sourcing, TaxPolicy, TaxRate
from serai.pricing.models import TaxExemption, TaxPolicyRow, TaxRateRow

_OLDEST = 5
_MOST_ANSWERS = 10_000


@dataclass(frozen=True, slots=True)
class Certificate:
    """Where a customer need not pay tax, and when."""

    jurisdictions: frozenset[str]
    name: str
    valid_from: date
    valid_until: date | None

    def counts_on(self, day: date) -> bool:
        """Return whether it is in force."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


@dataclass(slots=True)
class TaxRules:
    """What is charged where. Rates are found by country, certificates by customer."""

    channels: Mapping[str, ChannelTax]
    rates: Mapping[str, list[TaxRate]]
    certificates: Mapping[UUID, list[Certificate]]
    _answers: dict[object, TaxPolicy] = field(default_factory=dict)

    def known(self, question: object) -> TaxPolicy | None:
        """Return the answer that was found for the same question before."""
        return self._answers.get(question)

    def know(self, question: object, answer: TaxPolicy) -> None:
        """Keep an answer; carts ask the same few questions again and again."""
        if len(self._answers) >= _MOST_ANSWERS:
            self._answers.clear()
        self._answers[question] = answer


def tax_rules() -> TaxRules:
    """Return the rules; at most five seconds old, one statement when they were looked at longer ago."""
    return _rules.now()


def forget_tax_rules() -> None:
    """Let this process read everything anew: something has just changed."""
    _rules.forget()


def _version() -> int:
    found = rows("SELECT version FROM pricing_tax_version")
    return int(found[0][0]) if found else 0


def _loaded() -> TaxRules:
    """Read everything, in three statements."""
    rates: dict[str, list[TaxRate]] = {}
    for row in TaxRateRow.objects.order_by("valid_from", "pk"):
        rates.setdefault(row.country, []).append(rate_of_row(row))
    certificates: dict[UUID, list[Certificate]] = {}
    for found in TaxExemption.objects.order_by("valid_from", "pk"):
        certificates.setdefault(found.customer_id, []).append(
            Certificate(
                frozenset(found.jurisdictions),
                found.certificate,
                found.valid_from,
                found.valid_until,
            )
        )
    return TaxRules(
        channels={row.channel_id: channel_tax_of_row(row) for row in TaxPolicyRow.objects.all()},
        rates=rates,
        certificates=certificates,
    )


_rules = VersionedCache(_version, _loaded, seconds=_OLDEST)


def rate_of_row(row: TaxRateRow) -> TaxRate:
    """Return the rate in a row of the table."""
    return TaxRate(
        component=row.component,
        name=row.name,
        country=row.country,
        rate=row.rate.normalize(),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        region=row.region,
        postcodes=row.postcodes,
        tax_class=row.tax_class,
    )


def channel_tax_of_row(row: TaxPolicyRow) -> ChannelTax:
    """Return what the merchant has said about a channel; whether prices contain tax the channel says."""
    return ChannelTax(
        name=row.name,
        rounded_at=RoundedAt(row.rounded_at),
        rounding=Rounding[row.rounding],
        rates={tax_class: Decimal(rate) for tax_class, rate in row.rates.items()},
        reason=row.reason,
        sourcing=Sourcing(row.sourcing),
        origin=Place.of(row.origin_country, row.origin_region, row.origin_postcode),
        registrations=frozenset(row.registrations),
        oss=row.oss,
        delivery_like_goods=row.delivery_like_goods,
        provider=row.provider,
    )
