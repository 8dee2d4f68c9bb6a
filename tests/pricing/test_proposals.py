"""Prices are proposed within their bounds, for a reason, and the same again from what was kept."""

import json
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.pricing.domain.proposals.ageing import Ageing
from serai.pricing.domain.proposals.mark_down import mark_down
from serai.pricing.domain.proposals.price_terms import BadPriceTerms, PriceTerms, Role
from serai.pricing.domain.proposals.propose_price import Demand, Inputs, propose_price
from serai.pricing.domain.proposals.record import (
    ProposalDiffers,
    hash_of,
    proposal_record,
    replayed,
)

FREE = PriceTerms(
    role=Role.PROFIT,
    least_margin=Decimal(0),
    most_rise=Decimal(1),
    most_fall=Decimal("0.9"),
    highest=Decimal(10),
    endings=(),
    certainty=Decimal("0.5"),
)


ROLES = (Role.PROFIT, Role.BALANCE, Role.TRAFFIC)


def demand(elasticity: float, *, error: float = 0.1, usual: float = 400.0) -> Demand:
    return Demand(units=100.0, elasticity=elasticity, error=error, usual_minor=usual)


def test_without_bounds_the_price_is_the_textbook_one():
    """Cost x elasticity / (1 + elasticity): 2.00 x 3 / 2 = 3.00 at an elasticity of -3."""
    found = propose_price(Inputs(400, Decimal(200), demand(-3.0), FREE))
    assert (found.minor, found.because) == (300, "better")
    assert found.margin == pytest.approx(100 * (3 / 4) ** -3 * 100)
    assert found.margin_now == pytest.approx(100 * 200)
    assert found.certainty > 0.99
    assert found.binding == ()


@pytest.mark.parametrize(
    ("terms", "competitors", "price", "binding"),
    [
        ({"most_fall": Decimal("0.1")}, (), 360, ("step",)),
        ({"least_margin": Decimal("0.4")}, (), 334, ("floor",)),
        ({"endings": (9,)}, (), 299, ()),
        ({"endings": (49, 99)}, (), 299, ()),
        ({"competitor_low": Decimal("0.9")}, (380, 360, 400), 342, ("competitors",)),
        ({"competitor_high": Decimal("0.9")}, (300,), 270, ("competitors",)),
    ],
)
def test_each_bound_holds_and_says_so(terms, competitors, price, binding):
    kept = {**FREE.as_json(), **PriceTerms(**{**_values(FREE), **terms}).as_json()}
    terms_kept = PriceTerms.from_json(kept)
    found = propose_price(Inputs(400, Decimal(200), demand(-3.0), terms_kept, competitors))
    assert (found.minor, found.binding) == (price, binding)


def _values(terms: PriceTerms) -> dict:
    return {name: getattr(terms, name) for name in PriceTerms.__dataclass_fields__}


def test_the_ceiling_is_beside_the_usual_price():
    terms = PriceTerms(**{**_values(FREE), "highest": Decimal("1.1")})
    found = propose_price(Inputs(400, Decimal(300), demand(-1.2), terms))
    assert (found.minor, found.binding) == (440, ("ceiling",))


def test_below_its_floor_a_price_rises_whatever_is_believed():
    terms = PriceTerms(**{**_values(FREE), "least_margin": Decimal("0.2"), "endings": (9,)})
    found = propose_price(Inputs(210, Decimal(200), demand(-9.0, error=5), terms))
    assert (found.minor, found.because) == (259, "below_floor")


def test_what_is_not_sure_enough_stays():
    terms = PriceTerms(**{**_values(FREE), "certainty": Decimal("0.9")})
    found = propose_price(Inputs(400, Decimal(200), demand(-2.2, error=1.0), terms))
    assert (found.minor, found.because) == (400, "unsure")
    assert 0.4 < found.certainty < 0.9


def test_traffic_is_worth_more_units_than_profit_is():
    prices = [
        propose_price(Inputs(400, Decimal(200), demand(-3.0, error=0.01), terms)).minor
        for terms in (PriceTerms(**{**_values(FREE), "role": role}) for role in ROLES)
    ]
    assert all(dearer > cheaper for dearer, cheaper in pairwise(prices))


