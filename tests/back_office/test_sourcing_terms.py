"""What weighs how much when locations are compared is set on a page."""

import pytest
from django.test import Client
from factories.catalog import a_channel

from serai.fulfilment.queries.sourcing_terms import all_sourcing_terms

pytestmark = pytest.mark.django_db


ADDRESS = "/admin/fulfilment/sourcingtermsrow/weigh/"


def weights(**more: str) -> dict[str, str]:
    said = {
        "split": "2.50",
        "carbon_kg": "0.20",
        "crowding": "0",
        "ageing": "0.3",
        "last_units": "0.05",
    }
    return {"_form_submitted": "True", "channel": "web", **said, **more}


def test_staff_weigh_a_channel_in_its_money(owner: Client):
    a_channel()

    asked = owner.get(ADDRESS).content.decode()
    owner.post(ADDRESS, weights(), follow=True)

    assert "For each kilogram of CO2e of the way." in asked
    assert "(USD)" in asked
    terms = all_sourcing_terms()["web"]
    assert (terms.split_minor, terms.carbon_kg_minor, terms.crowding_minor) == (250, 20, 0)
    assert (terms.ageing_minor, terms.last_units_minor) == (30, 5)
    listed = owner.get("/admin/fulfilment/sourcingtermsrow/").content.decode()
    assert '<bdi class="bo-amount">2.50 USD</bdi>' in listed


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"split": "2.505"}, "Сумма 2.505 мельче наименьшей единицы USD."),
        ({"split": "99999999"}, "Убедитесь, что это значение меньше либо равно 10000.00 USD."),
    ],
)
def test_an_amount_that_cannot_be_is_told_in_the_readers_language(
    owner: Client, more: dict[str, str], told: str
):
    a_channel()

    refused = owner.post(ADDRESS, weights(**more), headers={"Accept-Language": "ru"})

    assert told in refused.content.decode()
    assert all_sourcing_terms() == {}
