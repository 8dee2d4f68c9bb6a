"""The worked tables of the page on instalments are what the code computes."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

from serai.kernel.money import Money
from serai.payments.domain.instalments.annual_rate import effective_annual_rate
from serai.payments.domain.instalments.draw_up import draw_up
from serai.payments.domain.instalments.instalment_state import INSTALMENT_STATES, InstalmentAction
from serai.payments.domain.instalments.pay_off import pay_off
from serai.payments.domain.instalments.plan import Plan
from serai.payments.domain.instalments.take_return import take_return
from serai.payments.domain.instalments.terms import Every, Terms

PAGE = Path(__file__).resolve().parents[2] / "docs" / "algorithms" / "instalments.md"
DAY = date(2026, 1, 31)


def table_under(head: str) -> list[list[str]]:
    """Return the rows of the table that starts with `head`."""
    _, _, below = PAGE.read_text().partition(f"{head}\n")
    found = re.match(r"(\|.*\n)+", below)
    assert found is not None
    return [
        [cell.strip() for cell in line.strip("|").split("|")] for line in found[0].splitlines()[1:]
    ]


def eur(amount: str) -> Money:
    return Money.parse(amount, "EUR")


def shown(amount: Money) -> str:
    return f"{amount.as_decimal():f}"


def a_plan(
    total: str,
    parts: int,
    *,
    step: int = 1,
    every: str = "month",
    fee: str = "",
    interest: str = "",
) -> Plan:
    terms = Terms(
        parts,
        step,
        Every(every),
        least=eur("1.00"),
        most=eur("1000.00"),
        fee=eur(fee) if fee else None,
        interest=Decimal(interest or 0),
    )
    return draw_up(eur(total), terms, agreed_on=DAY)


def with_two_paid(plan: Plan) -> Plan:
    return plan.after(1, InstalmentAction.PAY).after(2, InstalmentAction.PAY)


def test_the_plan_is_the_tables():
    worked = table_under("| part | due on | amount | price | charge |")

    plan = a_plan("600.00", 6, interest="0.12")

    amounts = [[shown(part.amount), shown(part.price), shown(part.charge)] for part in plan.parts]
    days = [[str(part.number), part.due_on.isoformat()] for part in plan.parts]
    assert [day + row for day, row in zip(days, amounts, strict=True)] == worked


def test_the_rates_are_the_tables():
    head = "| total | parts | apart | fee | interest | charge | rate of a year |"
    for total, parts, apart, fee, interest, *expected in table_under(head):
        step, every = apart.split()

        plan = a_plan(total, int(parts), step=int(step), every=every, fee=fee, interest=interest)

        rate = f"{effective_annual_rate(plan) * 100:.2f} %"
        assert [shown(plan.charge), rate] == expected


def test_paying_off_is_the_tables():
    plan = with_two_paid(a_plan("600.00", 6, interest="0.12"))

    for day, *expected in table_under("| paid off on | amount | let off |"):
        ends = pay_off(plan, on=date.fromisoformat(day))

        assert [shown(ends.amount), shown(ends.let_off)] == expected, day


def test_returns_are_the_tables():
    plan = with_two_paid(a_plan("300.00", 4, fee="6.00"))

    for back, *expected in table_under("| goods back | let off | given back | still open |"):
        done = take_return(plan, eur(back))
        plan = done.plan

        assert [shown(done.let_off), shown(done.given_back), shown(plan.open)] == expected, back


def test_the_states_are_the_tables():
    rows = [
        [state.value, action.value, after.value]
        for (state, action), after in INSTALMENT_STATES.transitions.items()
    ]

    assert sorted(table_under("| from | action | to |")) == sorted(rows)
