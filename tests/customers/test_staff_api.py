"""Customers, for staff."""

import pytest
from django.db import connection
from django.test import Client
from factories.customers import NOW, expect_something_of

from serai.customers.models import Customer
from serai.customers.public import CustomerRow, customer_page, import_customers
from serai.kernel.ids import uuid7, uuid7_at
from serai.kernel.pages import BadCursor, encode_cursor
from serai.plumbing.auth import ensure_api_key


def read(path: str, key: str, **query: str):
    return Client().get(f"/api/staff{path}", query, headers={"Serai-Key": key})


@pytest.fixture
def crowd(db) -> list[str]:
    """Return 25 addresses of imported customers, oldest first."""
    emails = [f"{'ab'[n % 2]}-{n:02d}@example.org" for n in range(25)]
    rows = [
        CustomerRow(uuid7_at(NOW.replace(second=n), seed=b"crowd"), email, "", "elsewhere", NOW)
        for n, email in enumerate(emails)
    ]
    assert import_customers(rows).created == 25
    return emails


def walk(key: str, **query: str) -> list[str]:
    """Return the addresses of every page."""
    found, cursor = [], ""
    while cursor is not None:
        page = read(
            "/customers", key, limit="10", **query, **({"cursor": cursor} if cursor else {})
        )
        assert page.status_code == 200
        found += [customer["email"] for customer in page.json()["items"]]
        cursor = page.json()["next_cursor"]
    return found


def test_pages_hold_everybody_once_newest_first(crowd, staff_key):
    assert walk(staff_key) == crowd[::-1]


def test_a_prefix_finds_addresses_in_their_order(crowd, staff_key):
    assert walk(staff_key, email="B-") == sorted(email for email in crowd if email[0] == "b")
    assert walk(staff_key, email="a-04") == ["a-04@example.org"]
    assert walk(staff_key, email="nobody") == []


@pytest.mark.parametrize("prefix", ["%", "_-0", "a%", "\\", "'"])
def test_a_prefix_is_text_and_no_pattern(crowd, staff_key, prefix):
    assert walk(staff_key, email=prefix) == []


def test_a_page_costs_one_statement_however_many_there_are(crowd, django_assert_num_queries):
    with django_assert_num_queries(1):
        first = customer_page(limit=10)
    with django_assert_num_queries(1):
        customer_page(limit=10, cursor=first.next_cursor)
    with django_assert_num_queries(1):
        customer_page(limit=10, email_prefix="a")


def test_both_orders_run_along_an_index(crowd):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
    newest = Customer.objects.filter(id__lt=uuid7()).order_by("-id")[:10].explain()
    prefix = (
        Customer.objects.filter(email__gte="a", email__lt="a\x7f")
        .order_by("email", "id")[:10]
        .explain()
    )

    assert "Index Scan Backward using customers_customer_pkey" in newest
    assert "Index Scan using customers_email" in prefix
    assert "Index Cond: (((email)::text >= 'a'::text)" in prefix
    assert "Sort" not in newest + prefix


def test_staff_see_where_a_customer_and_their_password_come_from(db, staff_key):
    row = CustomerRow(uuid7(), "household-1@demo.example", "Household 1", "elsewhere", NOW)
    import_customers([row], shared_password="demo-shopper")

    body = read(f"/customers/{row.id}", staff_key).json()

    assert (body["source"], body["credential"], body["kind"]) == ("elsewhere", "shared", "account")
    assert "password_hash" not in body
    assert read("/customers", staff_key).json()["items"] == [body]


def test_an_unknown_customer_is_not_found(staff_key):
    response = read(f"/customers/{uuid7()}", staff_key)

    assert (response.status_code, response.json()["code"]) == (404, "customers.customer_not_found")


@pytest.mark.parametrize("path", ["/customers", "/customers/01a20000-0000-7000-8000-000000000000"])
def test_customers_are_shown_to_keys_with_the_scope_only(an_account, path):
    an_account()
    ensure_api_key("sk_other", "tests", ["orders:read"], "web")

    assert read(path, "sk_other").status_code == 403
    assert read(path, "sk_unknown").status_code == 401


@pytest.mark.parametrize(
    "query",
    [
        {"cursor": "garbled"},
        {"cursor": encode_cursor("x", 1)},
        {"email": "a", "cursor": encode_cursor(uuid7())},
        {"limit": "0"},
        {"limit": "201"},
        {"limit": "-1"},
        {"limit": "ten"},
        {"email": "x" * 300},
    ],
)
def test_an_unfit_page_is_a_clear_problem(crowd, staff_key, query):
    response = read("/customers", staff_key, **query)

    assert response.status_code in (400, 422)
    assert response["Content-Type"] == "application/problem+json"


def test_a_cursor_of_another_list_is_refused(db):
    with pytest.raises(BadCursor):
        customer_page(cursor="x")


def test_a_prediction_is_told_with_its_reasons(an_account, staff_key):
    account = an_account()
    nothing = read(f"/customers/{account.id}/prediction", staff_key)
    expect_something_of(account.id)

    found = read(f"/customers/{account.id}/prediction", staff_key).json()

    assert nothing.status_code == 404
    assert nothing.json()["code"] == "customers.nothing_predicted"
    assert found["spend_minor"] == 31_050
    assert found["next_on"] == "2027-03-24"
    assert found["because"]["churn"][0] == {
        "code": "overdue",
        "value": 1.3,
        "raises": True,
        "words": "1.3 times the usual gap since the last purchase",
    }
