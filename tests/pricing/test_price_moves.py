"""Proposed prices count by themselves where that is switched on, within a budget, and can be stopped."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from threading import Barrier, Thread
from uuid import UUID

import numpy as np
import pytest
from django.db import connection
from tests.factories.catalog import a_variant
from tests.factories.pricing import NOW, priced

from serai.decisions.public import Mode, SwitchSlot, publish_policy, switch_slot
from serai.decisions.queries.running import forget_plans
from serai.kernel.money import Money
from serai.plumbing.model_registry import Card, Figure, publish
from serai.pricing.domain.proposals.demand_model import DemandModel
from serai.pricing.models import PriceProposal
from serai.pricing.queries.prices import prices_of
from serai.pricing.queries.proposals.price_moves import MOVES, price_moves
from serai.pricing.queries.proposals.worked_out import model_of
from serai.pricing.usecases.proposals.feed_rows import CostRow
from serai.pricing.usecases.proposals.move_prices import Moved, move_prices
from serai.pricing.usecases.proposals.propose_prices import propose_prices
from serai.pricing.usecases.proposals.put_prices_back import put_prices_back
from serai.pricing.usecases.proposals.set_price_moves import BadPriceMoves, set_price_moves
from serai.pricing.usecases.proposals.set_unit_costs import set_unit_costs

pytestmark = pytest.mark.django_db
GOODS = 8
LATER = NOW + timedelta(days=60)


@pytest.fixture(autouse=True)
def nothing_decided_before() -> Iterator[None]:
    forget_plans()
    yield
    forget_plans()


@pytest.fixture
def goods(settings, tmp_path) -> list[UUID]:
    """Eight goods whose price would bring more if it were lower; the first brings least."""
    settings.SERAI_VAR = tmp_path
    found = [a_variant(f"GOOD-{number}").id for number in range(GOODS)]
    for number, variant in enumerate(found):
        priced(variant, "4.00")
        set_unit_costs([CostRow(f"GOOD-{number}", "USD", Decimal(2))], source="erp", now=NOW)
    order = sorted(range(GOODS), key=lambda place: found[place].bytes)
    model = DemandModel(
        variants=np.array([found[place].bytes for place in order], "S16"),
        units=np.array([100.0 * (place + 1) for place in order]),
        elasticity=np.full(GOODS, -3.0),
        error=np.full(GOODS, 0.1),
        usual_minor=np.full(GOODS, 400.0),
    )
    card = Card("weeks held out", Figure("log density", -0.9, -1.0))
    publish(model_of("web"), card, model.save, now=NOW)
    propose_prices("web", now=LATER)
    publish_policy("best-price", "score", {}, now=NOW)
    return found


def switched(mode: Mode, holdout: float = 0.0) -> None:
    command = SwitchSlot(MOVES.code, "web", mode, policy="best-price", holdout=holdout)
    switch_slot(command, now=LATER)
    forget_plans()


def moved(now=LATER) -> Moved:
    return move_prices("web", rng=np.random.default_rng(1), now=now)


def cheap(goods: list[UUID], now=LATER) -> list[int]:
    """Return the places of the goods that cost the proposed price."""
    prices = prices_of(goods, "web", now)
    return [place for place, each in enumerate(goods) if prices[each].amount == Money(369, "USD")]


def test_off_nothing_moves_and_in_shadow_it_is_only_noted(goods):
    assert moved() == Moved()
    switched(Mode.SHADOW)
    assert moved() == Moved(shadowed=GOODS)
    assert cheap(goods) == []
    assert set(PriceProposal.objects.values_list("automatic", "state")) == {("shadow", "open")}


def test_on_the_best_move_first_until_the_budget_of_a_day_is_spent(goods):
    switched(Mode.ON)
    set_price_moves("web", most_a_day=3, stopped=False, by="ann", now=LATER)

    assert moved() == Moved(moved=3)
    assert cheap(goods) == [5, 6, 7]
    assert moved(LATER + timedelta(hours=23)) == Moved()
    assert moved(LATER + timedelta(hours=25)) == Moved(moved=3)
    assert price_moves("web", now=LATER + timedelta(hours=25)).moved == 3
    taken = PriceProposal.objects.filter(state="accepted")
    assert set(taken.values_list("decided_by", "automatic")) == {("by itself", "moved")}


def test_the_holdout_stays_and_is_the_same_every_time(goods):
    switched(Mode.ON, holdout=0.5)
    first = moved()
    assert first.moved + first.held_out == GOODS
    assert 0 < first.held_out < GOODS
    stayed = set(range(GOODS)) - set(cheap(goods))

    propose_prices("web", now=LATER + timedelta(days=1))
    again = move_prices("web", rng=np.random.default_rng(2), now=LATER + timedelta(days=1))
    assert again == Moved(held_out=first.held_out)
    assert stayed == set(range(GOODS)) - set(cheap(goods, LATER + timedelta(days=1)))


def test_a_stop_stops_and_what_moved_goes_back_unless_somebody_set_it(goods):
    switched(Mode.ON)
    set_price_moves("web", most_a_day=3, stopped=False, by="ann", now=LATER)
    moved()
    set_price_moves("web", most_a_day=100, stopped=True, by="ann", now=LATER)
    assert moved() == Moved()
    assert price_moves("web", now=LATER).stopped_by == "ann"

    after = LATER + timedelta(hours=1)
    priced(goods[7], "3.50", now=after)
    assert put_prices_back("web", since=LATER - timedelta(hours=1), now=after) == 2
    prices = prices_of(goods, "web", after)
    assert [prices[goods[place]].amount.minor for place in (5, 6, 7)] == [400, 400, 350]
    assert put_prices_back("web", since=LATER - timedelta(hours=1), now=after) == 0

    set_price_moves("web", most_a_day=5, stopped=False, by="ann", now=after)
    assert moved(after) == Moved(moved=2), "those that were put back count in the day's budget"


def test_what_was_worked_out_from_another_price_does_not_move(goods):
    switched(Mode.ON)
    priced(goods[7], "4.20", now=LATER)
    assert moved() == Moved(moved=GOODS - 1)
    assert PriceProposal.objects.get(variant_id=goods[7]).state == "open"


@pytest.mark.parametrize("most", [-1, 10_001])
def test_a_budget_beyond_all_sense_is_refused(goods, most):
    with pytest.raises(BadPriceMoves):
        set_price_moves("web", most_a_day=most, stopped=False, by="ann", now=LATER)


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_keep_to_one_budget(goods):
    switched(Mode.ON)
    set_price_moves("web", most_a_day=4, stopped=False, by="ann", now=LATER)
    start, found = Barrier(3), []

    def run() -> None:
        start.wait()
        try:
            found.append(moved().moved)
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(found) == 4
    assert len(cheap(goods)) == 4
