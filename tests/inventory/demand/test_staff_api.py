"""Proposals over the staff's API: pages of one statement, and decisions that hold."""

import pytest
from factories.catalog import a_variant
from factories.demand import foresee
from factories.inventory import stocked
from factories.staff import StaffProgram
from inventory.demand.conftest import NOW

from serai.inventory.models import Proposal
from serai.inventory.usecases.demand.propose_replenishment import propose_replenishment

pytestmark = pytest.mark.django_db


def test_proposals_are_listed_in_pages_of_one_statement(stores, django_assert_num_queries):
    program = StaffProgram("stock:read", "stock:write")
    goods = [a_variant(f"SKU-{number}").id for number in range(5)]
    for each in goods:
        stocked(each, stores[0], 1)
    foresee(goods, [store.id for store in stores], [[7.0 + at, 0.0] for at in range(5)])
    propose_replenishment(now=NOW)
    program.get("/replenishment-proposals")

    with django_assert_num_queries(1):
        page = program.get("/replenishment-proposals?location=S1&limit=3").json()
    rest = program.get(f"/replenishment-proposals?limit=3&cursor={page['next_cursor']}").json()

    rows = [*page["items"], *rest["items"]]
    assert [row["sku"] for row in rows] == [f"SKU-{number}" for number in (4, 3, 2, 1, 0)]
    assert rest["next_cursor"] is None
    assert Proposal.objects.filter(state="open").count() == 5


def test_scarce_articles_are_listed_in_pages_of_one_statement(stores, django_assert_num_queries):
    program = StaffProgram("stock:read", "stock:write")
    goods = [a_variant(f"SKU-{number}").id for number in range(3)]
    for each in goods:
        stocked(each, stores[0], 1)
    foresee(goods, [store.id for store in stores], [[70.0, 0.0]] * 3)
    propose_replenishment(now=NOW)
    program.get("/scarce-articles")

    with django_assert_num_queries(1):
        page = program.get("/scarce-articles?limit=2").json()
    rest = program.get(f"/scarce-articles?limit=2&cursor={page['next_cursor']}").json()

    assert sorted(row["sku"] for row in [*page["items"], *rest["items"]]) == [
        "SKU-0",
        "SKU-1",
        "SKU-2",
    ]
    assert {row["held"] for row in page["items"]} == {1}


def test_many_proposals_are_decided_in_one_call(stores):
    program = StaffProgram("stock:read", "stock:write")
    goods = [a_variant(f"SKU-{number}").id for number in range(2)]
    for each in goods:
        stocked(each, stores[0], 1)
    foresee(goods, [store.id for store in stores], [[7.0, 0.0]] * 2)
    propose_replenishment(now=NOW)
    first, second = Proposal.objects.filter(state="open").order_by("pk")

    told = program.post(
        "/replenishment-decisions",
        {
            "decisions": [
                {"proposal_id": str(first.pk), "decision": "accept", "units": 3},
                {"proposal_id": str(second.pk), "decision": "reject", "note": "closing"},
            ]
        },
    ).json()

    assert told == {"accepted": 1, "rejected": 1, "late": []}
    assert sorted(Proposal.objects.values_list("state", "decided_units")) == [
        ("accepted", 3),
        ("rejected", None),
    ]
