"""What must hold of every plan, whatever its total, its terms and what happens to it."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from serai.kernel.money import Money
from serai.kernel.states import IllegalTransition
from serai.payments.domain.instalments.annual_rate import effective_annual_rate, rate_of
from serai.payments.domain.instalments.draw_up import draw_up, plans_for
from serai.payments.domain.instalments.instalment_state import InstalmentAction, InstalmentState
from serai.payments.domain.instalments.pay_off import pay_off
from serai.payments.domain.instalments.plan import Plan
from serai.payments.domain.instalments.take_return import take_return
from serai.payments.domain.instalments.terms import Every, Terms

DAY = date(2026, 1, 31)


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


def some_terms(**changed: object) -> Terms:
    fields = {"parts": 4, "step": 1, "every": Every.MONTH, "least": eur(1), "most": eur(10**9)}
    return Terms(**{**fields, **changed})  # type: ignore[arg-type]


@st.composite
def costs(draw: st.DrawFn) -> dict[str, object]:
    kind = draw(st.sampled_from(["none", "fee", "interest"]))
    if kind == "fee":
        return {"fee": eur(draw(st.integers(0, 5_000)))}
    if kind == "interest":
        return {"interest": draw(st.decimals("0.0001", "1", places=4))}
    return {}


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Return a plan of which some of the first parts are paid, and some other is late or let off."""
    terms = some_terms(
        parts=draw(st.integers(2, 24)),
        step=draw(st.integers(1, 6)),
        every=draw(st.sampled_from(Every)),
        **draw(costs()),
    )
    total, day = (
        eur(draw(st.integers(2, 500_000))),
        draw(st.dates(date(2020, 1, 1), date(2030, 1, 1))),
    )
    found = plans_for(total, [terms], agreed_on=day)
    assume(found)
    plan = found[0]
    paid = draw(st.integers(1, terms.parts))
    for number in range(1, paid + 1):
        plan = plan.after(number, InstalmentAction.PAY)
    if paid < terms.parts and draw(st.booleans()):
        number = draw(st.integers(paid + 1, terms.parts))
        change = draw(st.sampled_from([InstalmentAction.MISS, InstalmentAction.WAIVE]))
        plan = plan.after(number, change)
    return plan


@given(plans())
def test_the_parts_add_up_to_the_total_and_what_lending_costs(plan: Plan):
    assert plan.sum_of(part.price for part in plan.parts) == plan.total
    assert plan.sum_of(part.amount for part in plan.parts) == plan.total + plan.charge


@given(plans())
def test_parts_differ_by_at_most_one_minor_unit_and_each_pays_something_back(plan: Plan):
    amounts = [part.amount.minor for part in plan.parts]

    assert max(amounts) - min(amounts) <= 1
    assert amounts == sorted(amounts, reverse=True)
    assert all(part.price.minor > 0 and part.charge.minor >= 0 for part in plan.parts)


@given(plans())
def test_days_rise_and_the_first_is_that_of_the_agreement(plan: Plan):
    days = [part.due_on for part in plan.parts]

    assert all(one < other for one, other in pairwise(days))
    if plan.terms.every is Every.MONTH:
        last_days = {(day + timedelta(days=1)).day == 1 for day in days if day.day < days[0].day}
        assert last_days <= {True}


@given(plans(), st.integers(0, 1_000))
def test_what_was_paid_and_what_pays_it_off_is_the_total(plan: Plan, days: int):
    waived = plan.sum_of(p.amount for p in plan.parts if p.state is InstalmentState.WAIVED)

    ends = pay_off(plan, on=plan.parts[0].due_on + timedelta(days=days))

    assert plan.paid + ends.amount + ends.let_off + waived == plan.total + plan.charge
    assert ends.let_off <= plan.charge
    assert not ends.plan.open
    assert ends.plan.paid == plan.paid + ends.amount


@given(plans(), st.integers(0, 500), st.integers(0, 500))
def test_a_day_later_is_never_cheaper(plan: Plan, days: int, more: int):
    first = plan.parts[0].due_on
    sooner = pay_off(plan, on=first + timedelta(days=days))
    later = pay_off(plan, on=first + timedelta(days=days + more))

    assert sooner.amount <= later.amount


@given(plans(), st.lists(st.integers(1, 500_000), max_size=6), st.booleans())
def test_never_more_is_given_back_than_was_paid(plan: Plan, sizes: list[int], all_of_it: bool):
    for size in sizes:
        kept = plan.total - plan.returned
        if not kept:
            break
        back = min(eur(size), kept)
        before = plan
        done = take_return(plan, kept if all_of_it else back)
        plan = done.plan

        assert done.given_back.minor >= 0
        assert done.let_off.minor >= 0
        assert plan.given_back == before.given_back + done.given_back <= plan.paid == before.paid
        assert plan.open + done.let_off == before.open
        assert all(p.price.minor >= 0 and p.charge.minor >= 0 for p in plan.parts)
        if done.given_back and plan.returned < plan.total:
            assert not plan.open


@given(plans())
def test_all_goods_back_leaves_nothing_owed_and_gives_back_all_that_was_paid(plan: Plan):
    done = take_return(plan, plan.total)

    assert done.given_back == plan.paid
    assert done.let_off == plan.open
    assert not done.plan.open


