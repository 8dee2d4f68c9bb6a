"""A chain lived through by hand: what is sold, missed, promised and earned."""

import numpy as np
import pytest

from serai_science.simulated.chain import Chain, Known, Rules, earned, live


def chain(wanted, **changes) -> Chain:
    units = np.array([wanted], np.float64)
    parts = {
        "wanted": units,
        "article": np.zeros(1, np.int64),
        "price": np.full(units.shape, 4.0),
        "cost": np.array([3.0]),
        "elasticity": np.array([-2.0]),
        "late": np.zeros(units.shape, np.int64),
    } | changes
    return Chain(**parts)


def same_prices(known: Known):
    return known.factor[:, -1]


def rules(start: float, orders=lambda known: np.zeros(1), prices=same_prices, **more) -> Rules:
    return Rules(np.array([start]), orders, prices, **more)


def test_what_is_missing_is_lost_and_what_is_left_costs():
    shop = chain([9, 4, 4, 4])

    lived = live(shop, rules(6), first=1, until=4)
    money = earned(shop, lived, first=1, holding=0.01)

    assert lived.sold.tolist() == [[4, 2, 0]]
    assert lived.missed.tolist() == [[0, 2, 4]]
    assert lived.stock.tolist() == [[2, 0, 0]]
    assert lived.fill == 0.5
    assert money.revenue.tolist() == [[16, 8, 0]]
    assert money.margin.tolist() == [[4, 2, 0]]
    assert money.holding == pytest.approx(np.array([[0.06, 0, 0]]))
    assert money.profit.sum() == pytest.approx(5.94)
    assert money.lost.tolist() == [[0, 8, 16]]


def test_an_order_can_be_sold_in_the_week_after_the_next_or_when_it_comes_late():
    def five_at_once(known: Known):
        return np.array([5.0 if known.week == 0 else 0.0])

    in_time = live(chain([5] * 5), rules(0, five_at_once), first=0, until=5)
    late = np.array([[1, 0, 0, 0, 0]])
    after = live(chain([5] * 5, late=late), rules(0, five_at_once), first=0, until=5)

    assert in_time.sold.tolist() == [[0, 0, 5, 0, 0]]
    assert after.sold.tolist() == [[0, 0, 0, 5, 0]]


def test_a_rule_knows_what_was_sold_and_the_next_price_and_nothing_of_what_was_missed():
    told = []

    def orders(known: Known):
        told.append((known.week, known.sold.tolist(), known.position.tolist(), known.factor.shape))
        return np.array([1.0])

    live(chain([7, 3, 3]), rules(4, orders), first=1, until=3)

    assert told == [
        (1, [[7, 3]], [1], (1, 3)),
        (2, [[7, 3, 1]], [1], (1, 4)),
    ]


def test_shoppers_answer_prices_on_average_as_the_elasticity_says():
    many = 20_000
    wide = Chain(
        wanted=np.full((many, 3), 4.0),
        article=np.repeat([0, 1], many // 2),
        price=np.full((2, 3), 2.0),
        cost=np.ones(2),
        elasticity=np.array([-2.0, -2.0]),
        late=np.zeros((many, 3), np.int64),
        seed=3,
    )

    def dearer_and_cheaper(known: Known):
        return np.array([1.1, 0.9])

    plenty = Rules(np.full(many, 1000.0), lambda known: np.zeros(many), dearer_and_cheaper)
    lived = live(wide, plenty, first=0, until=3)

    assert set(lived.sold[:, 0]) == {4.0}
    dearer, cheaper = lived.sold[: many // 2, 1:].mean(), lived.sold[many // 2 :, 1:].mean()
    assert dearer == pytest.approx(4 * 1.1**-2, rel=0.01)
    assert cheaper == pytest.approx(4 * 0.9**-2, rel=0.01)
    assert lived.factor.tolist() == [[1.0, 1.1, 1.1], [1.0, 0.9, 0.9]]


def test_who_waits_is_promised_what_is_on_the_way_and_served_before_others():
    def three_at_first(known: Known):
        return np.array([3.0 if known.week == 0 else 0.0])

    waiting = chain([0, 5, 5, 0], waits=1.0)
    lived = live(waiting, rules(0, three_at_first, promise=2), first=0, until=4)

    assert (lived.promised, lived.kept) == (3, 3)
    assert lived.sold.tolist() == [[0, 3, 0, 0]]
    assert lived.missed.tolist() == [[0, 2, 5, 0]]


def test_a_promise_that_is_not_kept_is_a_lost_sale():
    def three_at_first(known: Known):
        return np.array([3.0 if known.week == 0 else 0.0])

    late = np.zeros((1, 7), np.int64)
    late[0, 0] = 3
    waiting = chain([0, 2, 0, 0, 0, 1, 0], waits=1.0, late=late)
    lived = live(waiting, rules(0, three_at_first, promise=2), first=0, until=7)

    assert (lived.promised, lived.kept) == (2, 0)
    assert lived.missed.tolist() == [[0, 2, 0, 0, 0, 0, 0]]
    assert lived.sold.tolist() == [[0, 0, 0, 0, 0, 1, 0]]


def test_the_same_seed_lives_the_same_weeks():
    def dearer(known: Known):
        return np.array([1.2])

    first, second, other = (
        live(chain([50] * 6, seed=seed), rules(1000, prices=dearer), first=0, until=6)
        for seed in (1, 1, 2)
    )

    assert first.sold.tolist() == second.sold.tolist()
    assert first.sold.tolist() != other.sold.tolist()
