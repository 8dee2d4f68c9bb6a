"""Prices are proposed from what was learnt, what goods cost and what others ask; staff decide."""

from datetime import timedelta
from decimal import Decimal
from threading import Barrier, Thread
from uuid import UUID

import numpy as np
import pytest
from django.db import connection
from tests.factories.catalog import a_variant, categories
from tests.factories.pricing import NOW, priced

from serai.kernel.money import Money
from serai.plumbing.model_registry import Card, Figure, publish
from serai.pricing.domain.proposals.demand_model import DemandModel
from serai.pricing.domain.proposals.price_terms import PriceTerms, Role
from serai.pricing.domain.proposals.record import replayed
from serai.pricing.models import CompetitorPrice, PriceProposal, UnitCost
from serai.pricing.queries.prices import prices_of
from serai.pricing.queries.proposals.worked_out import model_of
from serai.pricing.usecases.proposals.decide_proposal import (
    ProposalDecided,
    ProposalNotFound,
    ProposalOutdated,
    accept_proposal,
    reject_proposal,
)
from serai.pricing.usecases.proposals.feed_rows import CompetitorRow, CostRow, FeedRefused
from serai.pricing.usecases.proposals.propose_prices import propose_prices
from serai.pricing.usecases.proposals.read_feed import read_competitor_prices, read_costs
from serai.pricing.usecases.proposals.set_price_terms import NoSuchCategory, set_price_terms
from serai.pricing.usecases.proposals.set_unit_costs import set_unit_costs
from serai.pricing.usecases.proposals.take_competitor_prices import take_competitor_prices

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=60)


@pytest.fixture
def milk(settings, tmp_path) -> UUID:
    """Milk at 4.00 that costs 2.00 and sells much better when it is cheaper."""
    settings.SERAI_VAR = tmp_path
    categories({"slug": "dairy", "name": "Dairy"})
    variant = a_variant("MILK-1", category="dairy")
    priced(variant.id, "4.00")
    set_unit_costs([CostRow("MILK-1", "USD", Decimal("2.00"))], source="erp", now=NOW)
    model = DemandModel(
        variants=np.array([variant.id.bytes], "S16"),
        units=np.array([100.0]),
        elasticity=np.array([-3.0]),
        error=np.array([0.1]),
        usual_minor=np.array([400.0]),
    )
    card = Card("weeks held out", Figure("log density", -0.9, -1.0))
    publish(model_of("web"), card, model.save, now=NOW)
    return variant.id


def the_proposal() -> PriceProposal:
    return PriceProposal.objects.get(state="open")


def test_a_price_is_proposed_with_all_that_it_was_worked_out_from(milk, django_assert_num_queries):
    with django_assert_num_queries(16):
        assert propose_prices("web", now=LATER) == 1

    row = the_proposal()
    assert (row.now_minor, row.proposed_minor, row.because) == (400, 369, "better")
    again = replayed(row.record)
    assert (again.minor, round(again.gain)) == (369, row.gain_minor)
    assert row.record["model_version"]


def test_a_price_leads_to_what_it_was_worked_out_from(milk):
    propose_prices("web", now=LATER)
    accept_proposal(the_proposal().id, by="ann", now=LATER)

    source = prices_of([milk], "web", LATER)[milk].source
    row = PriceProposal.objects.get(pk=source.removeprefix("proposal "))
    assert replayed(row.record).minor == row.accepted_minor


