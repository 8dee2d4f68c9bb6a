"""What the next basket holds: nothing is said of the future, and rhythm is understood."""

import numpy as np
import polars as pl
import pytest
from xgboost import QuantileDMatrix, train

from serai_science.frequency import personal_frequency
from serai_science.next_basket.candidates import candidates
from serai_science.next_basket.describe import FEATURES, describe
from serai_science.next_basket.hits import hits
from serai_science.next_basket.log import as_log, before, first_baskets
from serai_science.next_basket.neighbours import liking
from serai_science.next_basket.offers import as_offers, shares_when_bought
from serai_science.next_basket.ranker import (
    NextBasketRanker,
    NothingToLearn,
    as_matrix,
    learn,
    packed,
    unpacked,
)
from serai_science.next_basket.recommend import best_for_each

MILK, BREAD, FIRST_ODD = 1, 2, 100


def lines(*rows):
    """Make a log of (customer, basket, product, day)."""
    return as_log(pl.DataFrame(rows, schema=["customer", "basket", "product", "day"], orient="row"))


def bought_by_each(log, *, now):
    """Return how much each customer, a row, buys each product, a column."""
    return personal_frequency(
        log["customer"].to_numpy(),
        log["product"].to_numpy(),
        now - log["day"].to_numpy(),
        shape=(log["customer"].max() + 1, log["product"].max() + 1),
        half_life=120,
    )


def a_town(people=40, days=140, seed=1):
    """Everybody buys milk every visit and bread every second one, at their own pace, and odd things."""
    rng = np.random.default_rng(seed)
    rows, basket = [], 0
    for person in range(people):
        pace = int(rng.integers(4, 9))
        for visit, day in enumerate(range(int(rng.integers(0, pace)), days, pace)):
            basket += 1
            bought = {MILK, *rng.integers(FIRST_ODD, FIRST_ODD + 400, size=6).tolist()}
            if visit % 2:
                bought.add(BREAD)
            rows += [(person, basket, product, float(day)) for product in bought]
    return lines(*rows)


def test_a_log_says_which_column_is_missing():
    with pytest.raises(ValueError, match="lacks day"):
        as_log(pl.DataFrame({"customer": [1], "basket": [1], "product": [1]}))


def test_a_product_counts_once_in_a_basket():
    assert len(lines((1, 1, 7, 0.0), (1, 1, 7, 0.0))) == 1


def test_the_first_basket_after_a_moment_is_of_those_who_came_twice_before():
    log = lines(
        (1, 1, 7, 0.0),
        (1, 2, 7, 1.0),
        (1, 3, 8, 5.0),
        (1, 4, 9, 6.0),
        (2, 5, 7, 0.0),
        (2, 6, 7, 5.0),
    )

    assert first_baskets(log, 5.0, 33.0).rows() == [(1, 8)]


def test_what_is_bought_now_is_not_known_yet():
    log = lines((1, 1, 7, 0.0), (1, 2, 7, 5.0))

    assert before(log, 5.0)["basket"].to_list() == [1]


def test_habits_are_told_in_days_and_trips():
    log = lines(
        *((1, trip, MILK, 7.0 * trip) for trip in range(4)), (1, 3, BREAD, 21.0), (2, 9, BREAD, 0.0)
    )

    [milk] = (
        describe(log, now=24.5)
        .filter((pl.col("customer") == 1) & (pl.col("product") == MILK))
        .to_dicts()
    )

    assert (milk["times"], milk["trips"], milk["share"]) == (4, 4, 1.0)
    assert (milk["gap"], milk["gap_spread"], milk["since"], milk["trips_since"]) == (
        7.0,
        0.0,
        3.5,
        0,
    )
    assert milk["overdue"] == 0.5
    assert milk["half30"] == pytest.approx(
        sum(0.5 ** (age / 30) for age in (3.5, 10.5, 17.5, 24.5))
    )


