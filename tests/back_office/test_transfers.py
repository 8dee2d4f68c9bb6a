"""Transfers in the back office: planned, sent, received with what is missing; buttons call use cases."""

from uuid import UUID

import pytest
from back_office.test_actions import press
from django.test import Client
from factories.catalog import a_variant
from factories.inventory import a_location, counts, stocked

from serai.inventory.models import Location, Transfer

pytestmark = pytest.mark.django_db
PAGE = "/admin/inventory/transfer"


@pytest.fixture
def milk() -> UUID:
    """Return an article of which DC1 has twenty."""
    variant = a_variant("MILK").id
    stocked(variant, a_location("DC1"), 20)
    a_location("S1", kind="store", channel=None)
    return variant


def planned(owner: Client, units: str = "MILK, 6") -> str:
    press(owner, f"{PAGE}/plan/", source="DC1", target="S1", units=units, note="for the weekend")
    return f"{PAGE}/{Transfer.objects.get().pk}"


def test_goods_are_planned_sent_and_received_with_a_difference(owner: Client, milk: UUID) -> None:
    page = planned(owner)
    assert "for the weekend" in owner.get(f"{PAGE}/").content.decode()

    press(owner, f"{page}/send/", units="MILK, 5")
    shown = owner.get(f"{page}/change/").content.decode()
    assert "5 on the way" in shown
    press(owner, f"{page}/receive/", units="MILK, 3", is_last="on")

    assert counts(milk) == {"DC1": (15, 0), "S1": (3, 0)}
    assert "2 lost" in owner.get(f"{page}/change/").content.decode()


def test_a_plan_is_called_off(owner: Client, milk: UUID) -> None:
    page = planned(owner)

    press(owner, f"{page}/cancel/")

    assert Transfer.objects.get().state == "cancelled"


@pytest.mark.parametrize("units", ["MILK", "MILK, six", "MILK, 1\nMILK, 2"])
def test_lines_that_make_no_sense_are_told(owner: Client, milk: UUID, units: str) -> None:
    press(owner, f"{PAGE}/plan/", source="DC1", target="S1", units=units, note="")

    assert not Transfer.objects.exists()


def test_names_nobody_knows_are_told(owner: Client, milk: UUID) -> None:
    page = press(owner, f"{PAGE}/plan/", source="DC1", target="S9", units="MILK, 1", note="")

    assert "no location" in page


def test_staff_set_a_weight_on_the_page_of_a_location(owner: Client) -> None:
    place = a_location("S1")

    press(owner, f"/admin/inventory/location/{place.id}/weigh/", weight=250)

    assert Location.objects.get().weight == 250
