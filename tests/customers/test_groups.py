"""Groups of customers, and on whose terms a customer buys."""

from uuid import UUID, uuid4

import pytest
from factories.catalog import a_channel
from factories.ordering import a_customer_id
from factories.staff import StaffProgram

from serai.customers.public import BuyingTerms, buying_terms, set_buying_terms, write_customer_group
from serai.kernel import clock

pytestmark = pytest.mark.django_db
COMPANY = UUID("0199e7a2-6a4e-7c1f-8d64-1f4be0a1c701")


@pytest.fixture
def program() -> StaffProgram:
    a_channel()
    return StaffProgram("customers:read", "customers:write")


def test_a_group_has_a_code_for_ever_and_a_name_for_now(program: StaffProgram):
    program.put("/customer-groups/trade", {"name": "Trade"})
    program.put("/customer-groups/club", {"name": "Club"})
    renamed = program.put("/customer-groups/trade", {"name": "Wholesale"})

    assert renamed.json() == {"code": "trade", "name": "Wholesale"}
    assert program.get("/customer-groups").json() == {
        "items": [{"code": "club", "name": "Club"}, {"code": "trade", "name": "Wholesale"}]
    }


@pytest.mark.parametrize("code", ["Trade", "-trade", "a b", "x" * 65])
def test_an_unfit_code_is_refused(program: StaffProgram, code: str):
    reply = program.put(f"/customer-groups/{code}", {"name": "Trade"})

    assert (reply.status_code, reply.json()["code"]) == (422, "customers.group_code_refused")


def test_a_customer_is_put_into_a_group_and_taken_out(program: StaffProgram):
    write_customer_group("trade", "Trade", now=clock.now())
    customer_id = a_customer_id()
    path = f"/customers/{customer_id}/terms"

    put = program.put(path, {"group": "trade", "company_id": str(COMPANY)})
    assert put.json() == {"id": str(customer_id), "group": "trade", "company_id": str(COMPANY)}
    assert buying_terms(customer_id) == BuyingTerms("trade", COMPANY)
    assert program.get(f"/customers/{customer_id}").json()["group"] == "trade"

    program.put(path, {"group": None, "company_id": None})
    assert buying_terms(customer_id) == BuyingTerms()


def test_neither_an_unknown_group_nor_an_unknown_customer_is_taken(program: StaffProgram):
    customer_id = a_customer_id()
    nobody = {"group": None, "company_id": None}

    found = [
        program.put(f"/customers/{customer_id}/terms", {"group": "x", "company_id": None}),
        program.put(f"/customers/{uuid4()}/terms", nobody),
        program.put(f"/customers/{customer_id}/terms", {"group": "x"}),
    ]

    assert [each.status_code for each in found] == [404, 404, 422]
    assert buying_terms(customer_id) == BuyingTerms()


def test_terms_are_read_once_in_five_seconds(program: StaffProgram, django_assert_num_queries):
    write_customer_group("trade", "Trade", now=clock.now())
    customer_id = a_customer_id()
    set_buying_terms(customer_id, group="trade", company_id=None)

    with django_assert_num_queries(1):
        buying_terms(customer_id)
    with django_assert_num_queries(0):
        assert buying_terms(customer_id) == BuyingTerms("trade", None)
    assert buying_terms(uuid4()) == BuyingTerms()
