"""The staff's routes."""

import io
import json

import polars as pl
import pytest
from factories.catalog import a_product, categories

from serai.catalog.public import attributes, product, variants_of_skus
from serai.kernel.ids import uuid7

pytestmark = pytest.mark.django_db


def test_products_come_as_json_and_are_read_back(a_staff):
    categories({"slug": "milk", "name": "Milk"})
    row = {"sku": "M1", "name": "Milk", "category": "milk", "brand": "Meadow", "channels": ["web"]}

    report = a_staff.send("POST", "/products", {"rows": [row]})
    page = a_staff.get("/products?category=milk&limit=1")

    assert (report.status_code, report.json()) == (200, {
        "created": 1, "updated": 0, "unchanged": 0, "rejected": 0, "error_count": 0, "errors": [],
    })  # fmt: skip
    [item] = page.json()["items"]
    assert page.json()["next_cursor"] is None
    assert (item["name"], item["category_path"], item["channels"], item["version"]) == (
        "Milk", [{"slug": "milk", "name": "Milk"}], ["web"], 1,
    )  # fmt: skip
    assert item["picture"] == {"src": "/pictures/milk/national/milk.svg", "alt": "Milk"}
    assert item["variants"][0]["sku"] == "M1"
    assert a_staff.get(f"/products/{item['id']}").json() == item


@pytest.mark.parametrize(
    "media_type", ["text/csv", "application/jsonl", "application/vnd.apache.parquet"]
)
def test_products_come_as_a_file(a_staff, media_type):
    rows = [{"sku": "M1", "name": "Milk"}, {"sku": "M2", "name": "Kefir"}]
    buffer = io.BytesIO()
    if media_type == "text/csv":
        pl.DataFrame(rows).write_csv(buffer)
    elif media_type == "application/jsonl":
        buffer.write("\n".join(map(json.dumps, rows)).encode())
    else:
        pl.DataFrame(rows).write_parquet(buffer)

    report = a_staff.send("POST", "/products", buffer.getvalue(), media_type=media_type)

    assert (report.status_code, report.json()["created"]) == (200, 2)


def test_bad_rows_are_a_problem_with_every_error_and_nothing_is_written(a_staff):
    rows = [{"sku": "M1", "name": "Milk"}, {"sku": "M2", "name": "x" * 2**20, "gtin": "1"}]

    answer = a_staff.send("POST", "/products", {"rows": rows})

    assert answer.status_code == 422
    problem = answer.json()
    assert (problem["code"], problem["facts"]["error_count"]) == ("catalog.rows_rejected", 2)
    assert problem["facts"]["errors"][1] == {
        "line": 2, "field": "name", "reason": "At most 300 characters; this has 1,048,576.",
    }  # fmt: skip
    assert variants_of_skus(["M1"]) == {}

    answer = a_staff.send("POST", "/products?skip_bad=true", {"rows": rows})

    assert (answer.status_code, answer.json()["created"], answer.json()["rejected"]) == (200, 1, 1)


@pytest.mark.parametrize(
    ("body", "media_type", "status"),
    [
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b'{"rows": [1]}', "application/json", 400),
        (b'{"rows": [{"sku": "\xff"}]}', "application/json", 400),
        (b'{"rows": [{"sku": "A", "name": "\\ud800"}]}', "application/json", 400),
        (b"x", "application/xml", 415),
        (b"\xff\xfe\x00", "text/csv", 422),
        (b"PAR1", "application/vnd.apache.parquet", 422),
        (b"\x00", "application/jsonl", 422),
    ],
)
def test_a_body_that_cannot_be_read_is_a_problem(a_staff, body, media_type, status):
    answer = a_staff.send("POST", "/products", body, media_type=media_type)

    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert "Traceback" not in answer.content.decode()


def test_a_repeated_load_gets_the_first_answer_and_publishes_once(a_staff, published):
    body = {"rows": [{"sku": "M1", "name": "Milk"}]}

    first = a_staff.send("POST", "/products", body, **{"Idempotency-Key": "k1"})
    seen = len(published())
    second = a_staff.send("POST", "/products", body, **{"Idempotency-Key": "k1"})
    other = a_staff.send("POST", "/products", {"rows": []}, **{"Idempotency-Key": "k1"})

    assert first.json() == second.json()
    assert len(published()) == seen
    assert (other.status_code, other.json()["code"]) == (422, "idempotency.key_reused")
    assert a_staff.send("POST", "/products", body, **{"Idempotency-Key": ""}).status_code == 400


