"""People who buy without an account."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction
from factories.customers import NOW

from serai.customers.domain.email import EmailRefused
from serai.customers.models import Customer
from serai.customers.public import (
    RememberGuest,
    customer,
    customer_by_email,
    remember_guest,
)


def test_a_guest_is_remembered_by_address(a_guest, django_assert_num_queries):
    guest = a_guest("ada@example.org", "Ada")

    with django_assert_num_queries(1):
        again = remember_guest(RememberGuest("ADA@example.org", "Ada L.", "pt"), now=NOW)

    assert again == guest.id
    assert (customer(again).name, customer(again).locale) == ("Ada L.", "pt")
    assert (guest.kind, guest.credential) == ("guest", "none")


def test_an_account_is_left_alone_by_a_guest_who_gives_its_address(an_account, a_guest):
    account = an_account("ada@example.org", name="Ada")

    guest = a_guest("ada@example.org", "Mallory")

    assert guest.id != account.id
    assert customer(account.id) == account
    assert customer_by_email("ada@example.org") == account


def test_an_account_opened_later_does_not_get_what_the_guest_did(a_guest, an_account):
    guest = a_guest("ada@example.org")

    account = an_account("ada@example.org")

    assert account.id != guest.id
    assert customer(guest.id) == guest


def test_an_unfit_guest_is_not_remembered(db):
    with pytest.raises(EmailRefused):
        remember_guest(RememberGuest("ada"), now=NOW)

    assert Customer.objects.count() == 0


def test_the_database_refuses_a_guest_with_a_password(a_guest):
    guest = a_guest()

    with pytest.raises(IntegrityError, match="only_accounts"), transaction.atomic():
        Customer.objects.filter(pk=guest.id).update(password_hash="x", credential="own")


@pytest.mark.django_db(transaction=True)
def test_eight_checkouts_at_once_remember_one_guest():
    start = Barrier(8)

    def attempt(number: int) -> object:
        start.wait()
        try:
            return remember_guest(RememberGuest("ada@example.org", f"Ada {number}"), now=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        ids = set(pool.map(attempt, range(8)))

    assert len(ids) == 1
    assert Customer.objects.count() == 1
