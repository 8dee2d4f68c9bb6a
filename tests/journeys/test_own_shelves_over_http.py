"""Two households buy different things, and see different shops from then on."""

from typing import Any

import pytest
from factories.ordering import Shopper, a_paid_order

from serai.discovery.public import reindex
from serai.discovery.queries.shelves.current import forget_shelves

pytestmark = pytest.mark.django_db


def test_two_households_see_what_is_theirs_and_a_stranger_sees_neither(merchant, processor):
    ann, ben = _household("ann"), _household("ben")
    for _ in range(2):
        a_paid_order(ann, MILK=2)
        a_paid_order(ben, BREAD=1)

    reindex()
    forget_shelves()

    assert _names(_shelves(ann)["usuals"]) == ["Whole milk"]
    assert _names(_shelves(ben)["usuals"]) == ["Rye bread"]
    assert _shelves(ann)["usuals"]["items"][0]["because"]["code"] == "habit"
    strange = _shelves(Shopper())
    assert "usuals" not in strange
    assert {*_names(strange["popular"])} == {"Whole milk", "Rye bread"}


def test_what_one_household_bought_is_on_no_other_s_shelf_of_habits(merchant, processor):
    ann, cam = _household("ann"), _household("cam")
    a_paid_order(ann, MILK=2)

    reindex()
    forget_shelves()

    assert not {"usuals", "needed"} & set(_shelves(cam))


def _household(name: str) -> Shopper:
    body = {"email": f"{name}@example.org", "password": "nine green turtles", "name": name.title()}
    return Shopper(token=Shopper().post("/accounts", body).json()["token"])


def _shelves(shopper: Shopper) -> dict[str, Any]:
    answer = shopper.get("/suggestions?slot=home")
    assert answer.status_code == 200, answer.content
    return {shelf["slot"]: shelf for shelf in answer.json()["shelves"]}


def _names(shelf: dict[str, Any]) -> list[str]:
    return [item["name"] for item in shelf["items"]]
