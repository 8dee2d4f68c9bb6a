"""Tax as whole minor units: of each line, and by rate."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from serai.kernel.money import Money
from serai.pricing.domain.tax.policy import RoundedAt, TaxPart, TaxPolicy, Treatment

_FINEST = 6


@dataclass(frozen=True, slots=True)
class TaxShare:
    """What one tax at one rate takes of a cart: `tax` on the net amount `base`."""

    name: str
    jurisdiction: str
    rate: Decimal
    treatment: Treatment
    base: Money
    tax: Money


def taxes(amounts: Sequence[Money], classes: Sequence[str], policy: TaxPolicy) -> list[Money]:
    """
    Return the tax in (or, when prices are net, on top of) each amount.

    Args:
        amounts: what is paid for each, none negative, of one currency.
        classes: the tax class of each.
        policy: rates and rounding.
    """
    return _rounded(amounts, [_share(policy, policy.rate(each)) for each in classes], policy)


def reliefs(amounts: Sequence[Money], classes: Sequence[str], policy: TaxPolicy) -> list[Money]:
    """Return the tax that each listed amount contains and that this buyer need not pay."""
    rates = [policy.contained_rate(each) for each in classes]
    return _rounded(amounts, [_share(policy, rate) for rate in rates], policy)


def taxes_by_rate(
    charged: Iterable[tuple[str, Money, Money]], policy: TaxPolicy, currency: str
) -> tuple[TaxShare, ...]:
    """
    Return what each tax takes at each rate, the highest rate first; the shares add up to the whole.

    Where a rate is made of several taxes, each gets its part of the sum of all that pay the rate, by the
    largest remainder. Nothing is said where a policy knows no rates and gives no treatment.

    Args:
        charged: tax class, net amount and tax of each line and of the delivery.
        policy: by which they were charged.
        currency: of the amounts.
    """
    groups: dict[tuple[TaxPart, ...], tuple[Money, Money]] = {}
    zero = Money.zero(currency)
    for tax_class, base, tax in charged:
        parts = policy.parts_of(tax_class)
        bases, sums = groups.get(parts, (zero, zero))
        groups[parts] = bases + base, sums + tax
    shares: list[TaxShare] = []
    for parts, (base, tax) in sorted(groups.items(), key=lambda group: -_whole(group[0])):
        if not parts:
            if base and policy.treatment.relieves:
                shares.append(TaxShare(policy.name, "", Decimal(0), policy.treatment, base, tax))
            continue
        split = tax.split([int(part.rate.scaleb(_FINEST)) for part in parts])
        shares += [
            TaxShare(part.name, part.jurisdiction, part.rate, policy.treatment, base, one)
            for part, one in zip(parts, split, strict=True)
        ]
    return _merged(shares)


def _merged(shares: Iterable[TaxShare]) -> tuple[TaxShare, ...]:
    """Return one share where several groups of goods pay the same tax at the same rate."""
    found: dict[tuple[str, str, Decimal], TaxShare] = {}
    for share in shares:
        key = share.name, share.jurisdiction, share.rate
        there = found.get(key)
        if there is not None:
            share = replace(there, base=there.base + share.base, tax=there.tax + share.tax)  # noqa: PLW2901
        found[key] = share
    return tuple(found.values())


def _whole(parts: tuple[TaxPart, ...]) -> Decimal:
    return sum((part.rate for part in parts), Decimal(0))


def _rounded(amounts: Sequence[Money], parts: list[Decimal], policy: TaxPolicy) -> list[Money]:
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