any_terms = st.builds(
    PriceTerms,
    role=st.sampled_from(Role),
    least_margin=st.decimals("0", "0.6", places=2),
    most_rise=st.decimals("0", "0.5", places=2),
    most_fall=st.decimals("0", "0.5", places=2),
    competitor_high=st.just(Decimal("1.1")),
    endings=st.sampled_from([(), (9,), (49, 99), (0, 5)]),
)


@given(
    now_minor=st.integers(20, 5000),
    cost=st.decimals("0.01", "4000", places=2),
    believed=st.tuples(st.floats(-6, 1), st.floats(0, 2)),
    terms=any_terms,
    competitors=st.lists(st.integers(20, 5000), max_size=4),
    others=st.floats(-50_000, 50_000),
)
def test_a_proposal_keeps_its_bounds_and_can_be_made_again(
    now_minor, cost, believed, terms, competitors, others
):
    answer = Demand(50.0, *believed, float(now_minor))
    inputs = Inputs(now_minor, cost, answer, terms, tuple(competitors), others)

    found = propose_price(inputs)

    floor_minor = found.bounds[0].low
    assert found.minor == now_minor or found.minor >= floor_minor
    if found.because == "better":
        assert now_minor * (1 - terms.most_fall) <= found.minor or found.minor == floor_minor
        assert found.minor <= now_minor * (1 + terms.most_rise)
        ends = terms.endings
        assert not ends or found.minor % 100 in ends or found.minor % 10 in ends
        assert found.certainty >= float(terms.certainty)
    record = proposal_record(inputs, found, model_version="m1", terms_version="t1")
    assert replayed(json.loads(json.dumps(record))) == found


def test_a_record_that_was_touched_is_found_out():
    inputs = Inputs(400, Decimal(200), demand(-3.0), FREE)
    record = proposal_record(inputs, propose_price(inputs), model_version="m", terms_version="")
    with pytest.raises(ProposalDiffers, match="has the hash"):
        replayed({**record, "proposed_minor": 301})
    other = {**record, "proposed_minor": 301}
    with pytest.raises(ProposalDiffers, match="300 comes of it, not 301"):
        replayed({**other, "hash": hash_of(other)})


@pytest.mark.parametrize(("others", "price"), [(0.0, 300), (10_000.0, 327), (-5_000.0, 290)])
def test_what_a_price_does_to_other_goods_of_its_kind_counts(others, price):
    """Where a dearer milk sells more of the other milks it is to be dearer; where it takes them along, cheaper."""
    found = propose_price(Inputs(400, Decimal(200), demand(-3.0), FREE, (), others))
    assert found.minor == price
    assert found.gain == pytest.approx(found.margin - found.margin_now + found.others)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("least_margin", Decimal(1)),
        ("most_fall", Decimal(1)),
        ("highest", Decimal("0.9")),
        ("certainty", Decimal("0.2")),
        ("endings", (100,)),
        ("days_between", -1),
    ],
)
def test_terms_that_make_no_sense_are_refused(field, value):
    with pytest.raises(BadPriceTerms) as refused:
        PriceTerms(**{field: value})
    assert refused.value.field == field


def lying(units: int, selling: float, days: int = 7) -> Ageing:
    return Ageing(units=units, excess=units - selling, days=days, spoils=True)


def test_ageing_stock_is_marked_down_as_far_as_that_brings_more():
    """140 pieces, 7 days, 40 a week at 4.00, elasticity -2: at 2.14 nearly all of them go."""
    found = mark_down(lying(140, 40.0), now_minor=400, elasticity=-2.0)
    assert found.minor == 214
    assert found.left == pytest.approx(0, abs=0.5)
    assert found.revenue > 29_900
    assert found.revenue_now == 40 * 400


@pytest.mark.parametrize(("stock", "elasticity"), [(40, -2.0), (140, -0.5)])
def test_a_price_is_not_lowered_where_that_brings_nothing(stock, elasticity):
    found = mark_down(lying(stock, 40.0), now_minor=400, elasticity=elasticity)
    assert found.minor == 400


def test_what_costs_money_to_throw_away_is_marked_down_further():
    ageing, dear = lying(90, 40.0), Decimal(-150)
    kept = mark_down(ageing, now_minor=400, elasticity=-0.9)
    further = mark_down(ageing, now_minor=400, elasticity=-0.9, salvage_minor=dear)
    assert further.minor < kept.minor
    held = mark_down(
        ageing, now_minor=400, elasticity=-0.9, salvage_minor=dear, prices=range(350, 400)
    )
    assert held.minor == 350