def test_an_edit_names_the_version_it_was_made_from(a_staff):
    milk = a_product("M1")
    path = f"/products/{milk.id}"

    edited = a_staff.send("PATCH", path, {"version": 1, "name": "Fresh milk", "description": "!"})
    stale = a_staff.send("PATCH", path, {"version": 1, "name": "Old milk"})
    wrong = a_staff.send("PATCH", path, {"version": 2, "name": ""})
    missing = a_staff.send("PATCH", f"/products/{uuid7()}", {"version": 1})

    assert (edited.status_code, edited.json()["name"], edited.json()["version"]) == (
        200, "Fresh milk", 2,
    )  # fmt: skip
    assert (stale.status_code, stale.json()["facts"]) == (409, {"yours": 1, "current": 2})
    assert (wrong.status_code, wrong.json()["facts"]["field"]) == (422, "name")
    assert missing.status_code == 404
    assert a_staff.send("PATCH", path, {"name": "Milk"}).status_code == 422
    assert a_staff.send("PATCH", path, {"version": 2, "sku": "M2"}).status_code == 422


def test_variants_are_edited_in_bulk(a_staff):
    a_product("M1")

    good = a_staff.send("POST", "/variants", {"edits": [{"sku": "M1", "weight_g": 950}]})
    bad = a_staff.send("POST", "/variants", {"edits": [{"sku": "M1", "weight_g": 0.5}]})

    assert (good.status_code, good.json()["updated"]) == (200, 1)
    assert bad.json()["facts"]["errors"][0]["field"] == "weight_g"
    assert variants_of_skus(["M1"])["M1"].weight_g == 950
    assert a_staff.send("POST", "/variants", {"edits": []}).status_code == 422


def test_a_product_is_withdrawn_and_restored(a_staff):
    milk = a_product("M1")

    gone = a_staff.send("POST", f"/products/{milk.id}/withdrawal", {"reason": "Recalled"})
    assert (gone.json()["active"], gone.json()["withdrawn_because"]) == (False, "Recalled")
    assert a_staff.get("/products?active=false").json()["items"][0]["id"] == str(milk.id)

    back = a_staff.send("POST", f"/products/{milk.id}/restoration")
    assert back.json()["active"] is True
    assert product(milk.id).active


def test_categories_brands_and_attributes_are_written_and_read(a_staff):
    tree = [{"slug": "dairy", "name": "Dairy"}, {"slug": "milk", "name": "Milk", "parent": "dairy"}]

    assert a_staff.send("POST", "/categories", {"rows": tree}).json()["created"] == 2
    assert a_staff.send("POST", "/brands", {"rows": [{"name": "Meadow"}]}).json()["created"] == 1
    fat = {"code": "fat", "kind": "number", "unit": "%"}
    assert a_staff.send("POST", "/attributes", {"rows": [fat]}).json()["created"] == 1
    bad = a_staff.send("POST", "/categories", {"rows": [{"slug": "milk", "parent": "milk"}]})

    assert [item["path"] for item in a_staff.get("/categories").json()["items"]] == [
        ["dairy"], ["dairy", "milk"],
    ]  # fmt: skip
    assert a_staff.get("/attributes").json()["items"][0]["code"] == "fat"
    assert list(attributes()) == ["fat"]
    assert (bad.status_code, bad.json()["code"]) == (422, "catalog.rows_rejected")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/products"),
        ("PATCH", "/products/{id}"),
        ("POST", "/products/{id}/withdrawal"),
        ("POST", "/products/{id}/restoration"),
        ("POST", "/variants"),
        ("POST", "/categories"),
        ("POST", "/brands"),
        ("POST", "/attributes"),
    ],
)
def test_a_key_that_may_only_read_changes_nothing(a_reader, method, path):
    milk = a_product("M1")

    answer = a_reader.send(method, path.format(id=milk.id), {"version": 1})

    assert answer.status_code == 403
    assert product(milk.id) == milk
    assert a_reader.get("/products").status_code == 200


@pytest.mark.parametrize("path", ["/products", "/categories", "/attributes"])
def test_nothing_is_read_without_a_key(a_staff, path):
    assert a_staff.get(path, **{"Serai-Key": ""}).status_code == 401


@pytest.mark.parametrize("query", ["cursor=x", "limit=0", "limit=201", "active=perhaps"])
def test_a_query_that_does_not_fit_is_a_problem(a_staff, query):
    answer = a_staff.get(f"/products?{query}")

    assert answer.status_code in (400, 422)
    assert answer["Content-Type"] == "application/problem+json"


def test_a_page_costs_the_same_statements_for_many_products(a_staff, django_assert_num_queries):
    a_product("M0")
    a_staff.get("/products")
    with django_assert_num_queries(2):
        a_staff.get("/products?limit=1")
    for number in range(1, 6):
        a_product(f"M{number}")
    with django_assert_num_queries(2):
        assert len(a_staff.get("/products?limit=50").json()["items"]) == 6
