"""Selling ahead over the staff's API: terms, deliveries and who waits; scopes, pages and their statements."""

from uuid import UUID

import pytest
from factories.ahead import back_ordered, expected, in_days, wait
from factories.catalog import a_variant
from factories.inventory import NOW, a_location
from factories.staff import StaffProgram

from serai.inventory.public import Delivery, expect_deliveries

pytestmark = pytest.mark.django_db


@pytest.fixture
def tea() -> UUID:
    """Return an article of which DC1 has nothing."""
    a_location("DC1")
    return a_variant("TEA").id


@pytest.fixture
def program(db: None) -> StaffProgram:
    """Return a program that may read and write stock."""
    return StaffProgram("stock:read", "stock:write")


def test_who_waits_is_listed_in_pages_of_one_statement(
    program: StaffProgram, tea: UUID, django_assert_num_queries
) -> None:
    terms = back_ordered("TEA", most=90)
    for _ in range(5):
        wait(tea, 1, terms)
    program.get("/waiting-demand")

    with django_assert_num_queries(1):
        page = program.get("/waiting-demand?limit=3").json()
    rest = program.get(f"/waiting-demand?limit=3&cursor={page['next_cursor']}").json()

    ids = [row["id"] for row in (*page["items"], *rest["items"])]
    assert (len(set(ids)), rest["next_cursor"]) == (5, None)
    assert program.get("/waiting-demand?sku=CUP").json()["items"] == []


def test_what_comes_is_listed_in_pages_of_one_statement(
    program: StaffProgram, tea: UUID, django_assert_num_queries
) -> None:
    days = (in_days(3), in_days(4))
    expect_deliveries([Delivery(f"PO-{n}", "TEA", "DC1", 5, *days) for n in range(5)], now=NOW)
    program.get("/expected-deliveries")

    with django_assert_num_queries(1):
        page = program.get("/expected-deliveries?limit=3").json()
    rest = program.get(f"/expected-deliveries?limit=3&cursor={page['next_cursor']}").json()

    names = [row["reference"] for row in (*page["items"], *rest["items"])]
    assert sorted(names) == [f"PO-{n}" for n in range(5)]
    assert rest["next_cursor"] is None


def test_terms_are_listed_by_article_and_channel(program: StaffProgram, tea: UUID) -> None:
    back_ordered("TEA", most=90)

    [row] = program.get("/ahead-terms").json()["items"]

    assert (row["sku"], row["channel"], row["kind"], row["most_units"]) == (
        "TEA",
        "web",
        "back_order",
        90,
    )
    assert program.get("/ahead-terms?after=TEA&after_channel=web").json()["items"] == []


def test_a_delivery_is_received_once_for_each_key(program: StaffProgram, tea: UUID) -> None:
    delivery = expected("TEA", 10, 3, 4)
    body = {"arrived": [{"delivery_id": str(delivery), "units": 4}]}

    for _ in range(2):
        answer = program.post("/expected-deliveries/receipts", body, key="once")
        assert (answer.status_code, answer.json()) == (200, {"served": 0})

    [row] = program.get("/expected-deliveries").json()["items"]
    assert row["received"] == 4


def test_who_may_only_read_neither_sets_terms_nor_receives(tea: UUID) -> None:
    reader = StaffProgram("stock:read")
    row = {"sku": "TEA", "channel": "web", "kind": "back_order"}
    came = {"arrived": [{"delivery_id": str(expected("TEA", 1, 1, 2)), "units": 1}]}

    assert reader.post("/ahead-terms", {"rows": [row]}).status_code == 403
    assert reader.post("/expected-deliveries", {"deliveries": []}).status_code in (403, 422)
    assert reader.post("/expected-deliveries/receipts", came).status_code == 403