def test_the_margin_of_a_kind_counts_not_that_of_one_article(milk):
    """The other milk leaves 1,000.00 a week, and each per cent by which this one is dearer adds to it."""
    other = a_variant("MILK-9", category="dairy")
    priced(other.id, "2.00")
    set_unit_costs([CostRow("MILK-9", "USD", Decimal("1.00"))], source="erp", now=NOW)
    ids = sorted((milk.bytes, other.id.bytes))
    mine = [raw == milk.bytes for raw in ids]
    model = DemandModel(
        variants=np.array(ids, "S16"),
        units=np.where(mine, 100.0, 1000.0),
        elasticity=np.where(mine, -3.0, -2.0),
        error=np.full(2, 0.1),
        usual_minor=np.where(mine, 400.0, 200.0),
        kind=np.zeros(2, np.int64),
        cross=np.full(2, 0.5),
        weight=np.ones(2),
    )
    card = Card("weeks held out", Figure("log density", -0.8, -1.0))
    publish(model_of("web"), card, model.save, now=NOW)
    set_price_terms("web", "", PriceTerms(role=Role.PROFIT, endings=()), now=NOW)

    propose_prices("web", now=LATER)

    row = PriceProposal.objects.get(state="open", variant_id=milk)
    assert row.record["others_minor"] == pytest.approx(0.5 * 1000 * 100)
    assert row.proposed_minor == 440, "alone it would be lowered"


def test_accepting_sets_the_price_and_names_the_proposal(milk):
    propose_prices("web", now=LATER)

    accept_proposal(the_proposal().id, by="ann", now=LATER)

    row = PriceProposal.objects.get()
    price = prices_of([milk], "web", LATER)[milk]
    assert price.amount == Money(369, "USD")
    assert price.source == f"proposal {row.id}"
    assert (row.state, row.decided_by, row.accepted_minor) == ("accepted", "ann", 369)
    with pytest.raises(ProposalDecided):
        accept_proposal(row.id, by="ann", now=LATER)


def test_another_price_can_be_set_and_none(milk):
    propose_prices("web", now=LATER)
    accept_proposal(the_proposal().id, by="ann", now=LATER, minor=379, note="rounder")
    assert prices_of([milk], "web", LATER)[milk].amount == Money(379, "USD")

    soon = LATER + timedelta(days=5)
    assert propose_prices("web", now=soon) == 0, "its price is younger than the terms ask for"
    propose_prices("web", now=LATER + timedelta(days=20))
    row = the_proposal()
    reject_proposal(row.id, by="bob", note="a campaign is planned", now=soon)
    row.refresh_from_db()
    assert (row.state, row.note, row.accepted_minor) == ("rejected", "a campaign is planned", None)


def test_a_first_price_is_no_change_that_has_to_rest(milk):
    assert propose_prices("web", now=NOW + timedelta(hours=1)) == 1


def test_what_was_worked_out_from_another_price_is_not_taken(milk):
    propose_prices("web", now=LATER)
    priced(milk, "4.20", now=LATER)

    with pytest.raises(ProposalOutdated):
        accept_proposal(the_proposal().id, by="ann", now=LATER)

    assert the_proposal().state == "open"
    with pytest.raises(ProposalNotFound):
        accept_proposal(milk, by="ann", now=LATER)


def test_new_proposals_take_the_place_of_open_ones(milk):
    propose_prices("web", now=LATER)
    propose_prices("web", now=LATER + timedelta(days=1))
    states = PriceProposal.objects.order_by("id").values_list("state", flat=True)
    assert list(states) == ["superseded", "open"]


def test_terms_hold_for_a_category_and_the_deepest_counts(milk):
    set_price_terms("web", "", PriceTerms(most_fall=Decimal("0.02"), endings=()), now=NOW)
    propose_prices("web", now=LATER)
    assert the_proposal().proposed_minor == 392

    wide = PriceTerms(role=Role.PROFIT, most_fall=Decimal("0.5"), endings=())
    set_price_terms("web", "dairy", wide, now=NOW)
    propose_prices("web", now=LATER)
    row = the_proposal()
    assert row.proposed_minor == 300
    assert row.record["terms"]["role"] == "profit"
    assert row.record["terms_version"]

    with pytest.raises(NoSuchCategory):
        set_price_terms("web", "nowhere", wide, now=NOW)


