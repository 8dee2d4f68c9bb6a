"""Posting with the statement that ends a unit of work: as if it had been posted by itself."""

import pytest
from factories.ledger import CASH, COST, HOUSE, NOW, a_wallet, moved, paid_in

from serai.ledger.public import (
    Entry,
    InsufficientBalance,
    ReferenceReused,
    Unbalanced,
    account_view,
    balance_of,
    credit,
    debit,
    ledger_disagreements,
    open_account,
    post,
    post_at_close,
)
from serai.plumbing.db import unit_of_work
from serai.plumbing.idempotency import IdempotencyKey, answer_once

pytestmark = pytest.mark.django_db
BUS = COST.of("bus", "EUR")


def closed_with(entry: Entry, **more: object) -> None:
    with unit_of_work():
        post_at_close(entry, now=NOW, **more)


def a_fare(amount: int = 250, reference: str = "") -> Entry:
    return moved(amount, debited=BUS, credited=HOUSE, reference=reference)


def test_it_is_posted_once_the_unit_of_work_ends_by_no_statement_of_its_own(
    django_assert_num_queries,
):
    closed_with(a_fare(100))

    with unit_of_work():
        post_at_close(a_fare(250), now=NOW)
        assert balance_of(BUS) == 100
    with django_assert_num_queries(3):  # one, between the savepoints of a test
        closed_with(a_fare(50))

    assert (balance_of(BUS), balance_of(HOUSE)) == (400, -400)
    assert ledger_disagreements() == []


def test_accounts_that_were_never_opened_are_opened_with_those_that_will_be_needed():
    soon = CASH.of("soon", "EUR")

    closed_with(a_fare(), opens=[soon])

    assert (balance_of(BUS), balance_of(HOUSE)) == (250, -250)
    assert account_view(soon).balance == 0


def test_its_reference_with_the_same_content_again_changes_nothing():
    closed_with(a_fare(250, "fare 1"))

    closed_with(a_fare(250, "fare 1"))

    assert balance_of(BUS) == 250
    with pytest.raises(ReferenceReused):
        closed_with(a_fare(300, "fare 1"))
    assert balance_of(BUS) == 250


def test_what_is_not_plain_is_posted_at_once():
    wallet = a_wallet()
    paid_in(100, wallet)

    with unit_of_work():
        post_at_close(moved(40, debited=wallet, credited=HOUSE), now=NOW)
        assert balance_of(wallet) == 60
    with pytest.raises(InsufficientBalance):
        closed_with(moved(61, debited=wallet, credited=HOUSE))

    twice = (debit(BUS, 5), debit(BUS, 7), credit(HOUSE, 12))
    closed_with(Entry("tests.moved", "twice", twice))
    assert balance_of(BUS) == 12
    assert ledger_disagreements() == []


def test_an_entry_that_does_not_balance_is_refused_before_anything_is_written():
    for account in (BUS, HOUSE):
        open_account(account, now=NOW)

    with pytest.raises(Unbalanced):
        closed_with(Entry("tests.moved", "askew", (debit(BUS, 5), credit(HOUSE, 6))))

    assert balance_of(BUS) == 0


def test_a_second_entry_of_one_unit_of_work_counts_as_well():
    post(a_fare(1), now=NOW)

    with unit_of_work():
        post_at_close(a_fare(10), now=NOW)
        post_at_close(a_fare(20), now=NOW)

    assert balance_of(BUS) == 31


def test_a_kept_answer_is_kept_beside_it():
    def ride() -> dict[str, int]:
        post_at_close(a_fare(250, "ride"), now=NOW)
        return {"paid": 250}

    key = IdempotencyKey.of(scope="ride:ann", key="k-1", body=b"{}")
    first = answer_once(key, ride)

    assert answer_once(key, ride) == first == {"paid": 250}
    assert balance_of(BUS) == 250
