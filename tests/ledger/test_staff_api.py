"""The books over HTTP."""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from factories.ledger import a_wallet, paid_in

from serai.plumbing.auth import ensure_api_key

pytestmark = pytest.mark.django_db
Call = Callable[..., tuple[int, Any]]


@pytest.fixture
def call(client: Client) -> Call:
    ensure_api_key("sk_reads", "tests", ("ledger:read",), "web")
    ensure_api_key("sk_writes", "tests", ("ledger:read", "ledger:write"), "web")

    def send(method: str, path: str, body: Any = None, *, key: str = "", scope: str = "writes"):
        headers = {"Serai-Key": f"sk_{scope}", "Idempotency-Key": key or uuid4().hex}
        answer = client.generic(
            method,
            f"/api/staff/ledger{path}",
            json.dumps(body) if body is not None else "",
            "application/json",
            headers=headers,
        )
        return answer.status_code, answer.json()

    return send


def opened(call: Call, kind: str, side: str, **wishes: Any) -> str:
    body = {"kind": kind, "owner": "main", "unit": "USD", "normal_side": side, **wishes}
    status, account = call("POST", "/accounts", body)
    assert status == 200
    return account["id"]


def an_entry(call: Call, bank: str, capital: str, amount: int = 1234, **wishes: Any):
    postings = [
        {"account_id": bank, "debit": amount},
        {"account_id": capital, "credit": amount},
    ]
    key = wishes.pop("key", "")
    body = {"your_reference": uuid4().hex, "note": "Begin", "postings": postings, **wishes}
    return call("POST", "/entries", body, key=key)


def test_accounts_are_opened_and_entries_posted_by_hand(call: Call):
    bank = opened(call, "books.bank", "debit")
    capital = opened(call, "books.capital", "credit")

    status, entry = an_entry(call, bank, capital)

    assert status == 200
    assert entry["kind"] == "ledger.by_hand"
    assert [(p["kind"], p["debit"], p["credit"]) for p in entry["postings"]] == [
        ("books.bank", {"amount": "12.34", "minor": 1234, "unit": "USD"}, None),
        ("books.capital", None, {"amount": "12.34", "minor": 1234, "unit": "USD"}),
    ]
    assert call("GET", f"/entries/{entry['id']}") == (200, entry)
    assert opened(call, "books.bank", "debit") == bank
    assert call("POST", "/accounts", {"kind": "books.bank", "owner": "main", "unit": "USD",
                                      "normal_side": "credit"})[0] == 409  # fmt: skip


def test_a_repeated_entry_is_posted_once(call: Call):
    bank, capital = opened(call, "books.bank", "debit"), opened(call, "books.capital", "credit")

    first = an_entry(call, bank, capital, your_reference="r", key="key")
    again = an_entry(call, bank, capital, your_reference="r", key="key")
    by_reference = an_entry(call, bank, capital, your_reference="r")
    other = an_entry(call, bank, capital, 99, your_reference="r")

    assert first == again == by_reference
    assert (other[0], other[1]["code"]) == (422, "ledger.reference_reused")


def test_what_does_not_balance_is_refused(call: Call):
    bank, capital = opened(call, "books.bank", "debit"), opened(call, "books.capital", "credit")
    lines = [{"account_id": bank, "debit": 5}, {"account_id": capital, "credit": 4}]

    status, problem = call("POST", "/entries", {"your_reference": "r", "postings": lines})
    lines[1] = {"account_id": str(uuid4()), "credit": 5}
    missing = call("POST", "/entries", {"your_reference": "r", "postings": lines})
    lines[1] = {"account_id": capital}
    neither = call("POST", "/entries", {"your_reference": "r", "postings": lines})

    assert (status, problem["code"]) == (422, "ledger.unbalanced")
    assert (missing[0], missing[1]["code"]) == (404, "ledger.account_not_found")
    assert neither[0] == 422


def test_a_statement_has_the_balance_after_each_line(call: Call, django_assert_max_num_queries):
    bank, capital = opened(call, "books.bank", "debit"), opened(call, "books.capital", "credit")
    for amount in (100, 20, 3):
        an_entry(call, bank, capital, amount)

    with django_assert_max_num_queries(4):
        _, first = call("GET", f"/accounts/{capital}/statement?limit=2")
    _, second = call("GET", f"/accounts/{capital}/statement?cursor={first['next_cursor']}")

    assert [(x["amount"]["minor"], x["balance"]["minor"]) for x in first["items"]] == [
        (3, 123), (20, 120),
    ]  # fmt: skip
    assert [x["balance"]["amount"] for x in second["items"]] == ["1.00"]
    assert first["account"]["available"]["minor"] == 123
    assert call("GET", f"/accounts/{uuid4()}/statement")[0] == 404


def test_lists_cost_the_same_however_long(call: Call, django_assert_max_num_queries):
    bank, capital = opened(call, "books.bank", "debit"), opened(call, "books.capital", "credit")
    entries = [an_entry(call, bank, capital)[1] for _ in range(5)]

    with django_assert_max_num_queries(2):
        _, page = call("GET", "/entries?limit=3")
    with django_assert_max_num_queries(2):
        _, accounts = call("GET", "/accounts?limit=1")

    assert page["items"] == entries[:1:-1]
    assert len(call("GET", f"/entries?cursor={page['next_cursor']}")[1]["items"]) == 2
    assert [a["kind"] for a in accounts["items"]] == ["books.bank"]
    assert call("GET", f"/accounts?cursor={accounts['next_cursor']}")[1]["next_cursor"] is None


def test_the_trial_balance_is_shown_with_its_sums(call: Call):
    bank, capital = opened(call, "books.bank", "debit"), opened(call, "books.capital", "credit")
    an_entry(call, bank, capital)

    _, shown = call("GET", "/trial-balance")
    _, before = call("GET", "/trial-balance?until=2001-01-01T00:00:00Z")

    assert [(r["kind"], r["debit"]["minor"], r["credit"]["minor"]) for r in shown["rows"]] == [
        ("books.bank", 1234, 0), ("books.capital", 0, 1234),
    ]  # fmt: skip
    [total] = shown["totals"]
    assert total["debit"] == total["credit"]
    assert before == {"rows": [], "totals": []}


def test_only_what_was_posted_by_hand_is_reversed_by_hand(call: Call):
    bank, capital = opened(call, "books.bank", "debit"), opened(call, "books.capital", "credit")
    _, entry = an_entry(call, bank, capital)
    other = paid_in(5, a_wallet())

    status, undone = call("POST", f"/entries/{entry['id']}/reversal", {"reason": "Typed twice"})
    of_the_shop = call("POST", f"/entries/{other.id}/reversal", {"reason": "No"})
    nobody = call("POST", f"/entries/{uuid4()}/reversal", {"reason": "No"})

    assert (status, undone["reverses_id"], undone["note"]) == (200, entry["id"], "Typed twice")
    assert (of_the_shop[0], of_the_shop[1]["code"]) == (409, "ledger.not_written_by_hand")
    assert nobody[0] == 404


def test_who_may_only_read_writes_nothing(call: Call):
    status, problem = call("POST", "/accounts", {}, scope="reads")

    assert (status, problem["code"]) == (403, "auth.not_allowed")
    assert call("GET", "/accounts", scope="reads")[0] == 200
