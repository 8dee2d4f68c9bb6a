"""Staff try proposed prices out in stores, see the plan and what it says, and stop it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from tests.factories.catalog import a_variant
from tests.factories.inventory import a_location
from tests.factories.pricing import priced

from serai.kernel.clock import now
from serai.kernel.ids import uuid7
from serai.pricing.domain.proposals.price_terms import PriceTerms
from serai.pricing.domain.proposals.propose_price import Demand, Inputs, propose_price
from serai.pricing.domain.proposals.record import proposal_record
from serai.pricing.models import PriceProposal, PriceTrial, ProposalState

pytestmark = pytest.mark.django_db
PAGE = "/admin/pricing/pricetrial/"


@pytest.fixture
def proposal() -> PriceProposal:
    for code in ("s1", "s2", "s3", "s4"):
        a_location(code, kind="store", channel=None)
    a_location("dc-1", kind="dc", channel=None)
    variant = a_variant("MILK")
    priced(variant.id, "4.00", now=now() - timedelta(days=60))
    inputs = Inputs(400, Decimal(200), Demand(100.0, -3.0, 0.1, 400.0), PriceTerms())
    return PriceProposal.objects.create(
        id=uuid7(),
        channel_id="web",
        variant_id=variant.id,
        currency="USD",
        now_minor=400,
        proposed_minor=369,
        gain_minor=100,
        because="better",
        record=proposal_record(inputs, propose_price(inputs), model_version="m", terms_version=""),
        state=ProposalState.OPEN,
        proposed_at=now(),
    )


def said(proposal: PriceProposal, **more: object) -> dict[str, object]:
    return {
        "name": "Cheaper milk",
        "proposals": str(proposal.pk),
        "stores": ["s1", "s2", "s3", "s4"],
        "first_on": f"{now() + timedelta(days=3):%Y-%m-%d}",
        "block_days": 7,
        "blocks": 4,
        "washout_days": 1,
        **more,
    }


def test_a_proposal_is_tried_out_and_the_trial_is_stopped(owner: Client, proposal):
    form = owner.get(f"/admin/pricing/priceproposal/{proposal.pk}/try/", follow=True)
    offered = form.content.decode()
    assert f'value="{proposal.pk}"' in offered
    assert "MILK (web): 4.00 USD → 3.69 USD" in offered
    assert "checked" in offered
    assert '<option value="s1">s1 Location s1</option>' in offered
    assert "unfold-admin-autocomplete" in offered
    assert "select2.init.js" in offered
    assert "dc-1" not in offered

    page = owner.post(f"{PAGE}start/", said(proposal), follow=True).content.decode()
    trial = PriceTrial.objects.get()
    for told in ("MILK: 4.00 USD, tried 3.69 USD", "the first two blocks are not over", "s4"):
        assert told in page
    assert page.count("<td>tried</td>") == 8

    owner.post(f"{PAGE}{trial.pk}/stop/", {"_form_submitted": "True"}, follow=True)
    trial.refresh_from_db()
    assert trial.stopped_by == "owner"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"stores": ["s1", "s2"]}, "stores: 4 to 500 stores"),
        ({"stores": ["s1", "s9"]}, "s9 is not one of the available choices."),
        ({"blocks": 3}, "blocks: An even number"),
        ({"proposals": "milk"}, "milk is not one of the available choices."),
        (
            {"proposals": "019ac000-0000-7000-8000-000000000000"},
            "is not one of the available choices.",
        ),
    ],
)
def test_what_cannot_be_tried_says_why(owner: Client, proposal, more, told):
    answer = owner.post(f"{PAGE}start/", said(proposal, **more))
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not PriceTrial.objects.exists()
