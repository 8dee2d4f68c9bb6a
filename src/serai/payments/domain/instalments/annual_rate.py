"""What a plan costs, as the rate of a year by which every credit can be compared."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from serai.payments.domain.instalments.plan import Plan

_HALVINGS = 120
_DIGITS = 50
_SPARE = 10


def effective_annual_rate(plan: Plan) -> Decimal:
    """
    Return the annual percentage rate of a plan as it was drawn up, such as 0.1268 for 12.68 %.

    It is the rate that makes all parts, discounted to the day of the agreement, worth the total
    (Directive 2008/48/EC, annex I; Directive (EU) 2023/2225, annex III). Fees count like interest, and
    a part that is paid at once lends nothing. Rounded half up to a hundredth of a per cent.
    """
    amounts = [part.amount.minor for part in plan.parts]
    return rate_of(amounts, plan.total.minor, plan.terms.steps_in_a_year)


def rate_of(amounts: Sequence[int], lent: int, steps_in_a_year: Fraction) -> Decimal:
    """
    Return the rate of a year at which `amounts`, one a step from the first day on, are worth `lent`.

    Raises:
        ValueError: they pay back less than was lent, or all of it on the first day.
    """
    if sum(amounts) < lent or amounts[0] >= lent:
        raise ValueError("Such a plan lends nothing, or is not paid back.")
    if sum(amounts) == lent:
        return Decimal("0.0000")
    with localcontext(prec=_DIGITS):
        discount = _discount_of_step(amounts, lent)
        in_a_year = Decimal(steps_in_a_year.numerator) / steps_in_a_year.denominator
        rate = (1 / discount) ** in_a_year - 1
    # A fee near the total, in weekly parts, is a rate of more digits than are reckoned with elsewhere.
    with localcontext(prec=max(_DIGITS, rate.adjusted() + _SPARE)):
        return rate.quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP)


def _discount_of_step(amounts: Sequence[int], lent: int) -> Decimal:
    """Return the one factor from 0 to 1 that discounts the amounts to what was lent, by halving."""
    low, high = Decimal(0), Decimal(1)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _worth(amounts, middle) < lent:
            low = middle
        else:
            high = middle
    return high


def _worth(amounts: Sequence[int], discount: Decimal) -> Decimal:
    worth = Decimal(0)
    for amount in reversed(amounts):
        worth = worth * discount + amount
    return worth
