"""The staff's routes about stock."""

from uuid import UUID

import pytest
from factories.catalog import a_channel, a_variant
from factories.inventory import a_location, counts, everything, hold, stocked
from factories.staff import StaffProgram

from serai.inventory.public import LocationView, locations, locations_of_channel

pytestmark = pytest.mark.django_db


@pytest.fixture
def program() -> StaffProgram:
    return StaffProgram("stock:read", "stock:write")


@pytest.fixture
def shelf() -> LocationView:
    return a_location("DC1")


@pytest.fixture
def milk(shelf: LocationView) -> UUID:
    variant_id = a_variant("MILK").id
    stocked(variant_id, shelf, 10)
    return variant_id


def test_locations_are_listed(
    program: StaffProgram, shelf: LocationView, django_assert_num_queries
):
    program.get("/locations")
    with django_assert_num_queries(1):
        found = program.get("/locations")

    assert found.status_code == 200
    assert [(item["code"], item["kind"], item["derived"]) for item in found.json()["items"]] == [
        ("DC1", "dc", False)
    ]


def test_a_merchant_opens_a_location_and_sells_from_it(program: StaffProgram):
    a_channel()
    place = {"code": "B1", "name": "Back room", "kind": "dc", "country": "US",
             "channels": [{"channel": "web"}]}  # fmt: skip

    made = program.post("/locations", {"locations": [place]})
    again = program.post("/locations", {"locations": [{**place, "name": "Cellar"}]})

    assert (made.status_code, again.status_code) == (200, 200)
    assert (
        made.json()
        == again.json()
        == {"items": [{"code": "B1", "id": str(locations_of_channel("web")[0].id)}]}
    )
    assert [item["name"] for item in program.get("/locations").json()["items"]] == ["Cellar"]


def test_a_location_that_makes_no_sense_is_not_opened(program: StaffProgram):
    a_channel()
    place = {"code": "B1", "name": "Back room", "kind": "dc", "country": "US"}

    lost = program.post("/locations", {"locations": [{**place, "lat": 1.0}]})
    nowhere = program.post(
        "/locations", {"locations": [{**place, "channels": [{"channel": "nowhere"}]}]}
    )

    assert (lost.status_code, lost.json()["code"]) == (422, "inventory.entries_refused")
    assert (nowhere.status_code, nowhere.json()["code"]) == (404, "catalog.channel_not_found")
    assert locations() == []


def test_stock_is_shown_by_location(program: StaffProgram, milk: UUID):
    hold({milk: 3})

    found = program.get("/stock/MILK").json()

    assert (found["sku"], found["variant_id"]) == ("MILK", str(milk))
    [item] = found["items"]
    assert (item["location"], item["on_hand"], item["reserved"], item["free"], item["band"]) == (
        "DC1", 10, 3, 7, "in",
    )  # fmt: skip


def test_an_unknown_sku_is_not_found(program: StaffProgram):
    for path in ("/stock/NOTHING", "/stock/NOTHING/movements"):
        found = program.get(path)
        assert (found.status_code, found.json()["code"]) == (404, "inventory.unknown_sku")


def test_what_cannot_be_a_name_is_a_clear_problem(program: StaffProgram, milk: UUID):
    entry = {"sku": "a\x00b", "location": "DC1", "quantity": 1}

    replies = [
        program.get("/stock/a%00b"),
        program.get("/stock/MILK/movements?cursor=nonsense"),
        program.post("/stock-movements", {"reason": "receipt", "movements": [entry]}),
    ]

    assert [reply.status_code for reply in replies] == [400, 400, 400]
    assert all(reply.json()["code"] for reply in replies)


def test_deliveries_and_corrections_are_posted_and_read_back(program: StaffProgram, milk: UUID):
    delivered = program.post(
        "/stock-movements",
        {"reason": "receipt", "movements": [
            {"sku": "MILK", "location": "DC1", "quantity": 5, "note": "Delivery 17"}]},
    )  # fmt: skip
    broken = program.post(
        "/stock-movements",
        {"reason": "adjustment", "movements": [{"sku": "MILK", "location": "DC1", "quantity": -2}]},
    )

    assert [(reply.status_code, reply.json()) for reply in (delivered, broken)] == [
        (200, {"movements": 1}), (200, {"movements": 1}),
    ]  # fmt: skip
    first = program.get("/stock/MILK/movements?limit=2").json()
    assert [(item["reason"], item["quantity"], item["note"]) for item in first["items"]] == [
        ("adjustment", -2, ""), ("receipt", 5, "Delivery 17"),
    ]  # fmt: skip
    rest = program.get(f"/stock/MILK/movements?cursor={first['next_cursor']}").json()
    assert ([item["quantity"] for item in rest["items"]], rest["next_cursor"]) == ([10], None)


def test_a_repeated_post_takes_effect_once(program: StaffProgram, milk: UUID):
    body = {"reason": "receipt", "movements": [{"sku": "MILK", "location": "DC1", "quantity": 5}]}

    first, second = (program.post("/stock-movements", body, key="same") for _ in range(2))

    assert first.json() == second.json() == {"movements": 1}
    assert counts(milk) == {"DC1": (15, 0)}


