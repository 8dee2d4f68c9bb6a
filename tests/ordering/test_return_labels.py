"""A carrier labels the parcel in which goods come back."""

from uuid import UUID, uuid4

import pytest
from django.test import Client
from factories.ordering import a_paid_order, staff
from ordering.changes.makers import buyer_of

from serai.fulfilment.models import Parcel
from serai.kernel import clock
from serai.ordering.domain.returns.rules import ReturnReason, Rule
from serai.ordering.usecases.fulfil_order import fulfil_order
from serai.ordering.usecases.returns.request_return import (
    RequestReturn,
    ReturnedUnits,
    request_return,
)
from serai.ordering.usecases.returns.set_return_rules import set_return_rules

pytestmark = pytest.mark.django_db


@pytest.fixture
def bought(shop, deliver):
    """Sell two MILK to Ann, hand them over, and let one come back; return buyer, order and return."""

    def make(*, at_once: bool = True):
        buyer, order = a_paid_order(MILK=2)
        deliver()
        fulfil_order(UUID(order["id"]), now=clock.now())
        set_return_rules("web", [Rule(is_approved_at_once=at_once)])
        command = RequestReturn(
            UUID(order["id"]), uuid4().hex, [ReturnedUnits(1, 1, ReturnReason.OTHER)]
        )
        return (
            buyer,
            order,
            request_return(command, now=clock.now(), buyer=buyer_of(UUID(order["id"]))),
        )

    return make


def test_the_shopper_prints_the_carriers_label(bought):
    buyer, _, back = bought()
    own = Client().get(buyer.get(f"/returns/{back.id}/label").json()["url"]).content

    answer = staff().post(f"/returns/{back.id}/parcel", {}, key="once")
    again = staff().post(f"/returns/{back.id}/parcel", {}, key="once")

    assert (answer.status_code, again.json()["id"]) == (200, answer.json()["id"])
    [row] = Parcel.objects.all()
    assert row.shipment["comes_back"] is True
    assert row.shipment["sender"]["name"] == "Ann Example"
    printed = Client().get(buyer.get(f"/returns/{back.id}/label").json()["url"]).content
    assert printed == bytes(row.pdf) != own
    shown = staff().get(f"/returns/{back.id}").json()
    assert shown["label"] == row.tracking_number


def test_what_may_not_come_back_yet_has_no_label(bought):
    _, _, back = bought(at_once=False)

    answer = staff().post(f"/returns/{back.id}/parcel", {})

    assert (answer.status_code, answer.json()["code"]) == (409, "fulfilment.nothing_to_label")
    assert not Parcel.objects.exists()
