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
