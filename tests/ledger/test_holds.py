"""Holds: authorise, capture, release, expire."""

from datetime import timedelta

import pytest
from factories.ledger import CASH, HOUSE, NOW, a_wallet, paid_in, spent

from serai.kernel.ids import uuid7
from serai.kernel.states import IllegalTransition
from serai.ledger.jobs import expire_holds_job
from serai.ledger.public import (
    AccountNotFound,
    BadEntry,
    CaptureHold,
    CaptureTooLarge,
    HoldAmount,
    HoldNotFound,
    HoldState,
    InsufficientBalance,
    ReferenceReused,
    account_view,
    capture_hold,
    hold,
    hold_view,
    ledger_disagreements,
    release_hold,
)
from serai.plumbing.db import unit_of_work

pytestmark = pytest.mark.django_db
WALLET = a_wallet()


@pytest.fixture(autouse=True)
def _a_hundred_in_the_wallet(db: None) -> None:
    paid_in(100, WALLET)


def a_hold(amount: int = 60, reference: str = "order 1", **wishes: object):
    return hold(HoldAmount(WALLET, amount, reference, **wishes), now=NOW)


def captured(held, amount: int | None = None, reference: str = "sale 1", **wishes: object):
    command = CaptureHold(held.id, HOUSE, "tests.sale", reference, amount, **wishes)
    return capture_hold(command, now=NOW)


def stands() -> tuple[int, int, int]:
    assert ledger_disagreements() == []
    view = account_view(WALLET)
    return view.balance, view.held, view.available


def test_what_is_held_is_not_available(django_assert_num_queries):
    with unit_of_work(), django_assert_num_queries(1):
        held = a_hold(60)

    assert (held.state, held.open_amount) == (HoldState.HELD, 60)
    assert stands() == (100, 60, 40)
    with pytest.raises(InsufficientBalance) as refusal:
        spent(41, WALLET)
    assert refusal.value.short == 1
    with pytest.raises(InsufficientBalance):
        a_hold(41, "order 2")
    spent(40, WALLET)
    assert stands() == (60, 60, 0)


def test_a_hold_is_captured_whole():
    held = a_hold(60)

    entry = captured(held)

    assert [(p.account_id, p.amount) for p in entry.postings] == [(WALLET.id, 60), (HOUSE.id, -60)]
    assert hold_view(held.id).state is HoldState.CAPTURED
    assert stands() == (40, 0, 40)


def test_of_a_part_the_rest_is_available_again():
    held = a_hold(60)

    captured(held, 25)

    view = hold_view(held.id)
    assert (view.state, view.captured, view.open_amount) == (HoldState.CAPTURED, 25, 0)
    assert stands() == (75, 0, 75)


def test_parts_can_be_captured_one_after_another():
    held = a_hold(60)

    captured(held, 25, "parcel 1", keep_rest=True)
    assert stands() == (75, 35, 40)
    captured(held, 35, "parcel 2", keep_rest=True)

    assert hold_view(held.id).state is HoldState.CAPTURED
    assert stands() == (40, 0, 40)


def test_a_capture_is_repeated_by_its_reference():
    held = a_hold(60)
    first = captured(held, 25)

    assert captured(held, 25) == first
    with pytest.raises(ReferenceReused):
        captured(held, 26)
    with pytest.raises(IllegalTransition):
        captured(held, 25, "another")
    assert stands() == (75, 0, 75)


def test_no_more_is_captured_than_is_held():
    held = a_hold(60)

    with pytest.raises(CaptureTooLarge) as refusal:
        captured(held, 61)
    with pytest.raises(BadEntry):
        captured(held, 0)
    with pytest.raises(BadEntry):
        captured(held, -5)

    assert (refusal.value.asked, refusal.value.held) == (61, 60)
    assert stands() == (100, 60, 40)


def test_what_was_captured_for_an_account_of_debits_is_credited():
    stock = CASH.of("depot", "EUR")
    from factories.ledger import moved

    from serai.ledger.public import post

    post(moved(50, debited=stock, credited=HOUSE), now=NOW)
    held = hold(HoldAmount(stock, 20, "depot 1"), now=NOW)

    entry = captured(held)

    assert [p.amount for p in entry.postings] == [-20, 20]


def test_a_hold_is_released_once():
    held = a_hold(60)

    released = release_hold(held.id, now=NOW)

    assert release_hold(held.id, now=NOW) == released
    assert released.state is HoldState.RELEASED
    assert stands() == (100, 0, 100)
    with pytest.raises(IllegalTransition):
        captured(held)


def test_a_hold_is_made_once_a_reference():
    held = a_hold(60)

    assert a_hold(60) == held
    with pytest.raises(ReferenceReused):
        a_hold(61)
    assert stands() == (100, 60, 40)


def test_holds_end_when_their_time_is_over():
    over = a_hold(30, "order 1", expires_at=NOW - timedelta(seconds=1))
    still = a_hold(20, "order 2")

    expire_holds_job()

    assert hold_view(over.id).state is HoldState.EXPIRED
    assert hold_view(still.id).state is HoldState.HELD
    assert stands() == (100, 20, 80)
    with pytest.raises(IllegalTransition):
        release_hold(over.id, now=NOW)


def test_an_account_that_may_be_negative_holds_whatever_is_asked():
    hold(HoldAmount(HOUSE.id, 10_000, "big"), now=NOW)

    assert account_view(HOUSE).held == 10_000


def test_what_makes_no_sense_is_refused():
    for amount in (0, -1, 1.5):
        with pytest.raises(BadEntry):
            a_hold(amount)
    with pytest.raises(BadEntry):
        a_hold(1, "")
    with pytest.raises(AccountNotFound):
        hold(HoldAmount(uuid7(), 1, "x"), now=NOW)
    with pytest.raises(HoldNotFound):
        release_hold(uuid7(), now=NOW)
