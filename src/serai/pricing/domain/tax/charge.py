"""The tax of a cart: on top of each line, inside it, or taken off it."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from serai.kernel.money import Money
from serai.pricing.domain.tax.policy import DELIVERY, TaxPolicy
from serai.pricing.domain.tax.taxes import TaxShare, reliefs, taxes, taxes_by_rate


class Taxed(Struct, frozen=True):
    """
    What tax does to each line of a cart, and to its delivery, which comes last.

    `added` goes on top of what is listed, below zero where tax that is listed need not be paid; `contained`
    is in what is listed. `rates` are those of the lines. `shares` say what each tax takes in all.
    """

    added: list[Money]
    contained: list[Money]
    rates: list[Decimal]
    shares: tuple[TaxShare, ...]
    sentence: str


def charge(
    lines: Sequence[Money], classes: Sequence[str], delivery: Money, policy: TaxPolicy
) -> Taxed:
    """
    Return the tax of a cart.

    Args:
        lines: what is left of each line after discounts, none negative.
        classes: the tax class of each line.
        delivery: what is left of the delivery's price.
        policy: which rates are charged, and where they are rounded.
    """
    zero = Money.zero(delivery.currency)
    if policy.charges_nothing:
        nothing, rates = [zero] * (len(lines) + 1), [policy.rate(name) for name in classes]
        return Taxed(nothing, nothing, rates, (), _sentence(policy, zero, zero))
    parts, count = _delivery_parts(lines, classes, delivery, policy), len(lines)
    amounts = [*lines, *(part for _, part in parts)]
    names = [*classes, *(name for name, _ in parts)]
    nothing = [zero] * len(amounts)
    found = taxes(amounts, names, policy) if any(policy.rates.values()) else nothing
    relief = reliefs(amounts, names, policy) if policy.contained else nothing
    inside = policy.inclusive
    bases = [
        amount - less - (tax if inside else zero)
        for amount, tax, less in zip(amounts, found, relief, strict=True)
    ]
    shares = taxes_by_rate(zip(names, bases, found, strict=True), policy, zero.currency)
    added = [-less for less in relief] if inside else found
    contained = found if inside else nothing
    return Taxed(
        added=[*added[:count], sum(added[count:], zero)],
        contained=[*contained[:count], sum(contained[count:], zero)],
        rates=[policy.rate(name) for name in classes],
        shares=shares,
        sentence=_sentence(policy, sum(found, zero), sum(relief, zero)),
    )


def _delivery_parts(
    lines: Sequence[Money], classes: Sequence[str], delivery: Money, policy: TaxPolicy
) -> list[tuple[str, Money]]:
    """Return the delivery by tax class; it follows the goods where the policy says so."""
    if not (policy.delivery_like_goods and delivery and lines):
        return [(DELIVERY, delivery)]
    weights: dict[str, int] = {}
    for name, line in zip(classes, lines, strict=True):
        weights[name] = weights.get(name, 0) + line.minor
    return list(zip(weights, delivery.split(list(weights.values())), strict=True))


def _sentence(policy: TaxPolicy, tax: Money, relief: Money) -> str:
    if relief:
        return f"Tax: {-relief} that the prices contain, {policy.reason}"
    if not any(policy.rates.values()):
        return f"Tax: {tax}, {policy.reason or 'the rate is 0 %'}"
    rates = ", ".join(f"{name} {rate * 100:f} %" for name, rate in sorted(policy.rates.items()))
    how = "contained in the prices" if policy.inclusive else "added to the prices"
    return f"Tax, {policy.name} ({rates}), {how}, rounded per {policy.rounded_at.value}: {tax}"
