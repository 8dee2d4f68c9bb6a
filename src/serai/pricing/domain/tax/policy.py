"""The rates that count for one cart, where they are rounded, and why they count."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any, Self

import msgspec

from serai.kernel.rounding import Rounding

STANDARD = "standard"
DELIVERY = "delivery"
GIFT_CARD = "gift_card"
"""Gift cards: they pay no tax when they are sold, as what is bought with them will."""
_NOTHING = Decimal(0)


class RoundedAt(StrEnum):
    """Where tax becomes whole minor units."""

    LINE = "line"
    """Each line and the delivery by itself."""
    TOTAL = "total"
    """The sum of all that have one rate; each then gets its share, and the shares add up."""


class Treatment(StrEnum):
    """Why tax is charged, or is not."""

    CHARGED = "charged"
    REVERSE_CHARGE = "reverse_charge"
    """The buyer is a business elsewhere and owes the tax there."""
    EXPORT = "export"
    """The goods leave the territory of the tax."""
    EXEMPT = "exempt"
    """The buyer has shown that they need not pay."""
    NOT_REGISTERED = "not_registered"
    """The seller collects no tax in the place that the goods go to."""
    UNKNOWN_PLACE = "unknown_place"
    """Nobody knows yet where the goods go to."""

    @property
    def relieves(self) -> bool:
        """Whether tax that listed prices contain is taken off them."""
        return self in (Treatment.REVERSE_CHARGE, Treatment.EXPORT, Treatment.EXEMPT)


@dataclass(frozen=True, slots=True)
class TaxPart:
    """One of the taxes that make up a rate, such as that of a state or of a city."""

    name: str
    jurisdiction: str
    """Country, with region where it is the region's: "DE", "US-NY"."""
    rate: Decimal


@dataclass(frozen=True)
class TaxPolicy:
    """
    How a cart is taxed.

    `rates` maps tax classes to rates (0.19 is 19 %); a class without a rate pays that of "standard", and
    nothing when there is none; gift cards pay nothing. `parts` says of which taxes a rate is made, where
    there is more to say than the policy's name. `inclusive`: prices contain the tax. `contained` are the
    rates that they contain where none is charged; they are taken off. `reason` is told where none is
    charged.
    """

    name: str
    inclusive: bool = False
    rounded_at: RoundedAt = RoundedAt.LINE
    rounding: Rounding = Rounding.HALF_UP
    rates: Mapping[str, Decimal] = field(default_factory=dict)
    reason: str = ""
    parts: Mapping[str, tuple[TaxPart, ...]] = field(default_factory=dict)
    treatment: Treatment = Treatment.CHARGED
    contained: Mapping[str, Decimal] = field(default_factory=dict)
    delivery_like_goods: bool = False
    """The delivery is taxed as the goods are, shared by what they cost, and has no class of its own."""

    @property
    def charges_nothing(self) -> bool:
        """Whether no tax is charged, relieved or told, whatever is bought."""
        knows_any = self.rates or self.contained or self.parts
        return not (knows_any or self.treatment.relieves)

    def rate(self, tax_class: str) -> Decimal:
        """Return the rate of a class."""
        if tax_class == GIFT_CARD:
            return _NOTHING
        return self.rates.get(tax_class, self.rates.get(STANDARD, _NOTHING))

    def contained_rate(self, tax_class: str) -> Decimal:
        """Return the rate that the price of a class contains though none is charged."""
        if tax_class == GIFT_CARD:
            return _NOTHING
        return self.contained.get(tax_class, self.contained.get(STANDARD, _NOTHING))

    def parts_of(self, tax_class: str) -> tuple[TaxPart, ...]:
        """Return the taxes that make up the rate of a class."""
        if tax_class == GIFT_CARD:
            return ()
        if tax_class not in self.rates:
            tax_class = STANDARD
        rate = self.rate(tax_class)
        return self.parts.get(tax_class) or ((TaxPart(self.name, "", rate),) if rate else ())

    def as_data(self) -> dict[str, object]:
        """Return what decides about the tax, for the rules' hash; `from_data` reads it."""
        return {
            "name": self.name,
            "inclusive": self.inclusive,
            "rounded_at": self.rounded_at.value,
            "rounding": self.rounding.name,
            "rates": _texts(self.rates),
            "reason": self.reason,
            "parts": {
                key: [[part.name, part.jurisdiction, str(part.rate)] for part in parts]
                for key, parts in sorted(self.parts.items())
            },
            "treatment": self.treatment.value,
            "contained": _texts(self.contained),
            "delivery_like_goods": self.delivery_like_goods,
        }

    @cached_property
    def written(self) -> msgspec.Raw:
        """What decides about the tax as JSON, written in one way only; carts meet the same few policies."""
        return msgspec.Raw(msgspec.json.encode(self.as_data(), order="sorted"))

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Return the policy that `as_data` wrote."""
        return cls(
            name=data["name"],
            inclusive=data["inclusive"],
            rounded_at=RoundedAt(data["rounded_at"]),
            rounding=Rounding[data["rounding"]],
            rates=_rates(data["rates"]),
            reason=data["reason"],
            parts={
                key: tuple(TaxPart(name, where, Decimal(rate)) for name, where, rate in parts)
                for key, parts in data["parts"].items()
            },
            treatment=Treatment(data["treatment"]),
            contained=_rates(data["contained"]),
            delivery_like_goods=data["delivery_like_goods"],
        )


UNTAXED = TaxPolicy("untaxed", reason="no tax rates are set for this channel")
"""What applies where nobody has set a policy."""


def _texts(rates: Mapping[str, Decimal]) -> dict[str, str]:
    return {key: str(rate) for key, rate in sorted(rates.items())}


def _rates(texts: Mapping[str, str]) -> dict[str, Decimal]:
    return {key: Decimal(rate) for key, rate in texts.items()}
