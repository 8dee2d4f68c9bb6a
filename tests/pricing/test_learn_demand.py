"""Demand is learnt from weekly sales, and its card tells how well."""

from uuid import UUID

import numpy as np
import pytest

from serai.pricing.domain.proposals.demand_model import DemandModel
from serai.pricing.ports import WeeklySales
from serai.pricing.usecases.proposals.learn_demand import learn_demand

WEEKS, GOODS = 40, 30


def an_id(number: int) -> UUID:
    return UUID(int=(number + 1) << 8)


def sales(
    *, weighed: int | None = None, seldom: int | None = None, swing: float = 0.0
) -> tuple[WeeklySales, np.ndarray]:
    """Forty weeks of thirty goods of two kinds, which may have opposite seasons; prices move by a tenth."""
    chance = np.random.default_rng(3)
    truth = np.where(np.arange(GOODS) % 2, -1.0, -2.5) + chance.normal(0, 0.2, GOODS)
    variant = np.repeat(np.arange(GOODS), WEEKS)
    week = np.tile(np.arange(2500, 2500 + WEEKS), GOODS)
    price = 300 * np.exp(chance.normal(0, 0.1, variant.size))
    units = np.exp(4 + truth[variant] * np.log(price / 300) + chance.normal(0, 0.3, variant.size))
    season = np.where(variant % 2, 1, -1) * np.sin(2 * np.pi * week * 7 / 365.25)
    units = units * np.exp(swing * season)
    kept = np.ones(variant.size, bool) if seldom is None else (variant != seldom) | (week < 2505)
    ids = np.array([an_id(number).bytes for number in range(GOODS)], "S16")
    prices = np.where(variant == weighed, 19, 2)
    return WeeklySales(
        variants=ids,
        variant=variant[kept],
        week=week[kept],
        units=units[kept],
        paid_minor=(units * price)[kept],
        prices=prices[kept],
        lines=np.full(int(kept.sum()), 20),
        orders={int(each): 1000 + int(each) % 7 for each in np.unique(week)},
    ), truth


def kinds() -> dict[UUID, str]:
    return {an_id(number): f"kind-{number % 2}" for number in range(GOODS)}


def test_the_truth_is_found_and_told_better_than_by_one_elasticity():
    sold, truth = sales()
    learnt = learn_demand(sold, kinds())
    assert learnt is not None
    model, figure = learnt.model, learnt.card.figure
    assert np.corrcoef(model.elasticity, truth)[0, 1] > 0.9
    assert model.usual_minor == pytest.approx(300, rel=0.1)
    assert figure.value > figure.baseline
    assert learnt.card.settings == {"variants": GOODS, "kinds": 2}


def test_where_kinds_have_seasons_the_weeks_ahead_are_told_by_them():
    sold, truth = sales(swing=0.3)
    learnt = learn_demand(sold, kinds())
    assert learnt is not None
    [season] = [each for each in learnt.card.others if "season" in each.name]
    assert season.value > season.baseline

    lately = sold.week > sold.week.max() - 8
    units = np.bincount(sold.variant[lately], sold.units[lately]) / 8
    angle = 2 * np.pi * 7 / 365.25 * sold.week.max()
    rises = np.where(np.arange(GOODS) % 2, 1, -1) * np.sign(np.cos(angle)) > 0
    assert (learnt.model.units[rises] > units[rises]).all()
    assert (learnt.model.units[~rises] < units[~rises]).all()
    assert np.corrcoef(learnt.model.elasticity, truth)[0, 1] > 0.9


def test_where_no_kind_has_a_season_units_are_those_of_lately():
    sold, _ = sales()
    learnt = learn_demand(sold, kinds())
    assert learnt is not None
    lately = sold.week > sold.week.max() - 8
    units = np.bincount(sold.variant[lately], sold.units[lately]) / 8
    assert learnt.model.units == pytest.approx(units, rel=1e-12)


def test_what_is_weighed_and_what_sells_seldom_is_left_out():
    learnt = learn_demand(sales(weighed=4, seldom=9)[0], kinds())
    assert learnt is not None
    assert set(learnt.model.of_all()) == {an_id(n) for n in range(GOODS) if n not in (4, 9)}


def test_of_too_little_nothing_is_learnt():
    sold, _ = sales()
    first = sold.week < 2508
    few = WeeklySales(
        variants=sold.variants,
        variant=sold.variant[first],
        week=sold.week[first],
        units=sold.units[first],
        paid_minor=sold.paid_minor[first],
        prices=sold.prices[first],
        lines=sold.lines[first],
        orders=sold.orders,
    )
    assert learn_demand(few, kinds()) is None


def test_a_model_comes_back_from_its_file(tmp_path):
    learnt = learn_demand(sales()[0], kinds())
    assert learnt is not None
    learnt.model.save(tmp_path)
    assert DemandModel.load(tmp_path).of_all() == learnt.model.of_all()
