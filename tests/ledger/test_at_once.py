"""What many do at once, with real threads and processes on PostgreSQL."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from random import Random
from threading import Barrier

import pytest
from django.db import connection
from factories.ledger import COST, HOUSE, NOW, POINTS, WALLET, a_wallet, moved, paid_in, spent

from serai.ledger.public import (
    CaptureHold,
    HoldAmount,
    InsufficientBalance,
    ReferenceReused,
    account_view,
    balance_of,
    capture_hold,
    entry_page,
    hold,
    ledger_disagreements,
    open_account,
    open_lots,
    post,
    post_many,
    release_hold,
    trial_balance,
)
from serai.ledger.usecases.expire_lots import expire_lots

pytestmark = pytest.mark.django_db(transaction=True)
PROCESSES, MOVES = 32, 40
WALLETS = [a_wallet(f"wallet {number}") for number in range(10)]


def at_once(*acts: Callable[[], object]) -> Counter[str]:
    """Start every act at the same moment, each in a thread of its own; count results and refusals."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        start.wait()
        try:
            return type(act()).__name__
        except (InsufficientBalance, ReferenceReused) as no:
            return type(no).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return Counter(pool.map(run, acts))


def _moves_in_a_process(seed: int) -> Counter[str]:
    connection.close()
    chance, met = Random(seed), Counter()
    for number in range(MOVES):
        source, target = chance.sample(WALLETS, 2)
        try:
            if chance.random() < 0.2:
                several = [
                    moved(chance.randint(1, 30), debited=a, credited=b)
                    for a, b in (chance.sample(WALLETS, 2) for _ in range(5))
                ]
                met["posted"] += post_many(several, now=NOW)
            else:
                reference = f"{seed} {number}"
                post(
                    moved(
                        chance.randint(1, 80),
                        debited=source,
                        credited=target,
                        reference=reference,
                    ),
                    now=NOW,
                )
                met["posted"] += 1
        except InsufficientBalance:
            met["refused"] += 1
    connection.close()
    return met


def test_of_32_processes_that_move_between_10_accounts_nothing_is_lost_and_none_deadlocks():
    for wallet in WALLETS:
        paid_in(100, wallet)
    connection.close()

    with get_context("fork").Pool(PROCESSES) as pool:
        met = sum(pool.map(_moves_in_a_process, range(PROCESSES), 1), Counter())

    assert met["posted"] > 0
    assert sum(balance_of(wallet) for wallet in WALLETS) == 1000
    assert all(balance_of(wallet) >= 0 for wallet in WALLETS)
    assert sum(row.debit - row.credit for row in trial_balance().rows) == 0
    assert ledger_disagreements() == []
    assert met["posted"] + len(WALLETS) == _entries()


def test_of_many_who_spend_the_same_money_exactly_as_many_succeed_as_it_is_for():
    paid_in(100, a_wallet())

    met = at_once(*(lambda: spent(15, a_wallet()) for _ in range(20)))

    assert met == {"EntryView": 6, "InsufficientBalance": 14}
    assert balance_of(a_wallet()) == 10


def test_one_reference_that_comes_many_times_at_once_posts_once():
    met = at_once(*(lambda: paid_in(7, a_wallet(), reference="gift") for _ in range(12)))

    assert met == {"EntryView": 12}
    assert balance_of(a_wallet()) == 7


def test_one_reference_among_many_entries_at_once_posts_once():
    open_account(HOUSE, now=NOW)

    def both_ways(seed: int) -> int:
        names = [f"entry {number}" for number in range(8)]
        Random(seed).shuffle(names)
        entries = [moved(1, debited=HOUSE, credited=a_wallet(), reference=name) for name in names]
        return post_many(entries, now=NOW)

    met = at_once(*(lambda seed=seed: both_ways(seed) for seed in range(8)))

    assert met == {"int": 8}
    assert balance_of(a_wallet()) == 8
    assert ledger_disagreements() == []


def test_one_reference_with_other_contents_at_once_is_refused_but_for_one():
    met = at_once(*(lambda n=n: paid_in(n, a_wallet(), reference="gift") for n in range(1, 9)))

    assert met == {"EntryView": 1, "ReferenceReused": 7}
    assert _entries() == 1


def test_accounts_that_open_at_once_open_once():
    met = at_once(
        *(lambda n=n: paid_in(1, WALLET.of("new", "EUR"), note=f"{n}") for n in range(10))
    )

    assert met == {"EntryView": 10}
    assert balance_of(WALLET.of("new", "EUR")) == 10


def test_holds_captures_and_spending_at_once_never_exceed_what_is_there():
    wallet = a_wallet()
    paid_in(100, wallet)

    def authorise(number: int) -> object:
        held = hold(HoldAmount(wallet, 20, f"hold {number}"), now=NOW)
        if number % 3 == 0:
            return release_hold(held.id, now=NOW)
        command = CaptureHold(held.id, HOUSE, "tests.sale", f"sale {number}", 15)
        return capture_hold(command, now=NOW)

    met = at_once(
        *(lambda n=n: authorise(n) for n in range(10)),
        *(lambda: spent(10, wallet) for _ in range(5)),
    )

    view = account_view(wallet)
    assert view.held == 0
    assert view.balance >= 0
    assert set(met) <= {"EntryView", "HoldView", "InsufficientBalance"}
    assert ledger_disagreements() == []


def test_lots_that_come_go_and_expire_at_once_stay_in_step():
    points, costs = POINTS.of("ann", "PTS"), COST.of("", "PTS")

    def earn(number: int) -> object:
        return post(moved(10, debited=costs, credited=points, expires_at=NOW), now=NOW)

    def use(number: int) -> object:
        return post(moved(7, debited=points, credited=costs), now=NOW)

    def let_expire(number: int) -> object:
        return expire_lots(now=NOW)

    for _ in range(5):
        at_once(*(lambda n=n, act=act: act(n) for n in range(4) for act in (earn, use, let_expire)))

    assert sum(lot.remaining for lot in open_lots(points)) == balance_of(points)
    assert ledger_disagreements() == []


def _entries() -> int:
    count, page = 0, entry_page(limit=500)
    while True:
        count += len(page.items)
        if page.next_cursor is None:
            return count
        page = entry_page(limit=500, cursor=page.next_cursor)
