"""Lots: the first to expire is used first; what expires goes to breakage."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from factories.ledger import COST, NOW, POINTS, moved

from serai.ledger.jobs import expire_lots_job
from serai.ledger.public import (
    BREAKAGE,
    HoldAmount,
    InsufficientBalance,
    account_view,
    balance_of,
    hold,
    ledger_disagreements,
    open_lots,
    post,
    post_many,
    release_hold,
    reverse,
)
from serai.ledger.usecases.expire_lots import expire_lots
from serai.plumbing.db import execute, unit_of_work

pytestmark = pytest.mark.django_db
ANN, COSTS = POINTS.of("ann", "PTS"), COST.of("", "PTS")
GONE = BREAKAGE.of("tests.points", "PTS")


def day(number: int) -> datetime:
    return NOW + timedelta(days=number)


def earned(amount: int, until: datetime | None = None):
    return post(moved(amount, debited=COSTS, credited=ANN, expires_at=until), now=NOW)


def used(amount: int):
    return post(moved(amount, debited=ANN, credited=COSTS), now=NOW)


def left() -> list[tuple[int, datetime | None]]:
    assert ledger_disagreements() == []
    return [(lot.remaining, lot.expires_at) for lot in open_lots(ANN)]


def test_the_first_to_expire_is_used_first_and_what_never_expires_last():
    earned(10)
    earned(20, day(30))
    earned(30, day(10))

    used(35)

    assert left() == [(15, day(30)), (10, None)]


def test_lots_cost_one_statement_more(django_assert_num_queries):
    earned(10)

    with unit_of_work(), django_assert_num_queries(2):
        used(4)


def test_what_is_not_there_cannot_be_used():
    earned(10)

    with pytest.raises(InsufficientBalance):
        used(11)

    assert left() == [(10, None)]


def test_what_expires_goes_to_breakage():
    earned(10, day(1))
    earned(20, day(2))
    earned(30, day(9))
    used(5)

    assert expire_lots(now=day(2)) == 1
    assert expire_lots(now=day(2)) == 0

    assert left() == [(30, day(9))]
    assert (balance_of(ANN), balance_of(GONE)) == (30, 25)


def test_what_is_held_expires_when_it_is_released():
    earned(10, day(1))
    held = hold(HoldAmount(ANN, 4, "order 1"), now=NOW)

    expire_lots(now=day(1))
    assert (balance_of(ANN), balance_of(GONE)) == (4, 6)

    release_hold(held.id, now=day(1))
    expire_lots(now=day(1))
    assert (balance_of(ANN), balance_of(GONE)) == (0, 10)


def test_the_clock_posts_what_has_expired():
    earned(10, NOW - timedelta(days=1))

    expire_lots_job()

    assert account_view(ANN).balance == 0


def test_reversing_a_use_gives_the_lots_back_with_their_ends():
    earned(10, day(1))
    earned(20, day(5))
    earned(30)
    spending = used(25)
    earned(7, day(3))

    reverse(spending.id, reason="Returned", now=NOW)

    assert left() == [(10, day(1)), (7, day(3)), (20, day(5)), (30, None)]


def test_reversing_a_gain_takes_its_own_lot_first():
    earned(10, day(1))
    later = earned(20, day(5))
    used(4)

    reverse(later.id, reason="Not his", now=NOW)

    assert left() == [(6, day(1))]


def test_reversing_a_gain_that_is_partly_used_takes_the_rest_from_others():
    first = earned(10, day(1))
    earned(20, day(5))
    used(4)

    reverse(first.id, reason="Not his", now=NOW)

    assert left() == [(16, day(5))]


def test_what_expired_can_be_given_back_and_expires_again():
    earned(10, day(1))
    expire_lots(now=day(2))
    [line] = [line for line in _entries_of(ANN) if line.kind == "ledger.expired"]

    reverse(line.entry_id, reason="Goodwill", now=day(2))
    assert left() == [(10, day(1))]
    expire_lots(now=day(2))

    assert left() == []
    assert balance_of(GONE) == 10


def test_many_entries_keep_their_lots():
    entries = [
        moved(10, debited=COSTS, credited=ANN, expires_at=day(number), reference=f"{number}")
        for number in (3, 1, 2)
    ]
    entries.append(moved(15, debited=ANN, credited=COSTS))

    post_many(entries, now=NOW)
    post_many(entries, now=NOW)

    assert left() == [(5, day(2)), (10, day(3))]


def test_the_database_keeps_lots_from_being_used_twice():
    earned(10)

    with pytest.raises(IntegrityError), transaction.atomic():
        execute("UPDATE ledger_lot SET remaining = -1")
    execute("UPDATE ledger_lot SET remaining = 9")
    assert ledger_disagreements() != []


def _entries_of(account):
    from serai.ledger.public import statement

    return statement(account).items
