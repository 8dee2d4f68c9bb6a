"""The staff's routes about proposals and what they are made from."""

from datetime import timedelta
from uuid import UUID, uuid4

import numpy as np
import pytest
from factories.catalog import a_variant
from factories.pricing import priced
from factories.staff import StaffProgram

from serai.kernel.clock import now
from serai.plumbing.model_registry import Card, Figure, publish
from serai.pricing.domain.proposals.demand_model import DemandModel
from serai.pricing.queries.proposals.worked_out import model_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def program() -> StaffProgram:
    return StaffProgram("prices:read", "prices:write")


@pytest.fixture
def milk(settings, tmp_path, program: StaffProgram) -> UUID:
    settings.SERAI_VAR = tmp_path
    variant = a_variant("MILK")
    priced(variant.id, "4.00", now=now() - timedelta(days=60))
    model = DemandModel(
        variants=np.array([variant.id.bytes], "S16"),
        units=np.array([100.0]),
        elasticity=np.array([-3.0]),
        error=np.array([0.1]),
        usual_minor=np.array([400.0]),
    )
    card = Card("weeks held out", Figure("log density", -0.9, -1.0))
    publish(model_of("web"), card, model.save, now=now())
    costs = {"costs": [{"sku": "MILK", "currency": "USD", "cost": "2.00"}]}
    assert program.post("/unit-costs", costs).json() == {"written": 1}
    return variant.id


def proposed(program: StaffProgram) -> dict:
    reply = program.post("/price-proposals", {"channel": "web"})
    assert reply.json() == {"proposed": 1}
    [found] = program.get("/price-proposals?channel=web&state=open").json()["items"]
    return found


def test_a_proposal_tells_its_reasons_and_is_accepted(program: StaffProgram, milk: UUID):
    found = proposed(program)
    assert (found["now"]["minor"], found["proposed"]["minor"]) == (400, 369)
    assert "elasticity -3.00 ± 0.10" in found["reasons"][0]
    assert found["model_version"]

    path = f"/price-proposals/{found['id']}/accept"
    assert program.post(path, {}).json() == {"id": found["id"], "state": "accepted"}
    price = program.get("/prices/MILK?channel=web").json()
    assert price["price"]["minor"] == 369
    assert price["history"][0]["source"] == f"proposal {found['id']}"
    again = program.post(path, {})
    assert (again.status_code, again.json()["code"]) == (409, "pricing.proposal_decided")


def test_another_price_is_set_or_the_price_stays(program: StaffProgram, milk: UUID):
    first = proposed(program)
    program.post(f"/price-proposals/{first['id']}/reject", {"note": "a campaign is planned"})
    second = proposed(program)
    program.post(f"/price-proposals/{second['id']}/accept", {"minor": 375, "note": "rounder"})

    items = program.get("/price-proposals?limit=1").json()
    assert items["items"][0]["accepted"]["minor"] == 375
    rest = program.get(f"/price-proposals?cursor={items['next_cursor']}").json()
    assert [(each["state"], each["note"]) for each in rest["items"]] == [
        ("rejected", "a campaign is planned")
    ]


def test_terms_and_competitors_hold_a_proposal(program: StaffProgram, milk: UUID):
    terms = {"channel": "web", "competitor_low": "0.98", "endings": []}
    assert program.post("/price-terms", terms).json() == {"category": ""}
    seen = {"sku": "MILK", "competitor": "a", "currency": "USD", "price": "3.90"}
    prices = {"prices": [seen | {"seen_at": now().isoformat()}]}
    assert program.post("/competitor-prices", prices).json() == {"written": 1}

    assert proposed(program)["proposed"]["minor"] == 383


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("/unit-costs", {"costs": []}, 422, "request.invalid"),
        (
            "/unit-costs",
            {"costs": [{"sku": "NONE", "currency": "USD", "cost": "1"}]},
            422,
            "pricing.feed_refused",
        ),
        ("/price-terms", {"channel": "web", "least_margin": "1"}, 422, "pricing.bad_price_terms"),
        (
            "/price-terms",
            {"channel": "web", "category": "nowhere"},
            404,
            "pricing.no_such_category",
        ),
        (f"/price-proposals/{uuid4()}/reject", {"note": "no"}, 404, "pricing.proposal_not_found"),
        ("/price-proposals", {"channel": "moon"}, 404, "catalog.channel_not_found"),
    ],
    ids=["none", "sku", "margin", "category", "proposal", "channel"],
)
def test_what_makes_no_sense_is_refused(
    program: StaffProgram, milk: UUID, path, body, status, code
):
    reply = program.post(path, body)
    assert (reply.status_code, reply.json()["code"]) == (status, code)


def test_without_the_scope_nothing_is_told(milk: UUID):
    assert StaffProgram("orders:read").get("/price-proposals").status_code == 403
    assert (
        StaffProgram("prices:read").post("/price-proposals", {"channel": "web"}).status_code == 403
    )
