"""Accounts, statements, entries, the trial balance."""

from datetime import timedelta

import pytest
from factories.ledger import CASH, COST, HOUSE, NOW, WALLET, a_wallet, moved, paid_in, spent

from serai.kernel.ids import uuid7
from serai.kernel.pages import BadCursor
from serai.ledger.domain.units import in_words
from serai.ledger.public import (
    AccountNotFound,
    EntryNotFound,
    account_page,
    entry_page,
    entry_view,
    post,
    statement,
    trial_balance,
)

pytestmark = pytest.mark.django_db


def test_a_statement_runs_backwards_with_the_balance_after_each_line(django_assert_num_queries):
    wallet = a_wallet()
    for amount in range(1, 8):
        paid_in(amount * 10, wallet, note=f"{amount}")
    spent(80, wallet)

    with django_assert_num_queries(2):
        first = statement(wallet, limit=3)
    second = statement(wallet, limit=5, cursor=first.next_cursor)

    assert [(line.amount, line.balance) for line in first.items] == [
        (-80, 200),
        (70, 280),
        (60, 210),
    ]
    assert [(line.amount, line.balance) for line in second.items] == [
        (50, 150), (40, 100), (30, 60), (20, 30), (10, 10),
    ]  # fmt: skip
    assert second.next_cursor is None
    with pytest.raises(BadCursor):
        statement(wallet, cursor="nonsense")
    with pytest.raises(AccountNotFound):
        statement(uuid7())


def test_the_trial_balance_has_as_much_in_debit_as_in_credit(django_assert_num_queries):
    for owner in ("ann", "bob"):
        paid_in(100, a_wallet(owner))
    paid_in(7, a_wallet("ann", "PTS"))
    late = moved(30, debited=COST.of("", "EUR"), credited=HOUSE, occurred_at=NOW + timedelta(1))
    post(late, now=NOW)

    with django_assert_num_queries(1):
        now = trial_balance()
    before = trial_balance(until=NOW)

    assert [(r.kind, r.unit, r.accounts, r.debit, r.credit) for r in now.rows] == [
        ("tests.cash", "EUR", 1, 170, 0),
        ("tests.cash", "PTS", 1, 7, 0),
        ("tests.cost", "EUR", 1, 30, 0),
        ("tests.wallet", "EUR", 2, 0, 200),
        ("tests.wallet", "PTS", 1, 0, 7),
    ]
    assert now.totals == {"EUR": (200, 200), "PTS": (7, 7)}
    assert before.totals == {"EUR": (200, 200), "PTS": (7, 7)}
    assert before.rows[0].debit == 200


def test_an_empty_ledger_has_an_empty_trial_balance():
    assert trial_balance().rows == ()


def test_accounts_are_listed_by_name_kind_and_owner(django_assert_num_queries):
    for owner in ("bob", "ann", "cid"):
        paid_in(1, a_wallet(owner))

    with django_assert_num_queries(1):
        first = account_page(limit=2)
    rest = account_page(limit=2, cursor=first.next_cursor)

    assert [(a.kind, a.owner) for a in first.items + rest.items] == [
        ("tests.cash", ""), ("tests.wallet", "ann"), ("tests.wallet", "bob"), ("tests.wallet", "cid"),
    ]  # fmt: skip
    assert rest.next_cursor is None
    assert [a.owner for a in account_page(kind="tests.wallet", owner="bob").items] == ["bob"]
    assert account_page(owner="nobody").items == []


def test_entries_are_listed_newest_first_with_their_postings(django_assert_num_queries):
    entries = [paid_in(amount, a_wallet()) for amount in (1, 2, 3)]

    with django_assert_num_queries(1):
        first = entry_page(limit=2)
    rest = entry_page(limit=2, cursor=first.next_cursor)

    assert first.items + rest.items == entries[::-1]
    assert rest.next_cursor is None
    with pytest.raises(EntryNotFound):
        entry_view(uuid7())


@pytest.mark.parametrize(
    ("amount", "unit", "words"),
    [(1234, "EUR", "12.34 EUR"), (-5, "JPY", "-5 JPY"), (1234, "BHD", "1.234 BHD"),
     (250, "PTS", "250 PTS"), (1500, "KGCO2E", "1.500 KGCO2E"), (3, "MILES", "3 MILES")],
)  # fmt: skip
def test_amounts_are_shown_in_their_units(amount: int, unit: str, words: str):
    assert in_words(amount, unit) == words


def test_the_name_of_an_account_gives_its_id():
    assert WALLET.of("ann", "EUR").id == a_wallet("ann", "EUR").id
    assert len({WALLET.of("a", "EUR").id, WALLET.of("", "EUR").id, CASH.of("a", "EUR").id}) == 3
