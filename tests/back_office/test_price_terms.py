"""Staff set the bounds of proposals, see first what they would do, and bring in what prices stand on."""

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import numpy as np
import pytest
from django.test import Client
from tests.factories.catalog import a_variant, categories
from tests.factories.pricing import priced

from serai.kernel.clock import now
from serai.plumbing.model_registry import Card, Figure, publish
from serai.pricing.admin.price_terms_form import PriceTermsForm, said_of
from serai.pricing.domain.proposals.demand_model import DemandModel
from serai.pricing.domain.proposals.price_terms import PriceTerms
from serai.pricing.models import CompetitorPrice, PriceProposal, PriceTermsRow, UnitCost
from serai.pricing.queries.proposals.worked_out import model_of
from serai.pricing.usecases.proposals.feed_rows import CostRow
from serai.pricing.usecases.proposals.set_unit_costs import set_unit_costs

pytestmark = pytest.mark.django_db
PAGE = "/admin/pricing/pricetermsrow/"
SAID = {
    "channel": "web",
    "category": "dairy",
    "role": "profit",
    "least_margin": "12.5",
    "highest": "125",
    "most_rise": "10",
    "most_fall": "20",
    "days_between": "7",
    "endings": "9, 49",
    "competitor_low": "0",
    "competitor_high": "0",
    "certainty": "80",
}


@pytest.fixture
def milk(settings, tmp_path) -> None:
    settings.SERAI_VAR = tmp_path
    at = now()
    categories({"slug": "dairy", "name": "Dairy"})
    variant = a_variant("MILK-1", category="dairy")
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


def test_terms_are_tried_before_they_are_set(owner: Client, milk):
    looked = owner.post(f"{PAGE}write/", {**SAID, "look": "1"}).content.decode()

    assert "Of 1 articles 1 would change: 0 up, 1 down" in looked
    assert "Held back by the greatest step: 1." in looked
    assert "3.29" in looked
    assert not PriceTermsRow.objects.exists()
    assert not PriceProposal.objects.exists()

    owner.post(f"{PAGE}write/", SAID)
    row = PriceTermsRow.objects.get()
    assert (row.category_path, row.terms["least_margin"], row.terms["endings"]) == (
        "dairy",
        "0.125",
        [9, 49],
    )
    listed = owner.get(PAGE).content.decode()
    assert "margin from 12.5 %, up to 125 % of the usual price, steps −20 % to +10 %" in listed
    again = owner.get(f"{PAGE}write/", {"like": str(row.pk)}).content.decode()
    assert 'value="12.5"' in again


def test_the_form_begins_with_the_terms_as_shipped_and_says_them_again(owner: Client, milk):
    terms = PriceTerms(most_rise=Decimal(1), most_fall=Decimal("0.5"), endings=(0,))
    for shipped in (PriceTerms(), terms):
        form = PriceTermsForm({**said_of(shipped), "channel": "web", "category": ""})
        assert form.is_valid(), form.errors
        assert form.terms() == shipped
    page = owner.get(f"{PAGE}write/").content.decode()
    assert re.search(r'name="competitor_low" value="0"', page)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("least_margin", "99", "less than or equal to 95"),
        ("endings", "9 x", "Endings are numbers"),
        ("competitor_low", "120", "competitor_high"),
        ("category", "nowhere", "Select a valid choice"),
    ],
)
def test_terms_that_make_no_sense_are_not_set(owner: Client, milk, field, value, said):
    more = {"competitor_high": "110"} if field == "competitor_low" else {}
    page = owner.post(f"{PAGE}write/", {**SAID, **more, field: value}).content.decode()
    assert said in page
    assert not PriceTermsRow.objects.exists()


def test_who_may_not_change_terms_sees_no_form(clerk: Callable[..., Client]):
    assert clerk("pricing.view_pricetermsrow").get(f"{PAGE}write/").status_code == 403


def test_a_file_is_taken_whole_or_every_fault_is_named(owner: Client, milk):
    page = "/admin/pricing/unitcost/file/"
    bad = owner.post(page, {"text": "sku,currency,cost\nNONE,USD,1\nMILK-1,usd,1\n"})
    assert "Row 1, sku: No article is called NONE." in bad.content.decode()
    assert "Row 2, currency: usd is no currency." in bad.content.decode()
    assert UnitCost.objects.count() == 1

    owner.post(page, {"text": "sku,currency,cost\nMILK-1,USD,2.105\n"})
    assert UnitCost.objects.latest("id").source == "owner"
    seen = "sku,competitor,currency,price,seen_at\nMILK-1,a,USD,3.99,2027-05-01T00:00:00+00:00\n"
    owner.post("/admin/pricing/competitorprice/file/", {"text": seen})
    assert CompetitorPrice.objects.get().amount_minor == 399
