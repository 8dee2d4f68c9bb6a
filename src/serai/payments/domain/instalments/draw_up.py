"""Draw up a plan for a total."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from serai.kernel.money import Money
from serai.payments.domain.instalments.plan import Part, Plan
from serai.payments.domain.instalments.terms import Terms

_FINE = 10**12
"""What shares of interest are scaled with before they become whole weights."""


def draw_up(total: Money, terms: Terms, *, agreed_on: date) -> Plan:
    """
    Return the plan of a total: equal parts, apart by at most one minor unit, that add up exactly.

    What lending costs is shared out over the parts: a fee evenly; interest as it falls due on what is
    still lent before each part, so that the first part, which is paid at once, bears none.

    Raises:
        ValueError: the total does not fit the terms, or is so small beside what it costs that a part
            would pay nothing back.
    """
    plan = _drawn_up(total, terms, agreed_on) if terms.fit(total) else None
    if plan is None:
        raise ValueError(f"{total} cannot be paid in these instalments.")
    return plan


def plans_for(total: Money, offered: Sequence[Terms], *, agreed_on: date) -> list[Plan]:
    """Return the plans of a total under every one of the terms under which it has one, in their order."""
    fitting = [terms for terms in offered if terms.fit(total)]
    plans = [_drawn_up(total, terms, agreed_on) for terms in fitting]
    return [plan for plan in plans if plan is not None]


def _drawn_up(total: Money, terms: Terms, agreed_on: date) -> Plan | None:
    weights = _interest_of_parts(terms) if terms.interest else [1] * terms.parts
    charge = _charge(total, terms)
    charges = charge.split(weights)
    amounts = (total + charge).split([1] * terms.parts)
    days = terms.due_days(agreed_on)
    parts = tuple(
        Part(number, day, amount - cost, cost)
        for number, (day, amount, cost) in enumerate(zip(days, amounts, charges, strict=True), 1)
    )
    if min(part.price.minor for part in parts) < 1 or parts[0].amount >= total:
        return None
    nothing = Money.zero(total.currency)
    return Plan(terms, total, parts, returned=nothing, given_back=nothing)


def _charge(total: Money, terms: Terms) -> Money:
    if terms.interest:
        return total.times(_part_of_one(terms) * terms.parts) - total
    return terms.fee or Money.zero(total.currency)


def _part_of_one(terms: Terms) -> Decimal:
    """Return each equal part of a total of 1: the payment of an annuity that is due at once."""
    discount = 1 / (1 + _interest_of_step(terms))
    return 1 / sum((discount**number for number in range(terms.parts)), Decimal(0))


def _interest_of_parts(terms: Terms) -> list[int]:
    """Return how the interest is spread: what is lent before each part, times the rate of a step."""
    rate, part = _interest_of_step(terms), _part_of_one(terms)
    lent, weights = 1 - part, [0]
    for _ in range(1, terms.parts):
        interest = lent * rate
        weights.append(max(0, int(interest * _FINE)))
        lent += interest - part
    return weights


def _interest_of_step(terms: Terms) -> Decimal:
    steps = terms.steps_in_a_year
    return terms.interest * steps.denominator / steps.numerator
