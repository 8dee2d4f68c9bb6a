"""Service areas and suppliers in the back office."""

import pytest
from back_office.test_actions import press
from factories.inventory import a_location

from serai.fulfilment.models import ServiceAreaRow
from serai.fulfilment.public import (
    SetServiceArea,
    Supplier,
    set_service_areas,
    set_suppliers,
)
from serai.inventory.models import Location

pytestmark = pytest.mark.django_db
LIST = "/admin/fulfilment/servicearearow/"


@pytest.fixture
def town() -> str:
    """Return the address of an area of 12 km around DC1."""
    place = a_location("DC1", channel=None)
    Location.objects.filter(pk=place.id).update(lat=39.1, lon=-84.5)
    set_service_areas([SetServiceArea("town", "Town", location="DC1", radius_km=12)])
    return f"{LIST}town/"


def test_an_area_is_drawn_without_anybody_elses_map(owner, town):
    page = owner.get(f"{town}change/").content.decode()

    assert 'aria-label="Map of Town: 635 cells"' in page
    assert page.count('class="bo-map-area"') == 1
    assert 'class="bo-map-place"' in page
    assert "a circle of 12 km" in page
    assert " km</text>" in page


def test_a_circle_is_drawn_anew(owner, town):
    press(owner, f"{town}circle/", km=3)

    area = ServiceAreaRow.objects.get()
    assert area.drawn == {"radius_km": 3.0}


def test_an_area_is_taken_back(owner, town):
    press(owner, f"{town}remove/", reason="Everywhere again")

    assert not ServiceAreaRow.objects.exists()


def test_suppliers_are_listed(owner):
    set_suppliers([Supplier("acme", "Acme Ltd", (True,) * 5 + (False,) * 2, 2, 4)])

    page = owner.get("/admin/fulfilment/supplierrow/").content.decode()

    assert "in 2 to 4 working days" in page
    assert "Mon, Tue, Wed, Thu, Fri" in page
