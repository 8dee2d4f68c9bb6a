"""The page of what will be sold says what is expected, how sure, and why."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from factories.catalog import a_variant
from factories.demand import foresee
from factories.inventory import a_location

PAGE = "/admin/forecast/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_var_of_its_own(settings: Any, a_folder: Path) -> None:
    settings.SERAI_VAR = a_folder


def test_an_article_is_shown_with_its_bands_locations_and_reasons(admin_client: Client):
    milk = a_variant("MILK-1")
    foresee([milk.id], [a_location("S1", kind="store").id], [[14.0]])

    page = admin_client.get(PAGE, {"sku": "MILK-1"}).content.decode()

    assert "from 7 to 28 in eight weeks of ten" in page
    assert "Units sold and expected, week by week" in page
    assert "the plan: leaflet" in page
    assert "Location S1" in page
    assert page.count('<th scope="row">Monday</th>') == 1


@pytest.mark.parametrize(
    ("sku", "says"),
    [
        ("NONE", "There is no such article."),
        ("TEA-1", "Nothing is foreseen of it"),
        ("", "A SKU"),
    ],
)
def test_what_is_not_known_is_said(admin_client: Client, sku: str, says: str):
    a_variant("TEA-1")

    assert says in admin_client.get(PAGE, {"sku": sku}).content.decode()


def test_who_may_not_see_stock_may_not_see_it(client: Client, django_user_model: Any):
    client.force_login(django_user_model.objects.create_user("ben", is_staff=True))

    assert client.get(PAGE).status_code == 403
