"""Tax: which rates a channel charges, and where they are rounded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from serai.kernel.money import Money
from serai.kernel.rounding import Rounding

STANDARD = "standard"
DELIVERY = "delivery"


class RoundedAt(StrEnum):
    """Where tax becomes whole minor units."""

    LINE = "line"
    """Each line and the delivery by itself."""
    TOTAL = "total"
    """The sum of all that have one rate; each then gets its share, and the shares add up."""


@dataclass(frozen=True, slots=True)
class TaxPolicy:
    """
    How a channel charges tax.

    `rates` maps tax classes to rates (0.19 is 19 %); a class without a rate pays that of "standard", and
    nothing when there is none. `inclusive`: prices contain the tax. `reason` is told where none is charged.
    """

    name: str
    inclusive: bool = False
    rounded_at: RoundedAt = RoundedAt.LINE
    rounding: Rounding = Rounding.HALF_UP
    rates: Mapping[str, Decimal] = field(default_factory=dict)
    reason: str = ""

    def rate(self, tax_class: str) -> Decimal:
        """Return the rate of a class."""
        return self.rates.get(tax_class, self.rates.get(STANDARD, Decimal(0)))

    def as_data(self) -> dict[str, object]:
        """Return what decides about the tax, for the rules' hash."""
        return {
            "name": self.name,
            "inclusive": self.inclusive,
            "rounded_at": self.rounded_at.value,
            "rounding": self.rounding.name,
            "rates": {key: str(rate) for key, rate in sorted(self.rates.items())},
            "reason": self.reason,
        }


UNTAXED = TaxPolicy("untaxed", reason="no tax rates are set for this channel")
"""What applies where nobody has set a policy."""


def taxes(amounts: Sequence[Money], classes: Sequence[str], policy: TaxPolicy) -> list[Money]:
    """
    Return the tax in (or, when prices are net, on top of) each amount.

    Args:
        amounts: what is paid for each, none negative, of one currency.
        classes: the tax class of each.
        policy: rates and rounding.
    """
    parts = [_share(policy, policy.rate(tax_class)) for tax_class in classes]
    if policy.rounded_at is RoundedAt.LINE:
        return [
            amount.times(part, policy.rounding) for amount, part in zip(amounts, parts, strict=True)
        ]
    found = list(amounts)
    for part in set(parts):
        same = [index for index, other in enumerate(parts) if other == part]
        whole = sum((amounts[index] for index in same[1:]), amounts[same[0]])
        tax = whole.times(part, policy.rounding)
        for index, share in zip(same, tax.split([amounts[i].minor for i in same]), strict=True):
            found[index] = share
    return found


def _share(policy: TaxPolicy, rate: Decimal) -> Decimal:
    """Return which part of an amount is tax: r of a net one, r / (1 + r) of one that contains it."""
    return rate / (1 + rate) if policy.inclusive else rate
