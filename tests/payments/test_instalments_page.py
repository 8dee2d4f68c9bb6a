"""The worked tables of the page on instalments are what the code computes."""

import re
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from payments.instalment_life import Life, Seams

from serai.kernel.money import Money
from serai.ledger.public import account_page, trial_balance
from serai.payments.domain.instalments.annual_rate import effective_annual_rate
from serai.payments.domain.instalments.draw_up import draw_up
from serai.payments.domain.instalments.dunning import after_failure
from serai.payments.domain.instalments.instalment_state import INSTALMENT_STATES, InstalmentAction
from serai.payments.domain.instalments.pay_off import pay_off
from serai.payments.domain.instalments.plan import Plan
from serai.payments.domain.instalments.plan_state import PLAN_STATES
from serai.payments.domain.instalments.take_return import take_return
from serai.payments.domain.instalments.terms import Every, Terms
from serai.payments.models import InstalmentTerms
from serai.payments.public import INSTALMENTS, RefundPayment, refund_payment
from serai.payments.queries.instalments.plan_view import plan_view
from serai.payments.usecases.instalments.pay_instalments import PayInstalments, pay_instalments
from serai.payments.usecases.instalments.waive_instalments import (
    WaiveInstalments,
    waive_instalments,
)

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


def test_the_states_of_plans_are_the_tables():
    rows = [
        [state.value, action.value, after.value]
        for (state, action), after in PLAN_STATES.transitions.items()
    ]

    assert table_under("| a plan is | action | then it is |") == rows


def test_what_follows_failures_is_the_tables():
    for attempts, failed_on, again in table_under("| attempt | on | again on |"):
        at = datetime.combine(date.fromisoformat(failed_on), time(9), UTC)

        step = after_failure(int(attempts), failed_at=at)

        assert str(step.try_on or "") == again


@pytest.mark.django_db
def test_the_books_are_the_tables(lends):
    worked = table_under("| step | owed | received | earned | let off |")
    InstalmentTerms.objects.filter(parts=4).update(fee_minor=600)
    life = Life(lends, Seams(), price=Money(30_000, "USD"))

    def pay_second() -> None:
        due = plan_view(life.plan_id).parts[1].amount
        pay_instalments(PayInstalments(life.plan_id, 2, due.minor), now=life.now)

    def comes_back(minor: int | None, key: str) -> None:
        amount = None if minor is None else Money(minor, "USD")
        refund_payment(RefundPayment(life.payment_id, key, "back", amount), now=life.now)
        life.come_to_rest()

    steps = (
        lambda: life.begin(0),
        pay_second,
        lambda: waive_instalments(WaiveInstalments(life.plan_id, "tests", [4]), now=life.now),
        lambda: comes_back(10_000, "some"),
        lambda: comes_back(None, "rest"),
    )
    for step, (name, *expected) in zip(steps, worked, strict=True):
        step()
        assert _booked() == expected, name


def _booked() -> list[str]:
    sums = {row.kind: abs(row.debit - row.credit) for row in trial_balance().rows}
    owed = sum(
        view.balance
        for view in account_page(kind="payments.receivable").items
        if view.owner.startswith(INSTALMENTS)
    )
    kinds = ("payments.received", "payments.instalment_charges", "payments.instalments_let_off")
    found = [owed, *(sums.get(kind, 0) for kind in kinds)]
    return [f"{minor // 100}.{minor % 100:02}" for minor in found]