@given(plans(), st.integers(1, 500_000), st.integers(1, 500_000))
def test_goods_that_come_back_in_two_goes_give_back_what_one_go_gives(
    plan: Plan, one: int, two: int
):
    assume(one + two < plan.total.minor)

    at_once = take_return(plan, eur(one + two))
    first = take_return(plan, eur(one))
    then = take_return(first.plan, eur(two))

    assert then.plan.given_back == at_once.plan.given_back
    prices = [[part.price for part in each.plan.parts] for each in (then, at_once)]
    assert prices[0] == prices[1]


@given(plans())
def test_the_rate_makes_all_parts_worth_the_total(plan: Plan):
    rate = effective_annual_rate(plan)

    assert (rate == 0) <= (plan.charge.minor * 10_000 <= plan.total.minor * plan.terms.parts)
    if plan.charge and rate < 2:
        steps = plan.terms.steps_in_a_year
        years = [Decimal(n) * steps.denominator / steps.numerator for n in range(len(plan.parts))]

        def worth(at: Decimal) -> Decimal:
            amounts = zip(plan.parts, years, strict=True)
            return sum((p.amount.minor / (1 + at) ** year for p, year in amounts), Decimal(0))

        half = Decimal("0.00005")
        assert worth(rate + half) <= plan.total.minor <= worth(max(Decimal(0), rate - half))


@pytest.mark.parametrize(
    ("amounts", "lent", "steps", "rate"),
    [
        ([500_00, *[1852_00] * 4], 6500_00, Fraction(1), "0.0900"),
        ([0, 1200_00], 1000_00, Fraction(2, 3), "0.1292"),
        ([25_00] * 4, 100_00, Fraction(12), "0.0000"),
    ],
    ids=["four years of 1,852 for 6,000", "1,200 after 18 months for 1,000", "nothing charged"],
)
def test_known_rates_are_found(amounts: list[int], lent: int, steps: Fraction, rate: str):
    assert rate_of(amounts, lent, steps) == Decimal(rate)


@pytest.mark.parametrize("amounts", [[10, 10], [100, 10]])
def test_what_lends_nothing_has_no_rate(amounts: list[int]):
    with pytest.raises(ValueError, match="lends nothing"):
        rate_of(amounts, 100, Fraction(12))


def test_months_end_where_the_day_does_not_exist_and_come_back_to_it():
    days = some_terms(parts=5).due_days(date(2027, 10, 31))

    assert [f"{day:%m-%d}" for day in days] == ["10-31", "11-30", "12-31", "01-31", "02-29"]


def test_weeks_are_of_seven_days_across_the_new_year():
    days = some_terms(parts=3, every=Every.WEEK, step=2).due_days(date(2026, 12, 24))

    assert days == [date(2026, 12, 24), date(2027, 1, 7), date(2027, 1, 21)]


@pytest.mark.parametrize("total", [eur(4_999), eur(50_001), Money(10_000, "USD")])
def test_a_total_outside_the_terms_has_no_plan(total: Money):
    terms = some_terms(least=eur(5_000), most=eur(50_000))

    with pytest.raises(ValueError, match="cannot be paid"):
        draw_up(total, terms, agreed_on=DAY)

    assert plans_for(total, [terms], agreed_on=DAY) == []


def test_a_total_too_small_beside_the_fee_has_no_plan():
    assert plans_for(eur(100), [some_terms(parts=2, fee=eur(99))], agreed_on=DAY) == []
    assert plans_for(eur(3), [some_terms(parts=4)], agreed_on=DAY) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"parts": 1},
        {"parts": 61},
        {"step": 0},
        {"least": eur(0)},
        {"most": eur(0)},
        {"most": Money(10**9, "USD")},
        {"interest": Decimal("1.01")},
        {"interest": Decimal("-0.01")},
        {"fee": eur(-1)},
        {"fee": Money(100, "USD")},
        {"fee": eur(100), "interest": Decimal("0.1")},
    ],
)
def test_terms_that_could_not_be_meant_are_refused(changed: dict[str, object]):
    with pytest.raises(ValueError, match=r"\."):
        some_terms(**changed)


@pytest.mark.parametrize("price", [0, -1, 10_001])
def test_goods_that_were_not_bought_cannot_come_back(price: int):
    plan = draw_up(eur(10_000), some_terms(), agreed_on=DAY)

    with pytest.raises(ValueError, match="cannot come back"):
        take_return(plan, eur(price))


@pytest.mark.parametrize("first", [InstalmentAction.PAY, InstalmentAction.WAIVE])
@pytest.mark.parametrize("then", InstalmentAction)
def test_a_part_that_is_settled_stays_so(first: InstalmentAction, then: InstalmentAction):
    plan = draw_up(eur(10_000), some_terms(), agreed_on=DAY).after(2, first)

    with pytest.raises(IllegalTransition):
        plan.after(2, then)


def test_a_part_that_staff_forgave_is_not_given_back():
    plan = draw_up(eur(10_000), some_terms(), agreed_on=DAY)
    plan = plan.after(1, InstalmentAction.PAY).after(2, InstalmentAction.WAIVE)

    done = take_return(plan, eur(8_000))

    assert (done.let_off, done.given_back) == (eur(5_000), eur(2_500))


@given(plans(), st.integers(0, 1_000))
def test_a_plan_that_was_paid_off_gives_all_of_it_back_for_all_goods(plan: Plan, days: int):
    ended = pay_off(plan, on=plan.parts[0].due_on + timedelta(days=days)).plan

    assert take_return(ended, ended.total).given_back == ended.paid
