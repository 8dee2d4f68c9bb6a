"""Staff take what is set aside, let it go, answer banks, and read what happened to a payment's money."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from api.payment_calls import SomeMoney, some_money
from back_office.test_actions import press
from django.test import Client
from factories.catalog import a_channel
from payments.makers import a_processor

from serai.payments.adapters.local.processor import LocalProcessor
from serai.payments.ports import Processors
from serai.payments.public import captures_of_payment, disputes_of_payment
from serai.plumbing import wiring
from serai.plumbing.db import rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def money(db: None, a_folder: Path) -> Iterator[SomeMoney]:
    """Have an amount set aside and another disputed, at a processor of the test's own."""
    a_channel()
    before = dict(wiring._bound)
    made = a_processor(a_folder)
    wiring.bind(Processors, Processors(made))
    wiring.bind(LocalProcessor, made)
    yield some_money(made)
    wiring._bound.clear()
    wiring._bound.update(before)
    made.book.close()


def test_part_of_what_is_set_aside_is_taken(owner: Client, money: SomeMoney):
    address = f"/admin/payments/payment/{money.set_aside}/"

    page = press(owner, f"{address}capture/", amount="5.00", reason="First parcel", key="k1")

    [capture] = captures_of_payment(money.set_aside)
    assert (capture.amount.minor, capture.is_final, capture.reason) == (500, False, "First parcel")
    assert "capture requested" in page
    assert "19.99 USD" in page


def test_more_than_is_set_aside_is_refused_with_a_sentence(owner: Client, money: SomeMoney):
    address = f"/admin/payments/payment/{money.set_aside}/"

    page = press(owner, f"{address}capture/", amount="20.00", reason="Too much", key="k1")

    assert "is still set aside" in page
    assert captures_of_payment(money.set_aside) == []


def test_what_is_set_aside_is_let_go(owner: Client, money: SomeMoney):
    press(owner, f"/admin/payments/payment/{money.set_aside}/release/")

    waiting = rows(
        "SELECT task_name FROM procrastinate_jobs WHERE task_name LIKE %s", ["%release%"]
    )
    assert waiting == [("payments.release_payment",)]


def test_a_dispute_is_contested_once(owner: Client, money: SomeMoney):
    address = f"/admin/payments/dispute/{money.dispute}/"

    press(owner, f"{address}contest/", evidence="Signed delivery note")
    page = press(owner, f"{address}accept/")

    [dispute] = disputes_of_payment(money.disputed)
    assert dispute.evidence == "Signed delivery note"
    assert "has been answered" in page


def test_money_that_a_processor_moves_is_not_noted_by_hand(owner: Client, money: SomeMoney):
    page = press(owner, f"/admin/payments/payment/{money.set_aside}/money/")

    assert "The processor of this payment tells when its money moves." in page
