"""Labels in the back office: made, printed again, given back."""

import pytest
from back_office.test_actions import press
from django.test import Client
from factories.ordering import a_shop, an_article
from fulfilment.parcels.test_labels import Destination

from serai.fulfilment.adapters.local_carrier.carrier import LocalCarrier
from serai.fulfilment.domain.parcels.tracking_status import TrackingStatus
from serai.fulfilment.models import Parcel
from serai.fulfilment.ports import Destinations
from serai.kernel.ids import uuid7
from serai.plumbing import wiring
from serai.plumbing.wiring import bound

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    """Return the page of a group of three teas that goes to Ann."""
    from back_office.test_groups import Spot, address, opened

    a_shop()
    tea = an_article("TEA")
    from factories.inventory import a_location

    before = dict(wiring._bound)
    wiring.bind(Destinations, Destination())
    yield address(opened(tea.id, (Spot(tea.id, a_location("DC1").id, 3),)))
    wiring._bound.clear()
    wiring._bound.update(before)


def made(owner: Client, page: str, **said) -> Parcel:
    key = said.pop("key", str(uuid7()))
    press(owner, f"{page}/label/", carrier="local", key=key, **said)
    return Parcel.objects.latest("made_at")


def test_a_label_is_made_and_can_be_printed_again(owner, page):
    parcel = made(owner, page, weight_g="900")

    shown = owner.get(f"{page}/change/").content.decode()
    assert parcel.tracking_number in shown
    links = owner.get(f"/admin/fulfilment/parcel/{parcel.pk}/change/").content.decode()
    for ending, begins in (("pdf", b"%PDF"), ("zpl", b"^XA")):
        address = links.split(f".{ending}")[0].rpartition("/labels/")[2]
        assert Client().get(f"/labels/{address}.{ending}").content.startswith(begins)


def test_a_double_click_makes_one_label(owner, page):
    key = str(uuid7())

    assert made(owner, page, key=key).pk == made(owner, page, key=key).pk
    assert Parcel.objects.count() == 1


def test_a_label_is_given_back(owner, page):
    parcel = made(owner, page)

    press(owner, f"/admin/fulfilment/parcel/{parcel.pk}/void/")

    parcel.refresh_from_db()
    assert parcel.state == "void"


def test_a_link_that_was_not_signed_prints_nothing():
    answer = Client().get("/labels/x.y.pdf")

    assert (answer.status_code, answer.json()["code"]) == (404, "fulfilment.label_link_over")


def test_the_carriers_page_tells_where_a_parcel_is_in_the_readers_language(owner, page):
    parcel = made(owner, page)
    address = f"/local-carrier/{parcel.tracking_number}"
    bound(LocalCarrier).scan(parcel.tracking_number, TrackingStatus.IN_TRANSIT, place="Dayton")

    shown = owner.get(f"/admin/fulfilment/parcel/{parcel.pk}/change/").content.decode()
    desk = address + "?desk=" + shown.split("?desk=")[1].split('"')[0]

    strangers = Client().get(address, headers={"Accept-Language": "he"}).content.decode()
    refused = Client().post(address, {"status": "delivered"})
    noted = Client().post(desk, {"status": "delivered"})

    assert ("בדרך" in strangers, "<form" in strangers) == (True, False)
    assert (refused.status_code, noted.status_code) == (403, 302)
    assert "Delivered" in Client().get(address).content.decode()
    assert "<form" in Client().get(desk).content.decode()
    assert Client().get("/local-carrier/123").status_code == 404
