"""Posting entries."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from factories.ledger import CASH, HOUSE, NOW, WALLET, a_wallet, moved, paid_in, spent

from serai.kernel.ids import uuid7
from serai.ledger.models import EntryRow, PostingRow
from serai.ledger.public import (
    AccountDiffers,
    AccountKind,
    AccountNotFound,
    BadAccount,
    BadEntry,
    BadUnit,
    Entry,
    InsufficientBalance,
    NotReversible,
    ReferenceReused,
    Side,
    Unbalanced,
    account_view,
    balance_of,
    credit,
    debit,
    entry_view,
    ledger_disagreements,
    open_account,
    post,
    post_many,
    reverse,
)
from serai.plumbing.db import execute, rows, unit_of_work

pytestmark = pytest.mark.django_db


def test_an_entry_moves_its_accounts(django_assert_num_queries):
    wallet = a_wallet()
    paid_in(500, wallet)

    with unit_of_work(), django_assert_num_queries(1):
        entry = spent(120, wallet, note="A book")

    assert (balance_of(wallet), balance_of(HOUSE)) == (380, 380)
    assert [(p.kind, p.amount, p.balance) for p in entry.postings] == [
        ("tests.wallet", 120, -380),
        ("tests.cash", -120, 380),
    ]
    assert entry_view(entry.id) == entry
    assert ledger_disagreements() == []


def test_accounts_open_at_first_use_and_their_ids_follow_from_their_names():
    paid_in(5, a_wallet("bob", "PTS"))

    view = account_view(a_wallet("bob", "PTS").id)
    assert (view.kind, view.owner, view.unit, view.normal_side) == (
        "tests.wallet", "bob", "PTS", Side.CREDIT,
    )  # fmt: skip
    assert (view.balance, view.held, view.available) == (5, 0, 5)


def test_an_account_that_was_never_opened_is_not_found_by_its_id():
    with pytest.raises(AccountNotFound):
        post(Entry("tests.x", "x", (debit(uuid7(), 1), credit(HOUSE, 1))), now=NOW)

    with pytest.raises(AccountNotFound):
        account_view(HOUSE)
    assert balance_of(HOUSE) == 0


def test_what_does_not_sum_to_zero_in_each_unit_is_refused():
    euros, dollars = a_wallet("ann", "EUR"), a_wallet("ann", "USD")

    with pytest.raises(Unbalanced) as refusal:
        post(Entry("tests.x", "x", (debit(HOUSE, 2), credit(euros, 1))), now=NOW)
    assert (refusal.value.unit, refusal.value.difference) == ("EUR", 1)
    with pytest.raises(Unbalanced):
        post(Entry("tests.x", "x", (debit(HOUSE, 2), credit(dollars, 2))), now=NOW)


def test_units_of_accounts_that_are_named_by_id_are_weighed_as_well():
    paid_in(10, a_wallet("ann", "EUR"))
    paid_in(10, a_wallet("ann", "USD"))
    mixed = debit(a_wallet("ann", "EUR").id, 2), credit(a_wallet("ann", "USD").id, 2)

    with pytest.raises(Unbalanced):
        post(Entry("tests.x", "x", mixed), now=NOW)

    assert EntryRow.objects.count() == 2


def test_one_entry_may_move_several_units():
    euros, points = a_wallet("ann", "EUR"), a_wallet("ann", "PTS")
    house = CASH.of("", "PTS")

    post(
        Entry(
            "tests.x",
            "x",
            (debit(HOUSE, 900), credit(euros, 900), debit(house, 9), credit(points, 9)),
        ),
        now=NOW,
    )

    assert (balance_of(euros), balance_of(points)) == (900, 9)


@pytest.mark.parametrize("amounts", [(), (5,), (0, 0), (1.5, -1.5), (10**15 + 1, -(10**15) - 1)])
def test_what_could_not_mean_anything_is_refused(amounts: tuple[int, ...]):
    postings = tuple(debit(HOUSE, amount) for amount in amounts)

    with pytest.raises(BadEntry):
        post(Entry("tests.x", "x", postings), now=NOW)


@pytest.mark.parametrize(
    ("kind", "reference", "note"),
    [("", "x", ""), ("k", "", ""), ("k" * 51, "x", ""), ("k", "x" * 201, ""), ("k", "x", "\x00")],
)
def test_texts_that_do_not_fit_are_refused(kind: str, reference: str, note: str):
    with pytest.raises(BadEntry):
        post(Entry(kind, reference, (debit(HOUSE, 1), credit(HOUSE, 1)), note), now=NOW)


@pytest.mark.parametrize("unit", ["", "eu", "EU", "EURO€", "1PT", "TOOLONGAUNITX"])
def test_what_is_no_unit_is_refused(unit: str):
    with pytest.raises(BadUnit):
        open_account(WALLET.of("ann", unit), now=NOW)


def test_names_and_rules_that_do_not_go_together_are_refused():
    with pytest.raises(BadAccount):
        open_account(AccountKind("x", Side.DEBIT, True, True).of("", "EUR"), now=NOW)
    with pytest.raises(BadAccount):
        open_account(WALLET.of("a\nb", "EUR"), now=NOW)
    with pytest.raises(BadAccount):
        open_account(AccountKind("", Side.DEBIT).of("", "EUR"), now=NOW)


def test_an_account_is_opened_once_and_keeps_its_rules():
    first = open_account(a_wallet(), now=NOW)

    assert open_account(a_wallet(), now=NOW) == first
    with pytest.raises(AccountDiffers):
        open_account(AccountKind("tests.wallet", Side.DEBIT).of("ann", "EUR"), now=NOW)


def test_what_may_not_be_negative_is_refused_and_nothing_is_written():
    wallet = a_wallet()
    paid_in(100, wallet)

    with pytest.raises(InsufficientBalance) as refusal:
        spent(130, wallet)

    assert (refusal.value.account_id, refusal.value.short) == (wallet.id, 30)
    assert balance_of(wallet) == 100
    assert EntryRow.objects.count() == 1


def test_a_refusal_leaves_the_callers_work_alone():
    wallet = a_wallet()
    paid_in(100, wallet)

    with unit_of_work():
        spent(60, wallet)
        with transaction.atomic(), pytest.raises(InsufficientBalance):
            spent(60, wallet)
        spent(40, wallet)

    assert balance_of(wallet) == 0


def test_the_same_reference_posts_once():
    wallet = a_wallet()

    first = paid_in(100, wallet, reference="gift 1")
    again = paid_in(100, wallet, reference="gift 1")

    assert again == first
    assert balance_of(wallet) == 100


def test_the_same_reference_with_another_content_is_refused():
    wallet = a_wallet()
    paid_in(100, wallet, reference="gift 1")

    with pytest.raises(ReferenceReused):
        paid_in(101, wallet, reference="gift 1")
    with pytest.raises(ReferenceReused):
        paid_in(100, wallet, reference="gift 1", note="Another")

    assert balance_of(wallet) == 100


def test_one_account_may_stand_on_several_lines():
    wallet = a_wallet()

    post(Entry("tests.x", "x", (debit(wallet, 30), credit(wallet, 50), debit(HOUSE, 20))), now=NOW)

    assert balance_of(wallet) == 20
    assert ledger_disagreements() == []


def test_a_reversal_is_the_opposite_and_happens_once():
    wallet = a_wallet()
    gift = paid_in(100, wallet)

    undone = reverse(gift.id, reason="A mistake", now=NOW)

    assert reverse(gift.id, reason="A mistake", now=NOW) == undone
    assert undone.reverses_id == gift.id
    assert [p.amount for p in undone.postings] == [-p.amount for p in gift.postings]
    assert (balance_of(wallet), balance_of(HOUSE)) == (0, 0)
    with pytest.raises(NotReversible):
        reverse(gift.id, reason="Another reason", now=NOW)
    with pytest.raises(NotReversible):
        reverse(undone.id, reason="Back", now=NOW)


def test_what_is_spent_already_cannot_be_reversed():
    wallet = a_wallet()
    gift = paid_in(100, wallet)
    spent(50, wallet)

    with pytest.raises(InsufficientBalance):
        reverse(gift.id, reason="A mistake", now=NOW)

    assert balance_of(wallet) == 50


def test_many_entries_are_one_statement(django_assert_num_queries):
    wallets = [a_wallet(str(number)) for number in range(50)]
    entries = [
        moved(10 + number, debited=HOUSE, credited=wallet, reference=f"{number}")
        for number, wallet in enumerate(wallets)
    ]
    for wallet in wallets:
        open_account(wallet, now=NOW)
    open_account(HOUSE, now=NOW)

    with (
        unit_of_work(),
        django_assert_num_queries(4),
    ):  # a setting, a savepoint, the statement, its release
        assert post_many(entries, now=NOW) == 50

    assert post_many(entries, now=NOW) == 0
    assert balance_of(HOUSE) == sum(range(10, 60))
    assert ledger_disagreements() == []


def test_many_entries_are_as_if_posted_one_after_another():
    wallet = a_wallet()
    gift = moved(100, debited=HOUSE, credited=wallet)
    drinks = [moved(60, debited=wallet, credited=HOUSE) for _ in range(2)]

    with pytest.raises(InsufficientBalance):
        post_many([drinks[0], gift], now=NOW)
    with pytest.raises(InsufficientBalance):
        post_many([gift, *drinks], now=NOW)
    assert post_many([gift, drinks[0]], now=NOW) == 2

    assert balance_of(wallet) == 40


def test_many_entries_are_refused_together():
    wallet = a_wallet()
    paid_in(1, wallet, reference="known")

    with pytest.raises(ReferenceReused):
        post_many([moved(2, debited=HOUSE, credited=wallet, reference="known")], now=NOW)
    twice = moved(2, debited=HOUSE, credited=wallet, reference="twice")
    with pytest.raises(ReferenceReused):
        post_many([twice, twice], now=NOW)
    with pytest.raises(Unbalanced):
        post_many(
            [twice, Entry("tests.x", "odd", (debit(HOUSE.id, 2), credit(wallet.id, 1)))], now=NOW
        )

    assert balance_of(wallet) == 1


@pytest.mark.parametrize(
    "rewrite",
    [
        "UPDATE ledger_entry SET note = 'x'",
        "DELETE FROM ledger_entry",
        "UPDATE ledger_posting SET amount = 1",
        "DELETE FROM ledger_posting",
        "DELETE FROM ledger_lot_use",
        "UPDATE ledger_account SET unit = 'USD'",
        "UPDATE ledger_account SET normal_side = 'debit'",
        "DELETE FROM ledger_account",
        "TRUNCATE ledger_posting",
        "TRUNCATE ledger_entry CASCADE",
    ],
)
def test_the_database_refuses_to_rewrite_the_books(rewrite: str):
    paid_in(100, a_wallet())
    execute("SET CONSTRAINTS ALL IMMEDIATE")
    execute("SET LOCAL serai.empty_the_ledger = 'no'")

    with pytest.raises(DatabaseError, match=r"only added|for ever"), transaction.atomic():
        execute(rewrite)


@pytest.mark.parametrize(
    ("amounts", "lines", "constraint"),
    [
        ([5, -4], [1, 2], "ledger_entry_sums_to_zero"),
        ([5, -5], [1, 3], "ledger_entry_is_whole"),
        ([5], [1], "ledger_entry_sums_to_zero"),
    ],
)
def test_the_database_weighs_entries_at_commit(amounts, lines, constraint):
    by_sql("e1", amounts, lines)

    with pytest.raises(IntegrityError) as refusal:
        execute("SET CONSTRAINTS ALL IMMEDIATE")

    assert refusal.value.__cause__.diag.constraint_name == constraint


def test_an_entry_may_be_written_in_several_statements():
    key = by_sql("e1", [5], [1])
    line_by_sql(key, -5, 2)

    execute("SET CONSTRAINTS ALL IMMEDIATE")

    assert rows("SELECT count(*) FROM ledger_unsettled") == [(0,)]


def test_nothing_is_added_to_an_entry_that_is_whole():
    entry = paid_in(100, a_wallet())
    line_by_sql(entry.id, 5, 3)
    line_by_sql(entry.id, -5, 4)

    with pytest.raises(IntegrityError):
        execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_database_itself_keeps_balances_from_falling_too_low():
    wallet = a_wallet()
    paid_in(100, wallet)

    for change in ("balance = 1", "held = 101", "held = -1"):
        with pytest.raises(IntegrityError), transaction.atomic():
            execute(f"UPDATE ledger_account SET {change} WHERE id = %s", [wallet.id])


def test_what_was_tampered_with_is_found():
    wallet = a_wallet()
    paid_in(100, wallet)

    execute("UPDATE ledger_account SET balance = -90, held = 5 WHERE id = %s", [wallet.id])

    assert ledger_disagreements() == [
        "Account tests.wallet ann EUR: balance -90, but -100 posted.",
        "Account tests.wallet ann EUR: balance -90, but -100 after its last line.",
        "Account tests.wallet ann EUR: 5 held, but open holds of 0.",
    ]


def by_sql(reference: str, amounts: list[int], lines: list[int]):
    open_account(HOUSE, now=NOW)
    key = uuid7()
    execute(
        "INSERT INTO ledger_entry VALUES (%s, 'tests.sql', %s, '', 2, '', %s, %s, NULL)",
        [key, reference, NOW, NOW],
    )
    for amount, line in zip(amounts, lines, strict=True):
        line_by_sql(key, amount, line)
    return key


def line_by_sql(key, amount: int, line: int) -> None:
    execute(
        "INSERT INTO ledger_posting (entry_id, line, account_id, amount, balance, occurred_at)"
        " VALUES (%s, %s, %s, %s, 0, %s)",
        [key, line, HOUSE.id, amount, NOW],
    )


def test_postings_are_numbered_and_kept_in_order():
    wallet = a_wallet()
    for amount in (1, 2, 3):
        paid_in(amount, wallet)

    kept = PostingRow.objects.filter(account=wallet.id).order_by("id")

    assert [(row.amount, row.balance) for row in kept] == [(-1, -1), (-2, -3), (-3, -6)]