def test_neighbours_bring_what_a_customer_never_bought():
    alike = [(person, 10 * person + trip, trip, 0.0) for person in range(3) for trip in range(5)]
    stranger = [(9, 99, 70, 0.0), (9, 99, 71, 0.0)]
    log = lines(*alike, *stranger, (1, 18, 50, 0.0))

    wished = candidates(liking(bought_by_each(log, now=1.0), k=2), new=1)

    first = wished.customer == 0
    assert set(wished.product[first]) == {0, 1, 2, 3, 4, 50}
    assert wished.near[first & (wished.product == 50)] > 0


def test_one_customer_alone_has_no_neighbours():
    log = lines((0, 1, 7, 0.0), (0, 1, 8, 0.0))

    assert candidates(liking(bought_by_each(log, now=1.0))).product.tolist() == [7, 8]


def test_what_is_learned_finds_the_rhythm_that_counting_cannot_see():
    town = a_town()
    past, truth = before(town, 112.0), first_baskets(town, 112.0, 140.0)

    known = describe(past, now=112.0)
    ours = hits(best_for_each(known, learn(past, now=112.0).score(known), past, k=2), truth, k=2)
    counted = hits(best_for_each(known, known["times"].to_numpy(), past, k=2), truth, k=2)

    assert known.columns == ["customer", "product", *FEATURES]
    assert ours.ndcg.mean() >= counted.ndcg.mean() > 0.5


def test_learning_twice_gives_the_same_scores():
    past = before(a_town(people=12), 112.0)
    known = describe(past, now=112.0)

    first, second = (learn(past, now=112.0).score(known) for _ in range(2))

    assert np.array_equal(first, second)


def test_the_order_of_the_lines_teaches_nothing():
    past = before(a_town(), 112.0)
    known = describe(past, now=112.0)
    shuffled = past.sample(fraction=1.0, shuffle=True, seed=3)

    scores = [learn(lines, now=112.0).score(known) for lines in (past, shuffled)]

    assert np.allclose(*scores, atol=1e-4)


def test_nothing_is_learned_where_nobody_came_back():
    with pytest.raises(NothingToLearn):
        learn(lines((1, 1, 7, 0.0)), now=100.0)


def test_who_has_few_candidates_gets_what_sells_best():
    log = lines((1, 1, 7, 0.0), (2, 2, 8, 0.0), (3, 3, 8, 0.0), (2, 2, 9, 0.0))
    pairs = pl.DataFrame({"customer": [1], "product": [7]})

    assert best_for_each(pairs, np.ones(1), log, k=3)["product"].to_list() == [7, 8, 9]


def test_a_customer_whose_basket_nobody_met_counts_as_nothing():
    given = pl.DataFrame({"customer": [1], "product": [5], "place": [0]})
    bought = pl.DataFrame({"customer": [1, 2], "product": [5, 5]})

    measured = hits(given, bought)

    assert measured.recall.tolist() == [1.0, 0.0]
    assert measured.ndcg.tolist() == [1.0, 0.0]
    assert measured.hit.tolist() == [1.0, 0.0]


def test_offers_say_which_column_is_missing():
    with pytest.raises(ValueError, match="lack start, end"):
        as_offers(pl.DataFrame({"product": [1]}))


def test_a_line_is_bought_under_the_offer_that_runs():
    log = lines((1, 1, MILK, 3.0), (1, 2, MILK, 7.0), (1, 3, MILK, 12.0), (1, 3, BREAD, 12.0))
    plan = offers((MILK, 0.0, 7.0, 0.5), (MILK, 7.0, 10.0, 1.0))

    told, shown = shares_when_bought(
        log["product"].to_numpy() - MILK, log["day"].to_numpy(), np.array([MILK, BREAD]), plan
    )

    assert told.tolist() == [0.5, 1.0, 0.0, 0.0]
    assert shown.tolist() == [0.0] * 4


def test_what_is_planned_is_known_before_it_begins_and_what_comes_later_is_not():
    log = lines(*((1, trip, MILK, 7.0 * trip) for trip in range(4)))
    plan = offers((MILK, 14.0, 21.0, 0.25), (MILK, 28.0, 35.0, 1.0), (MILK, 35.0, 42.0, 0.5))

    [milk] = describe(log, now=28.0, offers=plan).to_dicts()

    assert (milk["told"], milk["told_last"]) == (1.0, 0.0)
    assert milk["told_usually"] == pytest.approx(0.25 * 7 / 28)
    assert milk["told_when_bought"] == pytest.approx(0.25 / 4)


