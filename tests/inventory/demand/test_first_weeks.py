"""A shop that opens today foresees, orders and says that it stands on a prior; its own weeks take over."""

from datetime import timedelta

import numpy as np
import polars as pl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from factories.catalog import a_variant
from factories.inventory import a_location, stocked
from inventory.demand.conftest import NOW, tell_sales

from serai.inventory.models import Proposal
from serai.inventory.queries.demand.forecast_of import demand_forecast
from serai.inventory.queries.demand.foreseen import MODEL, foreseen
from serai.inventory.queries.demand.stocked import stocked_articles
from serai.inventory.queries.demand.trial_of_all import trial_of_all
from serai.inventory.queries.reason_words import reason_in_words
from serai.inventory.usecases.demand.learn_demand import learn_demand
from serai.inventory.usecases.demand.propose_replenishment import propose_replenishment
from serai.inventory.usecases.demand.set_order_terms import TermsOfOrdering, set_order_terms
from serai.plumbing import facts
from serai.plumbing.caches import forget_all
from serai.plumbing.model_registry import in_use
from serai_science.forecast.general import GENERAL

pytestmark = pytest.mark.django_db


@pytest.fixture
def variants():
    return [a_variant(f"NEW-{number}").id for number in range(6)]


def learned(**days):
    published = learn_demand(now=NOW + timedelta(**days))
    forget_all()
    return published


def test_before_anything_is_sold_what_lies_in_stock_is_foreseen_by_the_general_prior(
    stores, variants
):
    for store in stores:
        stocked(variants[0], store, 1)

    published = learned()

    told = demand_forecast(variants[0])
    assert published.card.figure.value == 0
    assert published.card.settings["prior"] is True
    assert told.weeks[0].mean == pytest.approx(2 * GENERAL.rate, rel=0.3)
    assert (told.weeks[0].low, told.tried) == (0, ())
    assert told.weeks[0].high > 2 * told.weeks[0].mean
    assert [each.code for each in told.reasons] == ["general_prior"]
    assert [each.location for each in told.locations] == ["S1", "S2"]
    assert told.locations[0].weeks[0].mean == told.locations[1].weeks[0].mean
    assert told.value_class == "B"
    assert sum(units for _, units in told.days[:7]) == pytest.approx(told.weeks[0].mean, abs=0.05)
    assert demand_forecast(variants[1]) is None
    assert trial_of_all() is None


def test_a_shop_of_the_first_day_gets_proposals_that_say_they_stand_on_a_prior(stores, variants):
    stocked(variants[0], stores[0], 1)
    set_order_terms([TermsOfOrdering("NEW-0", shelf=4)])
    learned()

    proposed = propose_replenishment(now=NOW)

    proposal = Proposal.objects.get()
    assert (proposed.orders, proposed.moves) == (1, 0)
    assert (proposal.units, proposal.up_to) == (3, 4)
    assert proposal.reasons[0] == {"code": "first_weeks", "own": 0}
    assert reason_in_words(proposal.reasons[0]) == (
        "The shop is young: 0 % of what is expected is what it sold itself, the rest is a prior."
    )


def test_after_some_weeks_proposals_follow_what_was_sold(stores, variants):
    tell_sales(variants, stores, weeks=3)
    for variant in variants:
        stocked(variant, stores[0], 1)
    learned()

    propose_replenishment(now=NOW)

    units = {each.variant_id: each.units for each in Proposal.objects.all()}
    assert set(units) == set(variants)
    assert units[variants[3]] > 1.5 * units[variants[0]]
    assert all(each.reasons[0]["own"] > 50 for each in Proposal.objects.all())


def test_once_eight_weeks_are_known_the_slot_decides_again(stores, variants):
    tell_sales(variants, stores, weeks=10)
    stocked(variants[3], stores[0], 1)
    learned()

    propose_replenishment(now=NOW)

    codes = [reason["code"] for reason in Proposal.objects.get().reasons]
    assert codes == ["expected", "service", "usual"]