def test_competitors_hold_a_price_while_they_are_fresh(milk):
    set_price_terms("web", "", PriceTerms(competitor_low=Decimal("0.97"), endings=()), now=NOW)
    seen = [("a", "3.90", 3), ("b", "4.10", 2), ("b", "3.80", 20), ("c", "1.00", 30)]
    take_competitor_prices(
        [
            CompetitorRow("MILK-1", name, "USD", Decimal(price), LATER - timedelta(days=days))
            for name, price, days in seen
        ],
        now=LATER,
    )
    propose_prices("web", now=LATER)
    row = the_proposal()
    assert row.record["competitors_minor"] == [390, 410]
    assert row.proposed_minor == 388


@pytest.mark.parametrize(
    ("sku", "price", "cost"), [("MILK-2", None, "1.00"), ("MILK-3", "3.00", None)]
)
def test_without_a_price_or_a_cost_nothing_is_proposed(milk, sku, price, cost):
    variant = a_variant(sku)
    if price:
        priced(variant.id, price)
    if cost:
        set_unit_costs([CostRow(sku, "USD", Decimal(cost))], source="erp", now=NOW)
    assert propose_prices("web", now=LATER) == 1
    assert the_proposal().variant_id == milk


def test_feeds_are_taken_whole_or_not_at_all(milk):
    text = "sku,currency,cost\nMILK-1,USD,2.105\nNONE,USD,1\nMILK-1,usd,1\nMILK-1,USD,-1\n"
    with pytest.raises(FeedRefused) as refused:
        set_unit_costs(read_costs(text), source="costs.csv", now=LATER)
    assert [(fault.line, fault.field) for fault in refused.value.errors] == [
        (2, "sku"),
        (3, "currency"),
        (4, "amount"),
    ]
    assert UnitCost.objects.count() == 1

    set_unit_costs(read_costs(text.split("NONE", maxsplit=1)[0]), source="costs.csv", now=LATER)
    assert UnitCost.objects.latest("id").cost_minor == Decimal("210.5")
    again = set_unit_costs(
        read_costs(text.split("NONE", maxsplit=1)[0]), source="costs.csv", now=LATER
    )
    assert (again, UnitCost.objects.count()) == (0, 2)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sku,competitor,currency,price\n", "The column is missing"),
        ("sku,competitor,currency,price,seen_at\nMILK-1,a,USD,x,2027-01-01T00:00Z\n", "no amount"),
        (
            "sku,competitor,currency,price,seen_at\nMILK-1,a,USD,1,2027-01-01T00:00\n",
            "no time zone",
        ),
        (
            "sku,competitor,currency,price,seen_at\nMILK-1,a,USD,NaN,2027-01-01T00:00Z\n",
            "no amount",
        ),
    ],
)
def test_a_file_that_cannot_be_read_says_where(text, said):
    with pytest.raises(FeedRefused, match=said):
        read_competitor_prices(text)


def test_the_same_feed_twice_is_kept_once(milk):
    text = "sku,competitor,currency,price,seen_at\nMILK-1,a,USD,3.99,2027-05-01T00:00:00+00:00\n"
    for _ in range(2):
        assert take_competitor_prices(read_competitor_prices(text), now=LATER) == 1
    assert CompetitorPrice.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_who_decide_at_once_one_does(milk):
    propose_prices("web", now=LATER)
    proposal, start, refused = the_proposal().id, Barrier(6), []

    def decide(number: int) -> None:
        start.wait()
        try:
            if number % 2:
                accept_proposal(proposal, by=str(number), now=LATER)
            else:
                reject_proposal(proposal, by=str(number), note="no", now=LATER)
        except ProposalDecided:
            refused.append(number)
        finally:
            connection.close()

    threads = [Thread(target=decide, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(refused) == 5
    row = PriceProposal.objects.get()
    price = prices_of([milk], "web", LATER)[milk].amount
    assert price == Money(369 if row.state == "accepted" else 400, "USD")
