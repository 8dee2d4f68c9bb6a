"""Proposals that go by themselves: only where it is switched on, within bounds, and never for the holdout."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from django.db import connection
from factories.catalog import a_variant
from factories.decisions import a_policy
from factories.demand import foresee
from factories.inventory import a_location, stocked
from inventory.demand.conftest import NOW

from serai.decisions.public import Mode, SwitchSlot, switch_slot
from serai.decisions.queries.running import forget_plans
from serai.inventory.domain import automatic
from serai.inventory.models import ExpectedDelivery, Proposal
from serai.inventory.usecases.demand import order_by_itself as ordering
from serai.inventory.usecases.demand.order_by_itself import Ordered, order_by_itself
from serai.inventory.usecases.demand.propose_replenishment import propose_replenishment

GOODS = 6


@pytest.fixture
def proposed(stores):
    """Propose an order of each of six articles for the first store; the first sells too much for a machine."""
    goods = [a_variant(f"SKU-{number}").id for number in range(GOODS)]
    for each in goods:
        stocked(each, stores[0], 1)
    foresee(
        goods,
        [store.id for store in stores],
        [[900.0 if at == 0 else 7.0 + at, 0.0] for at in range(GOODS)],
    )
    propose_replenishment(now=NOW)
    forget_plans()
    yield goods
    forget_plans()


def switched(mode, holdout=0.0):
    policy = a_policy() if mode is not Mode.OFF else None
    switch_slot(SwitchSlot("replenishment.orders", "web", mode, policy, holdout=holdout), now=NOW)
    forget_plans()


def ordered():
    return order_by_itself(rng=np.random.default_rng(1), now=NOW)


def standings():
    return sorted(Proposal.objects.values_list("state", "automatic"))


@pytest.mark.django_db
def test_off_people_decide_and_in_shadow_it_is_only_noted(proposed):
    assert ordered() == Ordered()
    switched(Mode.OFF)
    assert ordered() == Ordered()
    switched(Mode.SHADOW)
    assert ordered() == Ordered(shadowed=GOODS - 1)

    assert standings() == [("open", ""), *[("open", "shadow")] * (GOODS - 1)]
    assert not ExpectedDelivery.objects.exists()


@pytest.mark.django_db
def test_on_what_is_within_bounds_is_ordered_and_the_large_one_waits(proposed):
    switched(Mode.ON)

    assert ordered() == Ordered(accepted=GOODS - 1)

    assert standings() == [*[("accepted", "accepted")] * (GOODS - 1), ("open", "")]
    assert ExpectedDelivery.objects.count() == GOODS - 1
    assert set(Proposal.objects.filter(state="accepted").values_list("decided_by", flat=True)) == {
        "by itself"
    }
    assert ordered() == Ordered()


@pytest.mark.django_db
def test_whoever_is_held_out_waits_for_people(proposed):
    switched(Mode.ON, holdout=0.5)

    told = ordered()

    assert told.accepted + told.held_out == GOODS - 1
    assert told.held_out > 0
    assert Proposal.objects.filter(automatic="held_out", state="open").count() == told.held_out
    assert ordered() == Ordered()


@pytest.mark.django_db
def test_a_store_that_no_channel_sells_from_is_for_people(proposed):
    switch_slot(
        SwitchSlot("replenishment.orders", "web", Mode.ON, a_policy(), holdout=0.0), now=NOW
    )
    lonely = a_location("S9", kind="store", channel=None)
    Proposal.objects.update(location_id=lonely.id)
    forget_plans()

    assert ordered() == Ordered()


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_keep_to_the_budget_of_a_day(proposed, monkeypatch):
    monkeypatch.setattr(ordering, "MOST_A_DAY", 3)
    switched(Mode.ON)

    def run(_):
        try:
            return ordered().accepted
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        told = sum(pool.map(run, range(3)))

    assert told == 3 == Proposal.objects.filter(automatic="accepted").count()
    assert ExpectedDelivery.objects.count() == 3


def test_bounds():
    assert automatic.is_within_bounds(500, 0.5, is_new=False)
    assert not automatic.is_within_bounds(501, 9.0, is_new=False)
    assert not automatic.is_within_bounds(5, 0.4, is_new=False)
    assert not automatic.is_within_bounds(5, 9.0, is_new=True)
