"""Where locations and services deliver: in cells, drawn from a radius or from shapes."""

from typing import Any
from uuid import UUID

import pytest
from factories.inventory import a_location, stocked
from fulfilment.conftest import WEDNESDAY, WORKDAYS

from serai.fulfilment.domain.service_area import MOST_CELLS, circle, shapes
from serai.fulfilment.public import (
    BadServiceArea,
    ServiceAreaNotFound,
    SetServiceArea,
    SetSite,
    book_places,
    promises,
    remove_service_area,
    set_service_areas,
    set_sites,
)
from serai.fulfilment.queries.network import forget_network
from serai.inventory.models import Location
from serai.inventory.public import LocationNotFound
from serai.kernel.ids import uuid7

HERE, ACROSS_TOWN, FAR_AWAY = (39.10, -84.50), (39.14, -84.55), (40.0, -83.0)
BOX = {
    "type": "Polygon",
    "coordinates": [[[-84.6, 39.0], [-84.4, 39.0], [-84.4, 39.2], [-84.6, 39.2], [-84.6, 39.0]]],
}


def test_a_circle_holds_what_lies_within():
    cells = circle("town", HERE, 12)

    assert [cells.hold(place) for place in (HERE, ACROSS_TOWN, FAR_AWAY)] == [True, True, False]


@pytest.mark.parametrize("km", [0.05, 1, 12, 300, 2000])
def test_an_area_of_any_size_has_cells_but_not_too_many(km):
    cells = circle("area", HERE, km)

    assert 0 < len(cells.compact) <= len(cells.all()) <= MOST_CELLS
    assert cells.hold(HERE)


def test_shapes_hold_what_lies_within_and_not_what_lies_in_their_holes():
    hole = [[-84.55, 39.05], [-84.45, 39.05], [-84.45, 39.15], [-84.55, 39.15], [-84.55, 39.05]]
    ring = {"type": "Polygon", "coordinates": [*BOX["coordinates"], hole]}
    both = {"type": "MultiPolygon", "coordinates": [BOX["coordinates"]]}

    assert shapes("box", BOX).hold(HERE)
    assert not shapes("ring", ring).hold(HERE)
    assert shapes("ring", ring).hold((39.02, -84.58))
    assert shapes("both", both) == shapes("box", BOX)


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Point", "coordinates": [0, 0]},
        {"type": "Polygon"},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": "here"},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, "a"]]]},
        {"type": "Polygon", "coordinates": [[[500, 0], [0, 90], [50, 50], [500, 0]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [0, 0], [0, 0], [0, 0]]]},
    ],
    ids=["point", "nothing", "empty", "text", "no numbers", "not on earth", "no surface"],
)
def test_what_is_no_shape_is_refused(geometry: dict[str, Any]):
    with pytest.raises(BadServiceArea):
        shapes("area", geometry)


@pytest.fixture
def measured(tea: UUID, centre: UUID) -> UUID:
    """Return the centre, which stands at HERE."""
    Location.objects.filter(pk=centre).update(lat=HERE[0], lon=HERE[1])
    forget_network()
    return centre


def brought(tea: UUID, near: tuple[float, float] | None) -> list[str]:
    found = promises({tea: 1}, channel_code="web", near=near, now=WEDNESDAY)
    return [each.service for each in found.deliveries]


@pytest.mark.django_db
def test_a_location_delivers_in_its_areas_alone(tea, measured):
    set_service_areas([SetServiceArea("town", "Town", location="DC1", radius_km=12)])

    assert [brought(tea, place) for place in (ACROSS_TOWN, FAR_AWAY, None)] == [
        ["standard"],
        [],
        [],
    ]
    assert book_places(uuid7(), [measured], service="standard", near=FAR_AWAY, now=WEDNESDAY) == ()


@pytest.mark.django_db
def test_an_area_of_another_service_or_location_says_nothing(tea, measured):
    other = a_location("S1", kind="store", channel=None)
    Location.objects.filter(pk=other.id).update(lat=HERE[0], lon=HERE[1])
    set_service_areas([SetServiceArea("town", "Town", location="S1", radius_km=12)])

    assert brought(tea, FAR_AWAY) == ["standard"]


@pytest.mark.django_db
def test_a_service_delivers_in_its_area_whoever_sends(tea, measured):
    set_service_areas([SetServiceArea("box", "Box", service="standard", geometry=BOX)])

    assert [brought(tea, place) for place in (ACROSS_TOWN, FAR_AWAY)] == [["standard"], []]


@pytest.mark.django_db
def test_without_its_area_a_location_delivers_everywhere_again(tea, measured):
    set_service_areas([SetServiceArea("town", "Town", location="DC1", radius_km=12)])
    remove_service_area("town")

    assert brought(tea, FAR_AWAY) == ["standard"]
    with pytest.raises(ServiceAreaNotFound):
        remove_service_area("town")


@pytest.mark.django_db
def test_goods_come_from_who_delivers_there(tea, measured):
    other = a_location("DC2", priority=1)
    stocked(tea, other, 5)
    set_sites([SetSite("DC2", "UTC", WORKDAYS, ships=True)])
    set_service_areas([SetServiceArea("town", "Town", location="DC1", radius_km=12)])

    [promise] = promises({tea: 1}, channel_code="web", near=FAR_AWAY, now=WEDNESDAY).deliveries

    assert promise.parcels == (other.id,)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "command",
    [
        SetServiceArea("a", "A", radius_km=5),
        SetServiceArea("a", "A", service="rocket", geometry=BOX),
        SetServiceArea("a", "A", location="DC1"),
        SetServiceArea("a", "A", location="DC1", radius_km=5, geometry=BOX),
        SetServiceArea("a", "A", location="DC1", radius_km=0),
        SetServiceArea("a", "A", service="standard", radius_km=5),
    ],
    ids=["of nobody", "no service", "not drawn", "drawn twice", "no radius", "around nothing"],
)
def test_areas_that_cannot_be_are_refused(measured, command):
    with pytest.raises(BadServiceArea):
        set_service_areas([command])


@pytest.mark.django_db
def test_the_location_of_an_area_exists(measured):
    with pytest.raises(LocationNotFound):
        set_service_areas([SetServiceArea("a", "A", location="nowhere", radius_km=5)])
