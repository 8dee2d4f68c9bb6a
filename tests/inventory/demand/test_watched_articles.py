"""Whether articles run out is told to decisions, ordered by themselves and held out alike."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

import numpy as np
import pytest
from factories.catalog import a_variant
from factories.decisions import a_policy
from inventory.demand.conftest import NOW

from serai.decisions.public import (
    CreateExperiment,
    Mode,
    NewArm,
    SwitchSlot,
    create_experiment,
    start_experiment,
    switch_slot,
)
from serai.decisions.queries.experiment_reading import experiment_reading
from serai.decisions.queries.running import forget_plans
from serai.inventory.models import Proposal, WatchedArticle
from serai.inventory.public import StockEntry, receive
from serai.inventory.usecases.demand.order_by_itself import order_by_itself
from serai.inventory.usecases.demand.report_articles import report_articles
from serai.kernel.ids import uuid7
from serai.plumbing.db import execute, rows

pytestmark = pytest.mark.django_db
GOODS = 16
COMES = date(2026, 11, 25)
DAY, OVER = timedelta(days=1), NOW + timedelta(days=28)


@pytest.fixture
def proposed(stores) -> Iterator[list[UUID]]:
    """Propose an order of each of sixteen articles for the first store, which has ten units of each."""
    forget_plans()
    goods = [a_variant(f"SKU-{number}").id for number in range(GOODS)]
    for each in goods:
        receive([StockEntry(each, stores[0].id, 10)], now=NOW - 30 * DAY)
        propose(each, stores[0].id)
    yield goods
    forget_plans()


def propose(variant: UUID, location: UUID, last_on: date = COMES) -> None:
    Proposal.objects.create(
        kind="order", variant_id=variant, location_id=location, units=5, position=3, up_to=8,
        expected=6.0, gain=2.0, first_on=last_on, last_on=last_on, reasons=[], model_version=uuid7(),
    )  # fmt: skip


def switched(mode: Mode, holdout: float = 0.0) -> str:
    policy = a_policy()
    switch_slot(SwitchSlot("replenishment.orders", "web", mode, policy, holdout=holdout), now=NOW)
    forget_plans()
    return policy


def ordered(now: datetime = NOW) -> None:
    order_by_itself(rng=np.random.default_rng(1), now=now)


def moved(variant: UUID, units: int, at: datetime) -> None:
    """Let units come or go, as at a till."""
    [(balance,)] = rows("SELECT id FROM inventory_balance WHERE variant_id = %s", [variant])
    execute("UPDATE inventory_balance SET on_hand = on_hand + %s WHERE id = %s", [units, balance])
    execute(
        "INSERT INTO inventory_movement (balance_id, quantity, reason, occurred_at)"
        " VALUES (%s, %s, %s, %s)",
        [balance, units, "receipt" if units > 0 else "sale", at],
    )


def kept() -> int:
    return rows("SELECT count(*) FROM decisions_outcome WHERE kind = 'kept'")[0][0]


def test_off_nothing_is_watched(proposed):
    ordered()
    assert not WatchedArticle.objects.exists()


def test_only_what_never_ran_out_once_units_should_be_there_is_kept(proposed):
    switched(Mode.ON)
    ordered()
    hour = timedelta(hours=1)
    never, before, after, for_an_hour, low, *others = proposed
    moved(never, -1, NOW + 5 * DAY)
    moved(before, -10, NOW + DAY)
    moved(before, 5, NOW + 2 * DAY)
    moved(after, -10, OVER)
    moved(for_an_hour, -10, NOW + 9 * DAY)
    moved(for_an_hour, 20, NOW + 9 * DAY + hour)
    moved(low, -9, NOW + 9 * DAY)
    for each in others:
        moved(each, -10, NOW + 2 * DAY)

    early = report_articles(now=OVER - hour)
    told, again = report_articles(now=OVER + hour), report_articles(now=OVER + hour)

    assert (early, told, again) == (0, 4, 0), "never, before, after and low are kept"
    assert kept() == 4
    assert not WatchedArticle.objects.exists()


def test_what_is_held_out_is_watched_alike_and_once_at_a_time(proposed, stores):
    switched(Mode.ON, holdout=0.5)
    ordered()
    held = Proposal.objects.filter(automatic="held_out").count()
    assert 0 < held < GOODS
    assert WatchedArticle.objects.count() == GOODS

    Proposal.objects.update(state="rejected")
    for each in proposed:
        propose(each, stores[0].id)
    ordered(NOW + DAY)
    assert set(WatchedArticle.objects.values_list("ends_at", flat=True)) == {OVER}

    assert report_articles(now=OVER) == GOODS
    counted = dict(rows("SELECT holdout, count(*) FROM decisions_outcome GROUP BY 1"))
    assert counted == {True: held, False: GOODS - held}


def test_its_time_begins_anew_when_the_slot_is_switched(proposed, stores):
    switched(Mode.SHADOW)
    ordered()
    switched(Mode.ON)
    Proposal.objects.update(automatic="")
    ordered(NOW + DAY)
    assert set(WatchedArticle.objects.values_list("ends_at", flat=True)) == {OVER + DAY}


def test_what_comes_too_late_to_be_watched_is_left_alone(proposed, stores):
    Proposal.objects.update(first_on=NOW.date() + 21 * DAY, last_on=NOW.date() + 21 * DAY)
    switched(Mode.ON)
    ordered()
    assert not WatchedArticle.objects.exists()


def test_an_experiment_of_orders_can_be_read(proposed):
    policy = switched(Mode.ON)
    command = CreateExperiment(
        code="orders", name="Orders by themselves", slot="replenishment.orders",
        channel_code="web", arms=[NewArm("control"), NewArm("goes", policy=policy)],
        metric="kept", share=1.0,
    )  # fmt: skip
    experiment = start_experiment(create_experiment(command, now=NOW).id, now=NOW)
    forget_plans()
    ordered()
    went = set(Proposal.objects.filter(state="accepted").values_list("variant_id", flat=True))
    assert 0 < len(went) < GOODS
    for each in set(proposed) - went:
        moved(each, -10, NOW + 9 * DAY)
    report_articles(now=OVER)

    read = experiment_reading(experiment.id, now=OVER)

    assert read.arm_subjects == {"control": GOODS - len(went), "goes": len(went)}
    assert (read.metric.control_mean, read.metric.arms[0].mean) == (0.0, 1.0)
