"""What moved and held-out articles bring in a week is told to decisions, so that experiments can be read."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import numpy as np
import pytest
from tests.factories.catalog import a_variant
from tests.factories.pricing import NOW, priced

from serai.decisions.public import (
    CreateExperiment,
    Mode,
    NewArm,
    SwitchSlot,
    create_experiment,
    publish_policy,
    start_experiment,
    switch_slot,
)
from serai.decisions.queries.experiment_reading import experiment_reading
from serai.decisions.queries.running import forget_plans
from serai.ordering.models import Order, OrderLine
from serai.plumbing.db import rows
from serai.pricing.models import MeasuredArticle, PriceProposal
from serai.pricing.queries.proposals.price_moves import MOVES
from serai.pricing.usecases.proposals.feed_rows import CostRow
from serai.pricing.usecases.proposals.move_prices import move_prices
from serai.pricing.usecases.proposals.report_articles import report_articles
from serai.pricing.usecases.proposals.set_unit_costs import set_unit_costs

pytestmark = pytest.mark.django_db
GOODS = 16
WEEK = timedelta(days=7)


@pytest.fixture
def goods() -> Iterator[list[UUID]]:
    """Sixteen goods at 4.00 that cost 2.00, of each of which 3.69 is proposed."""
    forget_plans()
    found = [a_variant(f"GOOD-{number}").id for number in range(GOODS)]
    for number, variant in enumerate(found):
        priced(variant, "4.00")
        set_unit_costs([CostRow(f"GOOD-{number}", "USD", Decimal(2))], source="erp", now=NOW)
        proposed(variant)
    publish_policy("best-price", "score", {}, now=NOW)
    yield found
    forget_plans()


def proposed(variant: UUID) -> None:
    PriceProposal.objects.create(
        id=uuid4(), channel_id="web", variant_id=variant, currency="USD", now_minor=400,
        proposed_minor=369, gain_minor=100, because="margin", record={}, state="open",
        proposed_at=NOW,
    )  # fmt: skip


def switched(mode: Mode, holdout: float = 0.0) -> None:
    switch_slot(SwitchSlot(MOVES.code, "web", mode, policy="best-price", holdout=holdout), now=NOW)
    forget_plans()


def moved(now=NOW) -> None:
    move_prices("web", rng=np.random.default_rng(1), now=now)


def sold(variant: UUID, units: int, paid: int, *, at=NOW + timedelta(days=2)) -> None:
    order = Order.objects.create(
        id=uuid4(), number=str(uuid4()), state="fulfilled", channel_code="web", locale="en",
        currency="USD", items_minor=paid, discount_minor=0, total_minor=paid, placed_at=at,
    )  # fmt: skip
    OrderLine.objects.create(
        order=order, position=1, variant_id=variant, sku="SKU", name="Thing", quantity=units,
        unit_price=paid / units / 100, items_minor=paid, discount_minor=0, total_minor=paid,
    )  # fmt: skip


def outcomes() -> list[tuple[str, float, bool]]:
    return sorted(rows("SELECT kind, value, holdout FROM decisions_outcome"))


def test_off_nothing_is_watched(goods):
    moved()
    assert not MeasuredArticle.objects.exists()


def test_the_week_of_moved_and_held_out_articles_is_told_once(goods):
    switched(Mode.ON, holdout=0.5)
    moved()
    stayed = set(
        PriceProposal.objects.filter(automatic="held_out").values_list("variant_id", flat=True)
    )
    assert 0 < len(stayed) < GOODS
    for variant in goods:
        sold(variant, *((7, 2800) if variant in stayed else (14, 5166)))
        sold(variant, 1, 400, at=NOW - timedelta(seconds=1))
        sold(variant, 1, 400, at=NOW + WEEK)

    early = report_articles(now=NOW + WEEK - timedelta(seconds=1))
    told, again = report_articles(now=NOW + WEEK), report_articles(now=NOW + WEEK)

    assert (early, told, again) == (0, 2 * GOODS, 0)
    assert sorted(set(outcomes())) == [
        ("margin", pytest.approx(200.0), True),
        ("margin", pytest.approx(338.0), False),
        ("order", pytest.approx(400.0), True),
        ("order", pytest.approx(738.0), False),
    ]
    assert sum(holdout for _, _, holdout in outcomes()) == 2 * len(stayed)


def test_what_sold_nothing_left_nothing_and_nobody_ordered_it(goods):
    switched(Mode.ON)
    moved()

    report_articles(now=NOW + WEEK)

    assert outcomes() == [("margin", 0.0, False)] * GOODS


def test_a_week_under_way_goes_on_and_begins_anew_where_it_stands_otherwise(goods):
    switched(Mode.SHADOW)
    moved()
    moved(NOW + timedelta(hours=1))
    assert set(MeasuredArticle.objects.values_list("begins_at", flat=True)) == {NOW}

    switched(Mode.ON)
    moved(NOW + timedelta(hours=2))
    begun = set(MeasuredArticle.objects.values_list("begins_at", flat=True))
    assert begun == {NOW + timedelta(hours=2)}


def test_what_is_told_too_late_is_dropped(goods):
    switched(Mode.ON)
    moved()

    assert report_articles(now=NOW + timedelta(days=15)) == 0
    assert not MeasuredArticle.objects.exists()


def test_an_experiment_of_moves_can_be_read(goods):
    switched(Mode.ON)
    command = CreateExperiment(
        code="moves", name="Prices that move", slot=MOVES.code, channel_code="web",
        arms=[NewArm("control"), NewArm("moves", policy="best-price")], metric="margin", share=1.0,
    )  # fmt: skip
    experiment = start_experiment(create_experiment(command, now=NOW).id, now=NOW)
    forget_plans()
    moved()
    moves = set(PriceProposal.objects.filter(state="accepted").values_list("variant_id", flat=True))
    assert 0 < len(moves) < GOODS
    for variant in goods:
        sold(variant, *((14, 5166) if variant in moves else (7, 2800)))
    moved(NOW + timedelta(hours=1))
    report_articles(now=NOW + WEEK)

    read = experiment_reading(experiment.id, now=NOW + WEEK)

    assert read.arm_subjects == {"control": GOODS - len(moves), "moves": len(moves)}
    assert read.metric.control_mean == pytest.approx(200.0)
    assert read.metric.arms[0].mean == pytest.approx(338.0)
    assert [guard.metric for guard in read.guardrails] == ["revenue"]
    assert read.guardrails[0].arms[0].mean == pytest.approx(738.0)