def test_shelves_are_counted(program: StaffProgram, milk: UUID):
    reply = program.post(
        "/stock-counts", {"counts": [{"sku": "MILK", "location": "DC1", "counted": 7}]}
    )

    assert reply.json() == {"movements": 1}
    assert counts(milk) == {"DC1": (7, 0)}


def test_goods_are_transferred(program: StaffProgram, milk: UUID):
    a_location("S1", kind="store", priority=1)

    reply = program.post(
        "/stock-transfers",
        {"transfers": [
            {"sku": "MILK", "from_location": "DC1", "to_location": "S1", "quantity": 4}]},
    )  # fmt: skip

    assert reply.json() == {"movements": 2}
    assert counts(milk) == {"DC1": (6, 0), "S1": (4, 0)}


def test_units_are_kept_back(program: StaffProgram, milk: UUID):
    reply = program.post(
        "/stock-buffers", {"buffers": [{"sku": "MILK", "location": "DC1", "buffer": 4}]}
    )

    assert reply.json() == {"buffers": 1}
    assert program.get("/stock/MILK").json()["items"][0]["free"] == 6


def test_unknown_names_are_told_by_line_and_field(program: StaffProgram, milk: UUID):
    before = everything()

    reply = program.post(
        "/stock-movements",
        {"reason": "receipt", "movements": [
            {"sku": "MILK", "location": "DC1", "quantity": 1},
            {"sku": "' OR 1=1 --", "location": "<b>", "quantity": 1}]},
    )  # fmt: skip

    assert (reply.status_code, reply.json()["code"]) == (422, "inventory.entries_refused")
    assert [(e["line"], e["field"]) for e in reply.json()["facts"]["errors"]] == [
        (2, "sku"), (2, "location"),
    ]  # fmt: skip
    assert everything() == before


def test_what_is_promised_cannot_be_taken_away(program: StaffProgram, milk: UUID):
    hold({milk: 6})
    before = everything()

    reply = program.post(
        "/stock-counts", {"counts": [{"sku": "MILK", "location": "DC1", "counted": 5}]}
    )

    assert (reply.status_code, reply.json()["code"]) == (409, "inventory.stock_misfit")
    [misfit] = reply.json()["facts"]["misfits"]
    assert (misfit["sku"], misfit["location"], misfit["on_hand"], misfit["reserved"]) == (
        "MILK", "DC1", 5, 6,
    )  # fmt: skip
    assert everything() == before


@pytest.mark.parametrize("quantity", [-1, 0, 1.5, "5", None, 10**30, True])
def test_senseless_quantities_are_a_clear_problem(program: StaffProgram, milk: UUID, quantity):
    before = everything()

    reply = program.post(
        "/stock-movements",
        {"reason": "receipt", "movements": [
            {"sku": "MILK", "location": "DC1", "quantity": quantity}]},
    )  # fmt: skip

    assert reply.status_code == 422
    assert "quantity" in reply.json()["detail"]
    assert everything() == before


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/stock-movements", {"reason": "sale", "movements": []}),
        ("/stock-movements", {"movements": [{"sku": "MILK"}]}),
        ("/stock-counts", {"counts": []}),
        ("/stock-transfers", {"transfers": [{"sku": "x" * 2**20}]}),
        ("/stock-buffers", {"buffers": [{"sku": "MILK", "location": "DC1", "buffer": 1, "x": 1}]}),
    ],
)
def test_bodies_of_another_shape_are_a_clear_problem(program: StaffProgram, path: str, body: dict):
    reply = program.post(path, body)

    assert (reply.status_code, reply.json()["code"]) == (422, "request.invalid")


@pytest.mark.parametrize("what", ["movements", "counts", "transfers", "buffers"])
def test_writing_needs_the_scope_and_an_idempotency_key(milk: UUID, what: str):
    places = {"location": "DC1"}
    if what == "transfers":
        places = {"from_location": "DC1", "to_location": "S1"}
    number = {"counts": "counted", "buffers": "buffer"}.get(what, "quantity")
    body = {what: [{"sku": "MILK", number: 1, **places}]}
    if what == "movements":
        body["reason"] = "receipt"

    reader = StaffProgram("stock:read").post("/stock-" + what, body)
    keyless = StaffProgram("stock:write").post("/stock-" + what, body, key="")

    assert (reader.status_code, keyless.status_code) == (403, 400)
    assert keyless.json()["code"] == "idempotency.key_missing"


def test_many_entries_take_as_many_statements_as_few(
    program: StaffProgram, shelf: LocationView, django_assert_num_queries
):
    skus = [f"S-{number}" for number in range(20)]
    for sku in skus:
        a_variant(sku)

    program.get("/locations")
    for some in (skus[:1], skus):
        body = {"reason": "receipt", "movements": [
            {"sku": sku, "location": "DC1", "quantity": 1} for sku in some]}  # fmt: skip
        # Names (2), balances (2), event and answer (1), and the test case's savepoint (2).
        with django_assert_num_queries(7):
            assert program.post("/stock-movements", body).status_code == 200
