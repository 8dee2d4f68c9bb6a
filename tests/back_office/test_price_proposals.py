"""Staff see why a price is proposed, and decide."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import numpy as np
import pytest
from django.test import Client
from tests.factories.catalog import a_variant
from tests.factories.pricing import priced

from serai.kernel.clock import now
from serai.plumbing.model_registry import Card, Figure, publish
from serai.pricing.domain.proposals.ageing import Ageing
from serai.pricing.domain.proposals.demand_model import DemandModel
from serai.pricing.domain.proposals.propose_markdown import propose_price_or_markdown
from serai.pricing.domain.proposals.record import inputs_of, proposal_record
from serai.pricing.models import PriceProposal
from serai.pricing.queries.proposals.worked_out import model_of
from serai.pricing.usecases.proposals.feed_rows import CostRow
from serai.pricing.usecases.proposals.propose_prices import propose_prices
from serai.pricing.usecases.proposals.set_unit_costs import set_unit_costs

pytestmark = pytest.mark.django_db
PAGE = "/admin/pricing/priceproposal"


@pytest.fixture
def proposal(settings, tmp_path) -> PriceProposal:
    settings.SERAI_VAR = tmp_path
    at = now()
    variant = a_variant("MILK-1")
    priced(variant.id, "4.00", now=at - timedelta(days=60))
    set_unit_costs([CostRow("MILK-1", "USD", Decimal("2.00"))], source="erp", now=at)
    model = DemandModel(
        variants=np.array([variant.id.bytes], "S16"),
        units=np.array([100.0]),
        elasticity=np.array([-3.0]),
        error=np.array([0.1]),
        usual_minor=np.array([400.0]),
    )
    card = Card("weeks held out", Figure("log density", -0.9, -1.0))
    publish(model_of("web"), card, model.save, now=at)
    propose_prices("web", now=at)
    return PriceProposal.objects.get()


def press(client: Client, address: str, **answers: object) -> None:
    client.post(address, {"_form_submitted": "True", **answers}, follow=True)


def test_a_proposal_shows_its_reasons_bounds_and_curve(owner: Client, proposal):
    listed = owner.get(f"{PAGE}/").content.decode()
    page = owner.get(f"{PAGE}/{proposal.pk}/change/").content.decode()

    assert "MILK-1" in listed
    assert "elasticity -3.00 ± 0.10" in listed
    for said in (
        "one step may not be larger",
        "the least margin: from 2.11 USD",
        "step: from 3.60 USD to 4.40 USD, and it holds the price back",
        "Units and margin of a week by price",
        "as shipped",
    ):
        assert said in page


def test_a_markdown_says_how_much_lies_too_long(owner: Client, proposal):
    old = Ageing(units=60, excess=30.0, days=7, spoils=True)
    inputs = replace(inputs_of(proposal.record), ageing=old)
    found = propose_price_or_markdown(inputs)
    proposal.record = proposal_record(inputs, found, model_version="1", terms_version="")
    proposal.because = found.because
    proposal.save()

    listed = owner.get(f"{PAGE}/").content.decode()
    page = owner.get(f"{PAGE}/{proposal.pk}/change/").content.decode()

    for text in (listed, page):
        assert "60 units are to be sold within 7 days: 30 would be left at the present" in text


@pytest.mark.parametrize(
    ("button", "answers", "state", "minor"),
    [
        ("accept", {}, "accepted", 369),
        ("another", {"price": "3.75"}, "accepted", 375),
        ("reject", {"reason": "a campaign is planned"}, "rejected", None),
    ],
)
def test_staff_decide(owner: Client, proposal, button, answers, state, minor):
    press(owner, f"{PAGE}/{proposal.pk}/{button}/", **answers)

    proposal.refresh_from_db()
    assert (proposal.state, proposal.accepted_minor) == (state, minor)
    assert proposal.decided_by
