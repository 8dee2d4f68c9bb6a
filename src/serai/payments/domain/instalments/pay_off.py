"""What it takes to end a plan early."""

from dataclasses import dataclass, replace
from datetime import date

from serai.kernel.money import Money
from serai.payments.domain.instalments.instalment_state import INSTALMENT_STATES, InstalmentAction
from serai.payments.domain.instalments.plan import Part, Plan


@dataclass(frozen=True, slots=True)
class PayOff:
    """What is to be paid at once, what need not be paid for ending early, and the plan once it is paid."""

    amount: Money
    let_off: Money
    plan: Plan


def pay_off(plan: Plan, *, on: date) -> PayOff:
    """
    Return what ends a plan on a day.

    All of the price that is still open, and of the charges only what lending has cost until that day: all
    of parts whose day has come, of the part under way the share of its days that have passed, rounded
    down, and nothing of those after it. This amount and what it lets off add up to what was still to be
    paid.
    """
    parts: list[Part] = []
    begun_on = plan.parts[0].due_on
    for part in plan.parts:
        parts.append(_paid(part, begun_on, on) if part.is_open else part)
        begun_on = part.due_on
    ended = replace(plan, parts=tuple(parts))
    amount = ended.paid - plan.paid
    return PayOff(amount, let_off=plan.open - amount, plan=ended)


def _paid(part: Part, begun_on: date, on: date) -> Part:
    state = INSTALMENT_STATES.advance(part.state, InstalmentAction.PAY)
    return replace(part, charge=_earned(part.charge, begun_on, part.due_on, on), state=state)


def _earned(charge: Money, begun_on: date, due_on: date, on: date) -> Money:
    if on >= due_on:
        return charge
    passed = max(0, (on - begun_on).days)
    return Money(charge.minor * passed // (due_on - begun_on).days, charge.currency)