def test_its_own_weeks_take_over(stores, variants):
    tell_sales(variants, stores, weeks=6)

    published = learned()

    told = {each: demand_forecast(variants[each]) for each in (0, 3)}
    sold = {each: np.mean([units for _, units in told[each].past]) for each in told}
    assert published.card.figure.value == 6
    assert {each.name for each in published.card.others} == {
        "WAPE of all weeks held back together",
        "coverage of P10 to P90",
    }
    assert told[0].reasons[0].code == "own_weeks"
    assert told[3].weeks[0].mean > 2 * told[0].weeks[0].mean
    assert told[3].weeks[0].mean == pytest.approx(sold[3], rel=0.35)
    assert len(told[0].tried) == 2
    assert told[0].weeks[0].low < told[0].weeks[0].mean < told[0].weeks[0].high
    assert [each.location for each in told[0].locations] == ["S1", "S2", ""]
    assert foreseen().own.min() > 0.5


def test_what_has_not_sold_yet_stands_on_what_the_shop_sells(stores, variants):
    late = a_variant("NEVER-1").id
    tell_sales(variants, stores, weeks=6)
    stocked(late, stores[0], 5)

    learned()

    told = demand_forecast(late)
    assert {each.code for each in told.reasons} <= {"shop_prior", "kind_prior", "general_prior"}
    assert told.weeks[0].mean > 10 * GENERAL.rate


def test_history_ends_the_prior(stores, variants):
    tell_sales(variants, stores, weeks=6)
    learned()
    tell_sales(variants, stores)

    whole = learned(days=1)

    assert whole.card.figure.name == "WAPE"
    assert foreseen().own is None
    assert in_use(MODEL).version == whole.version


def test_a_version_learned_from_history_is_never_replaced_by_a_prior(stores, variants):
    tell_sales(variants, stores)
    learned()
    version = in_use(MODEL).version

    # Seen from the time when only eight weeks were over, the same facts are a young shop's.
    assert learn_demand(now=NOW - timedelta(weeks=22)) is None

    assert in_use(MODEL).version == version


def test_the_range_is_read_with_one_statement(stores, variants):
    centre = a_location("DC", kind="dc")
    stocked(variants[0], stores[0], 3)
    stocked(variants[1], centre, 3)

    with CaptureQueriesContext(connection) as statements:
        found = stocked_articles()

    assert len(statements) == 1
    assert [(each.variant_id, each.seller) for each in found] == [
        (variants[0], str(stores[0].id)),
        (variants[1], None),
    ]
    assert all(each.since is not None for each in found)


def test_a_set_that_lies_in_stock_is_not_of_the_range(stores, variants):
    stocked(variants[0], stores[0], 3)
    stocked(variants[1], stores[0], 3)

    a_variant("NEW-1", parts=["NEW-0"])

    assert [each.variant_id for each in stocked_articles()] == [variants[0]]


def test_parts_that_were_sold_in_sets_only_are_foreseen_and_ordered(stores, variants):
    tea, mug, *_, box = variants
    a_variant("NEW-5", parts=["2 x NEW-0", "NEW-1"])
    monday = NOW - timedelta(days=NOW.weekday())
    days = [monday - timedelta(days=day) for day in range(1, 22)]
    facts.write_rows(
        "sale_line",
        pl.DataFrame(
            {
                "event_id": [f"box {day.date()}" for day in days],
                "occurred_at": days,
                "order_id": [str(day.date()) for day in days],
                "variant_id": [str(box)] * len(days),
                "location_id": [str(stores[0].id)] * len(days),
                "quantity": [4] * len(days),
                "total_minor": [4000] * len(days),
                "discount_minor": [0] * len(days),
                "part_ids": [[str(tea), str(mug)]] * len(days),
                "part_units": [[2, 1]] * len(days),
            },
            schema_overrides={"occurred_at": pl.Datetime("us", "UTC")},
        ),
        now=NOW,
    )
    for part in (tea, mug):
        stocked(part, stores[0], 1)
    learned()

    propose_replenishment(now=NOW)

    assert [units for _, units in demand_forecast(tea).past] == [56, 56, 56]
    assert [units for _, units in demand_forecast(mug).past] == [28, 28, 28]
    assert demand_forecast(box) is None
    units = {each.variant_id: each.units for each in Proposal.objects.all()}
    assert set(units) == {tea, mug}
    assert units[tea] > 1.5 * units[mug]
