"""What weighs how much when locations are compared is set on a page."""

import pytest
from django.test import Client
from factories.catalog import a_channel

from serai.fulfilment.queries.sourcing_terms import all_sourcing_terms

pytestmark = pytest.mark.django_db


def test_staff_weigh_a_channel_on_a_page(owner: Client):
    a_channel()
    address = "/admin/fulfilment/sourcingtermsrow/weigh/"
    weights = {
        "split_minor": 250,
        "carbon_kg_minor": 20,
        "crowding_minor": 0,
        "ageing_minor": 30,
        "last_units_minor": 5,
    }

    asked = owner.get(address).content.decode()
    owner.post(address, {"_form_submitted": "True", "channel": "web", **weights}, follow=True)

    assert "For each kilogram of CO2e of the way." in asked
    terms = all_sourcing_terms()["web"]
    assert {name: getattr(terms, name) for name in weights} == weights
