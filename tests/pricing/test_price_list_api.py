"""The routes about price lists, and what a shopper pays."""

from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from factories.catalog import a_variant
from factories.ordering import SHOP_KEY, Shopper, a_customer_id
from factories.pricing import listed, priced
from factories.staff import StaffProgram

from serai.customers.public import set_buying_terms, write_customer_group
from serai.kernel import clock
from serai.plumbing.auth import ensure_api_key, issue_shopper_token
from serai.plumbing.db import rows
from serai.pricing.public import OpenPriceList, open_price_list

pytestmark = pytest.mark.django_db
COMPANY = "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c701"


@pytest.fixture
def program() -> StaffProgram:
    return StaffProgram("prices:read", "prices:write")


@pytest.fixture
def milk() -> UUID:
    variant_id = a_variant("MILK").id
    priced(variant_id, "2.00", now=clock.now())
    return variant_id


def opened(program: StaffProgram, **fields) -> dict:
    body = {"code": "trade", "name": "Trade", "channel": "web", **fields}
    reply = program.post("/price-lists", body)
    assert reply.status_code == 201, reply.content
    return reply.json()


def test_a_list_is_opened_filled_and_explained(program: StaffProgram, milk: UUID):
    opened(program, company_id=COMPANY, kind="fixed")
    prices = [
        {"sku": "MILK", "amount": "1.90"},
        {"sku": "MILK", "amount": "1.8125", "min_quantity": 50},
    ]

    reply = program.post("/price-lists/trade/prices", {"prices": prices})
    why = program.get(f"/prices/MILK?channel=web&quantity=60&company_id={COMPANY}").json()
    page = program.get("/price-lists/trade/prices?limit=1").json()

    assert (reply.status_code, reply.json()) == (200, {"written": 2})
    assert (why["price"]["amount"], why["exact_price"]) == ("1.81", "1.8125")
    assert [(each["price_list"], each["verdict"]) for each in why["considered"]] == [
        ("trade", "other_tier"),
        ("trade", "counts"),
        ("", "replaced"),
    ]
    assert why["explanation"][:2] == [
        "1.8125 USD (price list trade) is paid for 60.",
        f"1.90 USD on the price list trade (for the company {COMPANY}) does not count:"
        " its list has a price for more that is reached as well.",
    ]
    assert [(tier["min_quantity"], tier["exact"]) for tier in why["tiers"]] == [
        (1, None),
        (50, "1.8125"),
    ]
    assert [(each["sku"], each["amount"]) for each in page["items"]] == [("MILK", "1.8125")]
    older = program.get(f"/price-lists/trade/prices?cursor={page['next_cursor']}").json()
    assert ([each["amount"] for each in older["items"]], older["next_cursor"]) == (["1.90"], None)


def test_lists_are_paged_by_code(program: StaffProgram, milk: UUID):
    for code in ("b", "a", "c"):
        opened(program, code=code)

    first = program.get("/price-lists?channel=web&limit=2").json()
    rest = program.get(f"/price-lists?limit=2&cursor={first['next_cursor']}").json()

    assert [each["code"] for each in first["items"] + rest["items"]] == ["a", "b", "c"]
    assert rest["next_cursor"] is None


def test_a_repeated_opening_opens_one_and_another_is_refused(program: StaffProgram, milk: UUID):
    body = {"code": "trade", "name": "Trade", "channel": "web"}

    first, again = (program.post("/price-lists", body, key="same") for _ in range(2))
    other = program.post("/price-lists", body)

    assert (first.status_code, again.json()) == (201, first.json())
    assert (other.status_code, other.json()["code"]) == (409, "pricing.price_list_exists")


def test_a_closed_list_takes_no_prices(program: StaffProgram, milk: UUID):
    opened(program)

    closed = program.post("/price-lists/trade/closing", None)
    refused = program.post(
        "/price-lists/trade/prices", {"prices": [{"sku": "MILK", "amount": "1.00"}]}
    )

    assert closed.json()["closed_at"] is not None
    assert (refused.status_code, refused.json()["code"]) == (409, "pricing.price_list_closed")


