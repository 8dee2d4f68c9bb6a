"""Orders: golden values, whole packs, shelf life, scarce stock, and a shop that is played."""

import numpy as np
import pytest

from serai_science.replenish.classes import rhythm_classes, value_classes
from serai_science.replenish.level_out import level_out
from serai_science.replenish.move import Bounds, transfers
from serai_science.replenish.newsvendor import newsvendor
from serai_science.replenish.order_up_to import Terms, order
from serai_science.replenish.protection import Protection, protection
from serai_science.replenish.serial import serial_base_stock
from serai_science.replenish.serial_on_grid import serial_base_stock_on_grid
from serai_science.replenish.share_out import allocate
from serai_science.replenish.simulate import Roads, play


def numbers(*values):
    return np.array(values, float)


def test_the_published_newsvendor_is_met():
    best = newsvendor(holding=2, shortage=18, mean=120, deviation=10)

    assert (round(best.level, 4), round(best.cost, 4)) == (132.8155, 35.0997)


@pytest.mark.parametrize("wrong", [{"holding": 0}, {"shortage": -1}, {"deviation": 0}])
def test_costs_are_positive(wrong):
    with pytest.raises(ValueError, match="positive"):
        newsvendor(**{"holding": 2, "shortage": 18, "mean": 120, "deviation": 10, **wrong})


PUBLISHED = [
    (
        {
            "echelon_holding": [4, 3, 1],
            "shortage": 40,
            "lead_times": [1, 1, 2],
            "mean": 10,
            "deviation": 2,
        },
        (12.764978727246302, 23.49686681508743, 46.28013742779933),
        86.02533221942987,
    ),
    (
        {
            "echelon_holding": [3, 2, 2],
            "shortage": 37.12,
            "lead_times": [1, 1, 2],
            "mean": 5,
            "deviation": 1,
        },
        (6.5144388073261155, 12.012332294949644, 22.700237234889784),
        47.668653127136345,
    ),
]


@pytest.mark.parametrize(("system", "levels", "cost"), PUBLISHED)
def test_published_serial_systems_are_met_to_the_last_digit(system, levels, cost):
    best = serial_base_stock_on_grid(**system)

    assert best.levels == pytest.approx(levels, rel=1e-13)
    assert best.cost == pytest.approx(cost, rel=1e-13)


@pytest.mark.parametrize(("system", "levels", "cost"), PUBLISHED)
def test_the_optimum_costs_no_more_than_the_grid(system, levels, cost):
    best = serial_base_stock(**system)

    assert best.levels == pytest.approx(levels, rel=0.005)
    assert 0 < cost - best.cost < 0.02


def test_a_finer_grid_comes_to_the_optimum():
    system, _, _ = PUBLISHED[0]
    finer = serial_base_stock_on_grid(**system, steps=(4_000, 400))
    optimum = serial_base_stock(**system)

    assert finer.levels == pytest.approx(optimum.levels, rel=0.002)
    assert finer.cost == pytest.approx(optimum.cost, rel=0.0005)


def test_a_serial_system_of_one_place_is_a_newsvendor():
    chain = serial_base_stock(
        echelon_holding=[2], shortage=18, lead_times=[1], mean=120, deviation=10
    )
    alone = newsvendor(holding=2, shortage=18, mean=120, deviation=10)

    assert chain.levels[0] == pytest.approx(alone.level, abs=0.01)
    assert chain.cost == pytest.approx(alone.cost, abs=0.001)


def test_every_place_has_a_lead_time():
    with pytest.raises(ValueError, match="As many"):
        serial_base_stock(
            echelon_holding=[2, 1], shortage=18, lead_times=[1], mean=120, deviation=10
        )


def test_a_quantile_is_enough_in_that_share_of_chances():
    rng = np.random.default_rng(2)
    told = protection(numbers(4.0, 6.0)[None, :], lumpiness=0.3)
    size = told.mean**2 / (told.variance - told.mean)
    drawn = rng.negative_binomial(size, size / (size + told.mean), 200_000)

    enough = told.quantile(0.9)[0]

    assert (drawn <= enough).mean() >= 0.9 > (drawn <= enough - 1).mean()


