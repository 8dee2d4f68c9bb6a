"""The books in the back office."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from factories.ledger import CASH, NOW, POINTS, a_wallet, moved, paid_in, spent

from serai.ledger.public import HoldAmount, account_view, hold, post
from serai.ledger.usecases.post_by_hand import post_by_hand

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(client: Client) -> Client:
    client.force_login(User.objects.create(username="owner", is_staff=True, is_superuser=True))
    return client


def page(owner: Client, path: str) -> str:
    answer = owner.get(f"/admin/ledger/{path}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_account_leads_to_its_statement(owner: Client):
    wallet = a_wallet()
    paid_in(12_345, wallet, note="A gift")
    spent(45, wallet)
    paid_in(77, a_wallet("bob"))
    hold(HoldAmount(wallet, 300, "order 1"), now=NOW)

    accounts = page(owner, "accountrow/")
    statement = page(owner, f"postingrow/?q={wallet.id}")

    assert f'href="/admin/ledger/postingrow/?q={wallet.id}"' in accounts
    assert "123.00 EUR" in accounts
    assert "120.00 EUR" in accounts
    assert "A gift" in statement
    assert "123.45 EUR" in statement
    assert "0.77 EUR" not in statement
    assert "order 1" in page(owner, "hold/")
    assert "123.00 EUR" in page(owner, f"accountrow/{wallet.id}/change/")


def test_lots_are_shown_with_their_ends(owner: Client):
    points = POINTS.of("ann", "PTS")
    entry = moved(50, debited=CASH.of("", "PTS"), credited=points, expires_at=NOW)
    post(entry, now=NOW)

    assert "until 2026-03-14" in page(owner, f"accountrow/{points.id}/change/")


def test_the_trial_balance_shows_that_it_balances(owner: Client):
    paid_in(12_345, a_wallet())
    paid_in(10, a_wallet("bob", "PTS"))

    shown = page(owner, "trialbalanceline/")

    assert shown.count("123.45 EUR") == 4
    assert "NO" not in shown[shown.index("Total debit") :].partition("</table>")[0]


def test_an_entry_by_hand_is_reversed_with_a_reason(owner: Client):
    wallet = a_wallet()
    of_the_shop = paid_in(100, wallet)
    bank, purse = CASH.of("", "EUR"), wallet
    lines = moved(50, debited=bank, credited=purse).postings
    by_hand = post_by_hand("r", lines, note="", now=NOW)

    for entry in (by_hand, of_the_shop):
        assert "postings" in page(owner, f"entryrow/{entry.id}/change/").lower()
        answers = {"_form_submitted": "True", "reason": "Typed twice"}
        owner.post(f"/admin/ledger/entryrow/{entry.id}/reverse/", answers)

    assert account_view(wallet).balance == 100
    shown = page(owner, "entryrow/")
    assert shown.count("Typed twice") >= 1