@pytest.mark.parametrize(
    ("field", "price"),
    [
        ("amount", {"amount": "-1"}),
        ("amount", {"amount": "0.0000001"}),
        ("amount", {"amount": "NaN"}),
        ("amount", {"amount": "99999999999999999999999999"}),
        ("sku", {"sku": "WINE", "amount": "1.00"}),
        ("compare_at", {"amount": "1.00", "compare_at": "1.00"}),
        ("valid_from", {"amount": "1.00", "valid_from": "2020-01-01T00:00:00Z"}),
    ],
)
def test_a_senseless_price_is_told_by_line_and_field(
    program: StaffProgram, milk: UUID, field: str, price: dict
):
    opened(program)
    good = {"sku": "MILK", "amount": "1.00", "min_quantity": 5}

    reply = program.post("/price-lists/trade/prices", {"prices": [good, {"sku": "MILK", **price}]})

    assert (reply.status_code, reply.json()["code"]) == (422, "pricing.prices_refused")
    assert [(e["line"], e["field"]) for e in reply.json()["facts"]["errors"]] == [(2, field)]
    assert rows("SELECT id FROM pricing_price_list_entry") == []


def test_a_list_that_is_not_there_is_not_found(program: StaffProgram, milk: UUID):
    found = [
        program.get("/price-lists/nowhere"),
        program.get("/price-lists/nowhere/prices"),
        program.post("/price-lists/nowhere/closing", None),
        program.post("/price-lists/nowhere/prices", {"prices": [{"sku": "MILK", "amount": "1"}]}),
        program.post(
            "/price-lists",
            {"code": "x", "name": "X", "channel": "web", "customer_group": "nobody"},
        ),
    ]

    assert [each.status_code for each in found] == [404] * 5


def test_a_shopper_is_told_their_own_prices(milk: UUID):
    ensure_api_key(SHOP_KEY, "tests", ["shop"], "web")
    write_customer_group("trade", "Trade", now=clock.now())
    open_price_list(OpenPriceList("trade", "Trade", "web", customer_group="trade"), now=clock.now())
    listed("trade", milk, "1.50", now=clock.now())
    listed("trade", milk, "1.2525", min_quantity=10, now=clock.now())
    customer_id = a_customer_id()
    set_buying_terms(customer_id, group="trade", company_id=None)
    member = Shopper(token=issue_shopper_token(customer_id, clock.now()))

    [mine] = member.get("/prices?sku=MILK&sku=WINE").json()["items"]
    [guests] = Shopper().get("/prices?sku=MILK").json()["items"]

    assert (mine["price"]["amount"], mine["price_list"]) == ("1.50", "trade")
    assert [(tier["min_quantity"], tier["exact"]) for tier in mine["tiers"]] == [
        (1, None),
        (10, "1.2525"),
    ]
    assert (guests["price"]["amount"], guests["tiers"]) == ("2.00", [])


def test_a_reduction_is_explained_with_the_lowest_price_before(program: StaffProgram):
    milk = a_variant("MILK").id
    early = clock.now().replace(year=2020)
    priced(milk, "2.00", now=early)
    priced(milk, "1.50", "2.00", now=clock.now())

    why = program.get("/prices/MILK?channel=web").json()

    assert why["prior"]["lowest"]["amount"] == "2.00"
    assert "the lowest price of the thirty days before was 2.00 USD." in why["explanation"][-1]


def test_lists_and_their_prices_cost_the_same_at_any_length(program: StaffProgram, milk: UUID):
    opened(program)
    listed("trade", milk, "1.90", now=clock.now())
    counts = {"/price-lists": [], "/price-lists/trade/prices": []}

    for start in range(2, 12):
        for path, found in counts.items():
            with CaptureQueriesContext(connection) as statements:
                assert program.get(path).status_code == 200
            found.append(len(statements))
        opened(program, code=f"list-{start}")
        listed("trade", milk, f"1.{90 - start}", min_quantity=start, now=clock.now())

    assert [len(set(found[1:])) for found in counts.values()] == [1, 1]