def test_demand_without_lumps_varies_as_by_chance():
    told = Protection(numbers(4.0), numbers(4.0))

    assert told.quantile(0.9).tolist() == [7.0]
    assert told.sold_of(numbers(1000))[0] == pytest.approx(4.0)


def an_order(position, *, life=np.inf, point=10.0, up_to=20.0, **terms):
    made = order(
        numbers(position),
        reorder_point=numbers(point),
        up_to=numbers(up_to),
        terms=Terms(**terms),
        sold_before_expiry=life,
    )
    return made.units[0]


@pytest.mark.parametrize(
    ("position", "terms", "units"),
    [
        (11, {}, 0),
        (10, {}, 10),
        (5, {"pack": 6}, 18),
        (8, {"pack": 50}, 0),
        (0, {"pack": 50}, 50),
        (5, {"pack": 6, "minimum": 20}, 24),
        (5, {"pack": 6, "room": 18}, 12),
        (5, {"room": 4}, 0),
        (5, {"life": 12}, 7),
        (15, {"life": 12, "point": 16}, 0),
        (-3, {}, 23),
    ],
)
def test_an_order_keeps_to_packs_minimums_room_and_shelf_life(position, terms, units):
    assert an_order(float(position), **terms) == units


def test_an_order_says_what_bound_it():
    made = order(
        numbers(5),
        reorder_point=numbers(10),
        up_to=numbers(30),
        terms=Terms(pack=6, room=23),
        sold_before_expiry=25.0,
    )

    assert made.wished[0] == 25
    assert (made.by_life[0], made.by_room[0]) == (5, 2)
    assert made.units[0] == 18


def test_scarce_stock_goes_where_it_is_likeliest_to_be_sold():
    demand = Protection(numbers(8, 2, 2), numbers(8, 2, 2))

    given = allocate(demand, numbers(0, 0, 5), 6)

    assert given.sum() == 6
    assert given[0] > given[1] > given[2] == 0


def test_what_nobody_would_sell_stays_where_it_is():
    demand = Protection(numbers(1, 1), numbers(1, 1))

    assert allocate(demand, numbers(0, 0), 1000, pack=2).sum() < 40


def test_stock_moves_from_where_it_lies_to_where_it_is_wanted():
    demand = Protection(numbers(1, 9), numbers(1, 9))

    [journey] = transfers(demand, numbers(10, 0), cost=0.1)

    assert (journey.source, journey.target) == (0, 1)
    assert 7 <= journey.units <= 9
    assert journey.gain > 3


@pytest.mark.parametrize(("cost", "least"), [(1.0, 1), (0.1, 50)])
def test_journeys_that_cost_more_than_they_earn_are_not_made(cost, least):
    demand = Protection(numbers(1, 9), numbers(1, 9))

    assert transfers(demand, numbers(10, 0), cost=cost, bounds=Bounds(least=least)) == ()


def test_classes_follow_what_is_earned_and_how_steadily():
    assert value_classes(numbers(80, 15, 4, 1)).tolist() == ["A", "B", "C", "C"]
    assert value_classes(numbers(0, 0)).tolist() == ["A", "A"]
    lumps = np.array([[5.0, 5, 5, 5], [1, 5, 9, 1], [0, 0, 0, 8], [0, 0, 0, 0]])
    assert rhythm_classes(lumps).tolist() == ["X", "Y", "Z", "Z"]


def test_goods_come_after_the_lead_time_and_missed_sales_are_lost():
    demand = np.array([[2.0, 2, 2, 2]])

    played = play(
        demand, numbers(2), lambda week, position, sold: sold, first=0, roads=Roads(lead=1)
    )

    assert (
        played.fill == 0.5
    )  # sold in weeks 0 and 2: what was ordered at the end of 0 is there in 2
    assert played.service == 0.5
    assert played.ordered == 4


def test_a_late_order_comes_one_week_later():
    demand, late = np.array([[2.0, 2, 2, 2]]), np.array([[True, False, False, False]])

    played = play(
        demand, numbers(2), lambda week, position, sold: sold, first=0, roads=Roads(late=late)
    )

    assert played.fill == 0.5
    assert played.stock == 0.0