def test_a_week_that_nobody_planned_yet_is_taken_to_be_as_usual():
    log = lines((1, 1, MILK, 0.0), (1, 2, MILK, 7.0), (1, 2, BREAD, 7.0))
    plan = offers((MILK, 7.0, 14.0, 0.5))

    milk, bread = describe(log, now=14.0, offers=plan).sort("product").to_dicts()

    assert (milk["told"], milk["told_more"], milk["told_last"]) == (0.25, 0.0, 0.5)
    assert (bread["told"], bread["told_more"]) == (0.0, 0.0)


def test_without_a_plan_nothing_is_on_offer():
    [milk] = describe(lines((1, 1, MILK, 0.0)), now=7.0).to_dicts()

    assert (milk["told"], milk["told_usually"], milk["told_when_bought"]) == (0.0, 0.0, 0.0)


def test_trees_learn_who_follows_the_leaflet():
    """Everybody buys milk; tea is bought in the weeks in which it is told of, and never else."""
    rows, plan, basket = [], [], 0
    told = [week % 3 == 0 for week in range(30)]
    for week, is_told in enumerate(told):
        plan += [(BREAD, 7.0 * week, 7.0 * week + 7, 1.0)] * is_told
        for person in range(60):
            basket += 1
            rows += [(person, basket, MILK + 10 + person % 7, 7.0 * week + 1)]
            rows += [(person, basket, BREAD, 7.0 * week + 1)] * is_told
    log, leaflets = lines(*rows), offers(*plan)
    chances = {}
    for week in (27, 28):
        past = before(log, 7.0 * week)
        known = describe(past, now=7.0 * week, offers=leaflets)
        score = learn(past, now=7.0 * week, offers=leaflets).score(known)
        chances[told[week]] = score[(known["product"] == BREAD).to_numpy()].mean()

    assert chances[True] > chances[False]


def offers(*rows):
    """Make offers of (product, start, end, told)."""
    return as_offers(pl.DataFrame(rows, schema=["product", "start", "end", "told"], orient="row"))


def test_two_baskets_of_one_moment_teach_nothing_infinite():
    town = a_town(people=12)
    twice = town.with_columns(pl.col("basket") + 10_000)
    past = before(as_log(pl.concat([town, twice])), 112.0)

    known = describe(past, now=112.0)

    assert np.isfinite(learn(past, now=112.0).score(known)).all()


def test_trees_are_the_same_after_they_were_packed():
    past = before(a_town(people=12), 112.0)
    ranker, known = learn(past, now=112.0), describe(past, now=112.0)

    again = unpacked(packed(ranker))

    assert np.array_equal(again.score(known), ranker.score(known))


def test_trees_that_know_other_features_are_refused():
    matrix = QuantileDMatrix(np.eye(4, dtype=np.float32), np.array([0, 1, 0, 1]))
    other = NextBasketRanker((train({"objective": "binary:logistic"}, matrix, 1),))

    with pytest.raises(ValueError, match="other features"):
        unpacked(packed(other))


def test_trees_that_read_what_is_not_known_otherwise_are_refused():
    past = before(a_town(people=12), 112.0)
    ranker = learn(past, now=112.0)
    for each in ranker.trees:
        each.set_attr(unknown=None)

    with pytest.raises(ValueError, match="other features"):
        unpacked(packed(ranker))


def test_what_is_not_known_is_below_everything_that_is():
    known = describe(before(a_town(people=12), 112.0), now=112.0)
    never = known["times"].to_numpy() == 0

    rows = as_matrix(known)

    gap = rows[:, FEATURES.index("gap")]
    assert np.isfinite(rows).all()
    assert (gap[never] == -1).all()
    assert (gap[known["times"].to_numpy() > 1] > 0).all()
