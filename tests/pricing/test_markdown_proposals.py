"""What will not be sold in time is proposed at a lower price, within the same bounds and for a reason."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
import pytest
from factories.catalog import a_variant
from factories.demand import NOW, foresee
from factories.inventory import a_location
from factories.pricing import priced
from factories.staff import StaffProgram
from hypothesis import given
from hypothesis import strategies as st

from serai.inventory.models import OrderTerms
from serai.inventory.public import StockEntry, receive
from serai.plumbing.caches import forget_all
from serai.plumbing.model_registry import Card, Figure, publish
from serai.pricing.domain.proposals.ageing import Ageing
from serai.pricing.domain.proposals.demand_model import DemandModel
from serai.pricing.domain.proposals.price_terms import PriceTerms, Role
from serai.pricing.domain.proposals.propose_markdown import propose_price_or_markdown
from serai.pricing.domain.proposals.propose_price import Demand, Inputs
from serai.pricing.domain.proposals.reasons import reasons_of
from serai.pricing.domain.proposals.record import ProposalDiffers, proposal_record, replayed
from serai.pricing.models import PriceProposal
from serai.pricing.queries.prices import prices_of
from serai.pricing.queries.proposals.worked_out import model_of
from serai.pricing.usecases.proposals.decide_proposal import accept_proposal
from serai.pricing.usecases.proposals.feed_rows import CostRow
from serai.pricing.usecases.proposals.propose_prices import propose_prices
from serai.pricing.usecases.proposals.set_unit_costs import set_unit_costs

DOCS = Path(__file__).resolve().parents[2] / "docs" / "algorithms" / "price-proposals.md"
FREE = PriceTerms(
    role=Role.PROFIT,
    least_margin=Decimal(0),
    most_rise=Decimal(1),
    most_fall=Decimal("0.9"),
    highest=Decimal(10),
    endings=(),
    certainty=Decimal("0.8"),
)
OLD = Ageing(units=60, excess=30.0, days=7, spoils=True)


def inputs(
    *, elasticity: float = -2.0, error: float = 0.1, a_week: float = 30.0, **changed: Any
) -> Inputs:
    """Return milk at 4.00 that costs 2.00; 30 a week are sold where 60 lie for seven days more."""
    demand = Demand(units=a_week, elasticity=elasticity, error=error, usual_minor=400.0)
    return replace(Inputs(400, Decimal(200), demand, FREE, ageing=OLD), **changed)


def terms(**changed: Any) -> PriceTerms:
    return replace(FREE, **changed)


def test_the_table_of_markdowns_is_right():
    given_rows = {
        "nothing": {},
        "a step down of at most a tenth": {"terms": terms(most_fall=Decimal("0.1"))},
        "at least 35 % of the price stays": {"terms": terms(least_margin=Decimal("0.35"))},
        "prices end in 9": {"terms": terms(endings=(9,))},
        "300 a week more are sold elsewhere": {"a_week": 330.0},
        "it keeps, and costs 2.00": {"ageing": replace(OLD, spoils=False)},
        "an elasticity of −0.8": {"elasticity": -0.8},
        "an elasticity of −1.2 ± 1": {"elasticity": -1.2, "error": 1.0},
    }
    section = DOCS.read_text().split("## Ageing stock")[1].split("\n## ")[0]
    table = [line for line in section.splitlines() if line.startswith("| ")][1:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in table]

    worked = []
    for name, changed in given_rows.items():
        given_inputs = inputs(**changed)
        found = propose_price_or_markdown(given_inputs)
        ageing = given_inputs.ageing
        assert ageing
        left = ageing.units - ageing.sold_when(
            (found.minor / 400) ** given_inputs.demand.elasticity
        )
        worked.append(
            [
                name,
                f"{found.minor / 100:.2f}",
                f"{left:.0f}",
                found.because,
                " ".join(found.binding),
            ]
        )
    assert cells == worked


def test_units_days_and_what_is_left_are_the_first_reason():
    given_inputs = inputs(terms=terms(most_fall=Decimal("0.1")))
    [first, second, third] = map(
        str, reasons_of(given_inputs, propose_price_or_markdown(given_inputs))
    )

    assert first == (
        "60 units are to be sold within 7 days: 30 would be left at the present price,"
        " 23 at the proposed one."
    )
    assert "elasticity -2.00 ± 0.10" in second
    assert third == "Without its bounds it would go further: one step may not be larger."


def test_what_ages_is_not_made_dearer():
    inelastic = inputs(elasticity=-0.5)
    assert propose_price_or_markdown(replace(inelastic, ageing=None)).minor > 400

    found = propose_price_or_markdown(inelastic)

    assert (found.minor, found.because, found.gain) == (400, "ages", 0)


def test_below_its_floor_it_is_raised_all_the_same():
    found = propose_price_or_markdown(inputs(terms=terms(least_margin=Decimal("0.6"))))
    assert (found.minor, found.because) == (500, "below_floor")


@pytest.mark.parametrize(
    "ageing", [replace(OLD, days=0), replace(OLD, excess=60.0)], ids=["too late", "never sold"]
)
def test_what_no_price_is_known_to_sell_is_not_marked_down(ageing: Ageing):
    assert propose_price_or_markdown(inputs(ageing=ageing)).because != "ageing"


@given(
    ageing=st.builds(
        lambda units, share, days, spoils: Ageing(units, units * share, days, spoils),
        st.integers(1, 500),
        st.floats(0.01, 1),
        st.integers(0, 200),
        st.booleans(),
    ),
    elasticity=st.floats(-6, 1),
    now_minor=st.integers(1, 2000),
    least_margin=st.decimals(0, "0.9", places=2),
    most_fall=st.decimals(0, "0.9", places=2),
)
def test_a_markdown_keeps_its_bounds_brings_more_and_is_made_again(
    ageing: Ageing, elasticity: float, now_minor: int, least_margin: Decimal, most_fall: Decimal
):
    given_inputs = inputs(
        elasticity=elasticity,
        now_minor=now_minor,
        ageing=ageing,
        terms=terms(least_margin=least_margin, most_fall=most_fall, endings=(9,)),
    )
    found = propose_price_or_markdown(given_inputs)
    record = proposal_record(given_inputs, found, model_version="1", terms_version="2")

    assert replayed(record) == found
    if found.because == "ageing":
        assert found.minor < now_minor
        assert found.minor >= 200 / (1 - least_margin)
        assert found.minor >= now_minor * (1 - most_fall)
        assert found.minor % 10 == 9
        assert found.gain > 0
        assert found.certainty >= float(FREE.certainty)
    if found.because != "below_floor":
        assert found.minor <= now_minor


def test_a_record_whose_stock_was_changed_is_refused():
    found = propose_price_or_markdown(inputs())
    record = proposal_record(inputs(), found, model_version="1", terms_version="")
    with pytest.raises(ProposalDiffers):
        replayed({**record, "ageing": {**record["ageing"], "units": 61}})


@pytest.fixture
def old_milk(settings: Any, tmp_path: Path, db: None) -> UUID:
    """Milk at 4.00 that costs 2.00, 20 and 30 pieces of which are good for four days more."""
    settings.SERAI_VAR = tmp_path
    forget_all()
    milk = a_variant("MILK").id
    stores = [a_location(code, kind="store").id for code in ("S1", "S2")]
    OrderTerms.objects.create(variant_id=milk, shelf_life_days=10)
    for place, units in zip(stores, (20, 30), strict=True):
        receive([StockEntry(milk, place, units)], now=NOW - timedelta(days=6))
    priced(milk, "4.00", now=NOW - timedelta(days=60))
    set_unit_costs([CostRow("MILK", "USD", Decimal("2.00"))], source="erp", now=NOW)
    model = DemandModel(
        variants=np.array([milk.bytes], "S16"),
        units=np.array([28.0]),
        elasticity=np.array([-1.6]),
        error=np.array([0.1]),
        usual_minor=np.array([400.0]),
    )
    card = Card("weeks held out", Figure("log density", -0.9, -1.0))
    publish(model_of("web"), card, model.save, now=NOW)
    foresee([milk], stores, [[14.0, 14.0]])
    return milk


def test_stock_that_ages_is_proposed_at_less_and_accepted(
    old_milk: UUID, django_assert_max_num_queries: Any
):
    """At an elasticity of -1.6 the margin alone asks for a higher price."""
    with django_assert_max_num_queries(20):
        assert propose_prices("web", now=NOW) == 1

    row = PriceProposal.objects.get()
    assert (row.now_minor, row.proposed_minor, row.because) == (400, 369, "ageing")
    assert row.record["ageing"] == {"units": 50, "excess": 34.0, "days": 4, "spoils": True}
    assert replayed(row.record).minor == 369
    [item] = StaffProgram("prices:read").get("/price-proposals?channel=web").json()["items"]
    assert item["reasons"][0].startswith("50 units are to be sold within 4 days: 34 would be left")

    accept_proposal(row.id, by="ann", now=NOW)
    assert prices_of([old_milk], "web", NOW)[old_milk].amount.minor == 369
    assert propose_prices("web", now=NOW + timedelta(days=1)) == 0, "its price has to rest"