def test_scarce_units_go_by_weight_and_shelves_are_filled_first():
    demand = Protection(numbers(6, 6), numbers(6, 6))

    fair = allocate(demand, numbers(0, 0), 6)
    weighed = allocate(demand, numbers(0, 0), 6, weight=numbers(3, 1))
    filled = allocate(demand, numbers(0, 0), 6, weight=numbers(3, 1), least=numbers(0, 3))

    assert fair.tolist() == [3, 3]
    assert weighed[0] > 3
    assert weighed.sum() == 6
    assert filled.tolist() == [3, 3]


def test_a_least_that_nobody_can_fill_is_filled_by_weight_then_level():
    demand = Protection(numbers(9, 9, 9), numbers(9, 9, 9))

    given = allocate(demand, numbers(0, 0, 0), 7, weight=numbers(2, 1, 1), least=numbers(4, 4, 4))

    assert given.tolist() == [4, 2, 1]


def test_with_equal_weights_the_chance_to_run_out_is_the_same():
    demand = Protection(numbers(30, 12, 50), numbers(60, 20, 55))

    given = allocate(demand, numbers(0, 5, 0), 70)

    short = demand.chance_of_more(numbers(0, 5, 0) + given)
    assert short.max() - short.min() < 0.08


def test_a_unit_more_is_worth_what_sales_of_more_stock_say():
    demand = Protection(numbers(4.0), numbers(7.0))

    more = demand.chance_of_more(numbers(3))

    assert more[0] == pytest.approx(demand.sold_of(numbers(4))[0] - demand.sold_of(numbers(3))[0])


def test_whoever_gives_keeps_what_a_longer_time_asks_and_gives_no_more_than_it_can_spare():
    soon, longer = (
        Protection(numbers(1, 9), numbers(1, 9)),
        Protection(numbers(7, 9), numbers(7, 9)),
    )

    [free] = transfers(soon, numbers(10, 0), cost=0.1)
    [careful] = transfers(soon, numbers(10, 0), cost=0.1, kept=longer)
    [bound] = transfers(soon, numbers(10, 0), cost=0.1, bounds=Bounds(spare=numbers(2, 0)))
    [asked] = transfers(soon, numbers(10, 0), cost=0.1, bounds=Bounds(wanted=numbers(0, 3)))

    assert careful.units < free.units
    assert (bound.units, asked.units) == (2, 3)


def test_goods_do_not_travel_in_circles():
    demand = Protection(numbers(0.5, 6, 3), numbers(0.5, 12, 3))

    made = transfers(demand, numbers(9, 1, 1), cost=0.01)

    assert {each.source for each in made} & {each.target for each in made} == set()


def test_all_articles_are_levelled_out_as_each_by_itself():
    rng = np.random.default_rng(5)
    mean = rng.gamma(1.0, 2.0, (40, 6))
    demand = Protection(mean, mean * 1.4)
    stock = rng.poisson(2.5, mean.shape).astype(float)

    change = level_out(demand, stock, stock, cost=0.1, most=1_000)

    for row in range(len(mean)):
        own = Protection(demand.mean[row], demand.variance[row])
        expected = np.zeros(mean.shape[1])
        for each in transfers(own, stock[row], cost=0.1, bounds=Bounds(most=1_000)):
            expected[each.source] -= each.units
            expected[each.target] += each.units
        assert change[row].tolist() == expected.tolist()
    assert np.abs(change).sum() > 0


def test_only_what_is_there_is_given_away():
    two = Protection(np.array([[4.0, 0.5]]), np.array([[4.0, 0.5]]))

    change = level_out(two, numbers(0, 5)[None], numbers(0, 2)[None], cost=0.1)

    assert change.tolist() == [[2.0, -2.0]]


def test_what_moves_between_series_is_sold_where_it_came_to():
    demand = np.array([[0.0, 3.0, 0.0], [0.0, 0.0, 0.0]])

    def swap(period, stock, comes):
        return np.array([3.0, -3.0]) if period == 0 else np.zeros(2)

    def nothing(period, position, sold):
        return np.zeros(2)

    alone = play(demand, numbers(0, 3), nothing, first=0)
    helped = play(demand, numbers(0, 3), nothing, first=0, roads=Roads(between=swap))

    assert (alone.fill, helped.fill) == (0.0, 1.0)
    assert (alone.moved, helped.moved) == (0.0, 3.0)
