"""What goods that come back do to a plan."""

from dataclasses import dataclass, replace

from serai.kernel.money import Money
from serai.payments.domain.instalments.instalment_state import InstalmentState
from serai.payments.domain.instalments.plan import Part, Plan


@dataclass(frozen=True, slots=True)
class Return:
    """The plan afterwards, what of it need not be paid any more, and what is to be given back now."""

    plan: Plan
    let_off: Money
    given_back: Money


def take_return(plan: Plan, price: Money) -> Return:
    """
    Return what a return of goods of this price comes to.

    It is taken from the open parts first, from the last backwards; a part of which nothing is left is
    waived, and charges fall with what is lent until their day. Only what is left over is given back, out of
    what was paid and never more. When all the goods are back, charges that were paid are given back, too.

    Raises:
        ValueError: the price is not above zero, or above that of the goods that are not back yet.
    """
    if price.minor <= 0 or plan.returned + price > plan.total:
        raise ValueError(f"Goods for {price} cannot come back; {plan.returned} are back.")
    cut, left_over = _cut_from_last(plan.parts, price)
    parts = tuple(_with_charge(cut, plan.parts, index) for index in range(len(cut)))
    returned = plan.returned + price
    given_back = _given_back(plan, left_over, all_are_back=returned == plan.total)
    after = replace(plan, parts=parts, returned=returned, given_back=plan.given_back + given_back)
    return Return(after, let_off=plan.open - after.open, given_back=given_back)


def _cut_from_last(parts: tuple[Part, ...], price: Money) -> tuple[list[Part], Money]:
    cut: list[Part] = []
    for part in reversed(parts):
        less = min(part.price, price) if part.is_open else Money.zero(price.currency)
        cut.append(replace(part, price=part.price - less))
        price -= less
    return cut[::-1], price


def _with_charge(cut: list[Part], before: tuple[Part, ...], index: int) -> Part:
    """Let the charge of an open part fall with what is lent until its day, rounded down."""
    part = cut[index]
    if not part.is_open:
        return part
    lent, lent_before = _open_price(cut[index:]), _open_price(before[index:])
    charge = Money(part.charge.minor * lent // lent_before, part.charge.currency)
    state = part.state if part.price else InstalmentState.WAIVED
    return replace(part, charge=charge, state=state)


def _open_price(parts: "list[Part] | tuple[Part, ...]") -> int:
    return sum(part.price.minor for part in parts if part.is_open)


def _given_back(plan: Plan, left_over: Money, *, all_are_back: bool) -> Money:
    still_paid = plan.paid - plan.given_back
    if all_are_back:
        return still_paid
    prices = plan.sum_of(p.price for p in plan.parts if p.state is InstalmentState.PAID)
    return min(left_over, prices - plan.given_back)
