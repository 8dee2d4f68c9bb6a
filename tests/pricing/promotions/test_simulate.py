"""What a promotion would have taken off baskets of the past."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from pricing.promotions.making import (
    a_cart,
    a_promotion,
    amount,
    catalogue,
    eur,
    of_web,
    percent,
)

from serai.pricing.domain.cart_to_price import Allowance
from serai.pricing.domain.promotions.benefits import OrderOff
from serai.pricing.domain.promotions.promotion import Minimum, Stacking
from serai.pricing.domain.promotions.schedule import Schedule
from serai.pricing.domain.promotions.simulate import PastBasket, simulate_promotion
from serai.pricing.domain.verdict import Outcome

FIRST = datetime(2026, 10, 1, 12, tzinfo=UTC)
PRICES = catalogue("10.00")
NOTHING = of_web([])


def baskets(*units: int, hours: int = 24) -> list[PastBasket]:
    """Return baskets of so many units at 10.00, one after another."""
    return [
        PastBasket(FIRST + timedelta(hours=hours * number), a_cart((1, each)), PRICES)
        for number, each in enumerate(units)
    ]


def test_it_is_told_what_a_promotion_would_have_cost_and_whom_it_would_have_reached():
    promotion = a_promotion(OrderOff(percent("10")), minimum=Minimum(eur("20.00")))

    found = simulate_promotion(promotion, baskets(1, 2, 3, hours=12), NOTHING)

    assert (found.orders, found.reached, found.taken) == (3, 2, eur("5.00"))
    assert (found.sales, found.sales_reached, found.cost) == (
        eur("60.00"),
        eur("50.00"),
        eur("5.00"),
    )
    assert found.outcomes == {Outcome.TOO_LITTLE: 1, Outcome.APPLIED: 2}
    assert [(day.day, day.orders, day.reached, day.cost) for day in found.days] == [
        (date(2026, 10, 1), 1, 0, eur("0.00")),
        (date(2026, 10, 2), 2, 2, eur("5.00")),
    ]


def test_days_are_those_of_the_channel():
    tokyo = of_web([], zone=ZoneInfo("Asia/Tokyo"))
    late = [PastBasket(FIRST + timedelta(hours=4), a_cart((1, 1)), PRICES)]

    found = simulate_promotion(a_promotion(OrderOff(percent("10"))), late, tokyo)

    assert [day.day for day in found.days] == [date(2026, 10, 2)]


def test_what_it_takes_from_other_promotions_is_not_a_cost():
    group = Stacking(group="g")
    running = of_web([a_promotion(OrderOff(amount("1.00")), "old", stacking=group)])
    promotion = a_promotion(OrderOff(amount("4.00")), "new", stacking=group)

    found = simulate_promotion(promotion, baskets(1, 1), running)

    assert (found.taken, found.displaced, found.cost) == (eur("8.00"), eur("2.00"), eur("6.00"))
    assert found.sales == eur("18.00")


def test_an_older_version_of_the_same_promotion_is_left_out():
    running = of_web([a_promotion(OrderOff(amount("1.00")))])

    found = simulate_promotion(a_promotion(OrderOff(amount("4.00"))), baskets(1), running)

    assert (found.taken, found.displaced) == (eur("4.00"), eur("0.00"))


def test_a_budget_and_uses_run_down_in_the_order_of_time():
    promotion = a_promotion(OrderOff(amount("4.00")))

    spent = simulate_promotion(
        promotion, baskets(1, 1, 1), NOTHING, allowance=Allowance(budget=eur("6.00"))
    )
    used = simulate_promotion(promotion, baskets(1, 1, 1), NOTHING, allowance=Allowance(uses=1))

    assert (spent.reached, spent.taken) == (2, eur("6.00"))
    assert spent.outcomes[Outcome.BUDGET_SPENT] == 1
    assert (used.reached, used.taken) == (1, eur("4.00"))


def test_every_shopper_is_taken_to_have_entered_the_coupon():
    promotion = a_promotion(OrderOff(amount("4.00")), needs_coupon=True)

    assert simulate_promotion(promotion, baskets(1, 1), NOTHING).reached == 2


def test_the_schedule_is_that_of_then():
    promotion = a_promotion(
        OrderOff(amount("1.00")), schedule=Schedule(starts_at=FIRST + timedelta(days=1))
    )

    assert simulate_promotion(promotion, baskets(1, 1, 1), NOTHING).reached == 2


def test_how_much_more_must_be_sold_so_that_nothing_is_lost():
    found = simulate_promotion(a_promotion(OrderOff(percent("10"))), baskets(10), NOTHING)

    assert found.uplift_to_break_even(Decimal("0.30")) == Decimal("0.5")
    assert found.uplift_to_break_even(Decimal("0.10")) is None


def test_what_costs_nothing_need_not_grow():
    never = a_promotion(OrderOff(percent("10")), minimum=Minimum(eur("999.00")))

    found = simulate_promotion(never, baskets(1), NOTHING)

    assert found.uplift_to_break_even(Decimal("0.3")) == 0


def test_without_baskets_there_is_nothing_to_say():
    found = simulate_promotion(a_promotion(OrderOff(percent("10"))), [], NOTHING)

    assert (found.orders, found.days, found.taken) == (0, (), eur("0.00"))


def test_a_promotion_of_another_channel_reaches_nobody():
    promotion = a_promotion(OrderOff(percent("10")), channels=frozenset({"app"}))

    found = simulate_promotion(promotion, baskets(1), NOTHING)

    assert found.outcomes == {Outcome.OTHER_CHANNEL: 1}
