"""The log in the back office: proof of a record, keys that take turns."""

import json
from collections.abc import Callable

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from factories.attest import a_log
from factories.catalog import a_variant
from factories.inventory import a_location, stocked
from factories.pricing import priced

from serai.attest.domain.verifier import check_evidence
from serai.attest.models import SigningKey, TreeHead
from serai.plumbing.db import execute

pytestmark = pytest.mark.django_db


@pytest.fixture
def price() -> str:
    """Return the key of a price in the log."""
    milk = a_variant("MILK").id
    priced(milk, "1.99")
    stocked(milk, a_location(), 10)
    return a_log()


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_log_says_what_comes(owner: Client):
    assert "Nothing yet." in text(owner, "/admin/attest/treehead/")


def test_the_page_shows_size_sources_and_key(owner: Client, price: str):
    page = text(owner, "/admin/attest/treehead/")

    assert "inventory.movement" in page
    assert SigningKey.objects.get().vkey in page.replace("&#x2B;", "+")
    assert TreeHead.objects.get().root.hex() in page


def test_heads_are_found_by_their_size(owner: Client, price: str):
    root = TreeHead.objects.get().root.hex()

    assert root in text(owner, "/admin/attest/treehead/?q=2")
    assert root not in text(owner, "/admin/attest/treehead/?q=3")


def test_a_record_is_proven_and_its_evidence_handed_out(owner: Client, price: str):
    address = f"/admin/attest/treehead/prove/?source=pricing.price&key={price}"

    page = text(owner, address)
    handed_out = owner.get(f"{address}&download=1")

    assert "not proven" not in page
    assert "amount_minor" in page
    assert "attachment" in handed_out["Content-Disposition"]
    assert check_evidence(json.loads(handed_out.content))[0] == 2


def test_a_changed_record_is_not_proven(owner: Client, price: str):
    execute("SET LOCAL session_replication_role = replica")
    execute("UPDATE pricing_price_entry SET amount_minor = 1 WHERE id = %s", [price])

    page = text(owner, f"/admin/attest/treehead/prove/?source=pricing.price&key={price}")

    assert "not proven" in page
    assert "The record is not the one in the log." in page


@pytest.mark.parametrize("query", ["", "?source=pricing.price&key=999", "?source=x&key=<script>"])
def test_what_is_not_in_the_log_is_told(owner: Client, price: str, query: str):
    page = text(owner, f"/admin/attest/treehead/prove/{query}")

    assert "The log has no" in page
    assert "<script>" not in page.partition("<main")[2].partition("The log has no")[2][:40]


def test_who_may_not_see_the_log_may_not_prove(clerk: Callable[..., Client], price: str):
    address = f"/admin/attest/treehead/prove/?source=pricing.price&key={price}"

    assert clerk("pricing.view_priceentry").get(address).status_code == 403
    assert clerk("attest.view_treehead", "attest.view_signingkey").get(address).status_code == 200


def test_a_key_is_rotated_and_who_did_it_is_noted(owner: Client, price: str):
    given = {"_form_submitted": "True", "reason": "Yearly change"}

    owner.post("/admin/attest/signingkey/rotate/", given, follow=True)

    assert SigningKey.objects.count() == 2
    assert TreeHead.objects.count() == 2
    assert "Yearly change" in LogEntry.objects.get().change_message


def test_who_may_only_look_cannot_rotate(clerk: Callable[..., Client], price: str):
    looker = clerk("attest.view_signingkey")

    answer = looker.post(
        "/admin/attest/signingkey/rotate/", {"_form_submitted": "True", "reason": "x"}
    )

    assert answer.status_code == 403
    assert SigningKey.objects.count() == 1
