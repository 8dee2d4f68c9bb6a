"""The staff's routes about prices."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from factories.catalog import a_variant
from factories.pricing import priced
from factories.staff import StaffProgram

from serai.kernel.clock import now
from serai.plumbing.db import rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def program() -> StaffProgram:
    return StaffProgram("prices:read", "prices:write")


@pytest.fixture
def milk() -> UUID:
    return a_variant("MILK").id


def entries() -> list[tuple]:
    return rows("SELECT * FROM pricing_price_entry ORDER BY id")


def test_prices_are_set_and_explained(program: StaffProgram, milk: UUID):
    priced(milk, "1.79", now=datetime(2020, 1, 1, tzinfo=UTC), source="erp")
    body = {"prices": [{"sku": "MILK", "channel": "web", "amount": "1.99", "compare_at": "2.29"}]}

    reply = program.post("/prices", body)
    found = program.get("/prices/MILK?channel=web").json()

    assert (reply.status_code, reply.json()) == (200, {"written": 1})
    assert found["price"] == {"amount": "1.99", "minor": 199, "currency": "USD"}
    assert found["compare_at"]["minor"] == 229
    assert [(e["amount"]["amount"], e["standing"]) for e in found["history"]] == [
        ("1.99", "counts"), ("1.79", "superseded"),
    ]  # fmt: skip
    assert found["history"][0]["source"].startswith("api key ")
    assert "1.79 USD" in found["explanation"][1]


def test_a_later_price_waits(program: StaffProgram, milk: UUID):
    later = (now() + timedelta(days=1)).isoformat()

    program.post("/prices", {"prices": [
        {"sku": "MILK", "channel": "web", "amount": "1.99", "valid_from": later}]})  # fmt: skip
    found = program.get("/prices/MILK?channel=web").json()

    assert (found["price"], found["history"][0]["standing"]) == (None, "to come")


def test_a_repeated_post_is_written_once(program: StaffProgram, milk: UUID):
    body = {"prices": [{"sku": "MILK", "channel": "web", "amount": "1.99"}]}

    first, second = (program.post("/prices", body, key="same") for _ in range(2))

    assert first.json() == second.json() == {"written": 1}
    assert len(entries()) == 1


@pytest.mark.parametrize(
    ("field", "price"),
    [
        ("amount", {"amount": "-0.01"}),
        ("amount", {"amount": "0.0000001"}),
        ("amount", {"amount": "NaN"}),
        ("amount", {"amount": "1e400"}),
        ("amount", {"amount": "99999999999999999999999999999999"}),
        ("amount", {"amount": "1.99", "currency": "EUR"}),
        ("amount", {"amount": "<script>"}),
        ("compare_at", {"amount": "1.99", "compare_at": "1.00"}),
        ("sku", {"amount": "1.99", "sku": "'; DROP TABLE x; --"}),
        ("channel", {"amount": "1.99", "channel": "nowhere"}),
        ("valid_from", {"amount": "1.99", "valid_from": "2020-01-01T00:00:00Z"}),
        ("valid_from", {"amount": "1.99", "valid_from": "2999-01-01T00:00:00"}),
        ("valid_from", {"amount": "1.99", "valid_from": "9999-12-31T23:59:59-14:00"}),
        ("valid_from", {"amount": "1.99", "valid_until": "9999-12-31T23:59:59-14:00"}),
    ],
)
def test_a_senseless_price_is_told_by_line_and_field_and_nothing_is_written(
    program: StaffProgram, milk: UUID, field: str, price: dict
):
    a_variant("BREAD")
    good = {"sku": "BREAD", "channel": "web", "amount": "2.00"}
    bad = {"sku": "MILK", "channel": "web", **price}

    reply = program.post("/prices", {"prices": [good, bad]})

    assert (reply.status_code, reply.json()["code"]) == (422, "pricing.prices_refused")
    assert [(e["line"], e["field"]) for e in reply.json()["facts"]["errors"]] == [(2, field)]
    assert entries() == []


@pytest.mark.parametrize(
    "body",
    [
        {"prices": []},
        {"prices": [{"sku": "MILK", "channel": "web"}]},
        {"prices": [{"sku": "MILK", "channel": "web", "amount": 1.99}]},
        {"prices": [{"sku": "x" * 2**20, "channel": "web", "amount": "1"}]},
        {"prices": [{"sku": "MILK", "channel": "web", "amount": "1", "discount": "50"}]},
        {"prices": [{"sku": "MILK", "channel": "web", "amount": "1", "currency": "usd"}]},
    ],
)
def test_bodies_of_another_shape_are_a_clear_problem(program: StaffProgram, body: dict):
    reply = program.post("/prices", body)

    assert (reply.status_code, reply.json()["code"]) == (422, "request.invalid")
    assert entries() == []


def test_what_is_not_there_is_not_found(program: StaffProgram, milk: UUID):
    unknown = program.get("/prices/NOTHING?channel=web")
    nowhere = program.get("/prices/MILK?channel=nowhere")

    assert (unknown.status_code, unknown.json()["code"]) == (404, "pricing.unknown_sku")
    assert (nowhere.status_code, nowhere.json()["code"]) == (404, "catalog.channel_not_found")


@pytest.mark.parametrize("path", ["/prices/a%00b?channel=web", "/prices/MILK?channel=a%00b",
                                  "/prices/MILK?channel=" + "x" * 99, "/prices/MILK"])  # fmt: skip
def test_what_cannot_be_a_name_is_a_clear_problem(program: StaffProgram, milk: UUID, path: str):
    reply = program.get(path)

    assert reply.status_code in (400, 422)
    assert reply.json()["code"].startswith("request.")


def test_setting_needs_the_scope_and_an_idempotency_key(milk: UUID):
    body = {"prices": [{"sku": "MILK", "channel": "web", "amount": "1.99"}]}

    reader = StaffProgram("prices:read").post("/prices", body)
    keyless = StaffProgram("prices:write").post("/prices", body, key="")

    assert (reader.status_code, keyless.status_code) == (403, 400)
    assert entries() == []


def test_many_prices_take_as_many_statements_as_few(
    program: StaffProgram, django_assert_num_queries
):
    skus = [f"S-{number}" for number in range(20)]
    for sku in skus:
        a_variant(sku)

    program.get("/prices/S-1?channel=web")
    for some in (skus[:1], skus):
        body = {"prices": [{"sku": sku, "channel": "web", "amount": "1.50"} for sku in some]}
        # Variants, channels twice, prices, event and answer, and the test case's savepoint (2).
        with django_assert_num_queries(7):
            assert program.post("/prices", body).status_code == 200
