"""Logging in with a password."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from time import process_time

import pytest
from argon2 import PasswordHasher
from django.db import connection
from factories.customers import NOW, PASSWORD

from serai.customers.domain.lockout import TooManyAttempts
from serai.customers.domain.password_hash import NOBODYS, is_outdated
from serai.customers.events import CustomerLoggedIn
from serai.customers.models import Customer, LoginAttempt
from serai.customers.public import LogIn, WrongCredentials, log_in
from serai.kernel.ids import digest
from serai.plumbing.auth.shopper_tokens import customer_of_token
from serai.plumbing.models import ShopperToken


def fail(email: str, times: int = 1, *, now=NOW) -> None:
    for _ in range(times):
        with pytest.raises(WrongCredentials):
            log_in(LogIn(email, "a wrong password"), now=now)


def test_the_right_password_gives_a_token_of_this_customer(an_account, published):
    account = an_account("ada@example.org")

    session = log_in(LogIn(" ADA@example.org", PASSWORD), now=NOW)

    assert customer_of_token(digest(session.token), NOW) == account.id
    assert session.customer.last_login_at == NOW
    assert published()[1:] == [CustomerLoggedIn(customer_id=account.id)]


@pytest.mark.parametrize("email", ["ada@example.org", "nobody@example.org"])
def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(
    an_account, published, email, django_assert_num_queries
):
    an_account("ada@example.org")
    before = published()

    with django_assert_num_queries(2), pytest.raises(WrongCredentials) as refusal:
        log_in(LogIn(email, "a wrong password"), now=NOW)

    assert str(refusal.value) == "The e-mail address or the password is wrong."
    assert refusal.value.facts == {}
    assert ShopperToken.objects.count() == 0
    assert published() == before


def test_an_unknown_address_takes_as_long_as_a_wrong_password(an_account):
    an_account("ada@example.org")

    def fastest(email: str) -> float:
        times = []
        for _ in range(4):
            started = process_time()
            fail(email)
            times.append(process_time() - started)
        return min(times)

    assert fastest("nobody@example.org") > fastest("ada@example.org") / 2
    assert not is_outdated(NOBODYS)


def test_a_login_costs_a_fixed_number_of_statements(an_account, django_assert_num_queries):
    an_account("ada@example.org")

    with django_assert_num_queries(8):  # six, and the savepoint of the test's own transaction
        log_in(LogIn("ada@example.org", PASSWORD), now=NOW)


def test_a_guest_and_an_account_without_password_cannot_log_in(a_guest, an_account):
    a_guest("guest@example.org")
    account = an_account("ada@example.org")
    Customer.objects.filter(pk=account.id).update(password_hash="", credential="none")

    for email in ("guest@example.org", "ada@example.org"):
        for password in ("", PASSWORD):
            with pytest.raises(WrongCredentials):
                log_in(LogIn(email, password), now=NOW)


def test_a_hash_of_weaker_days_is_renewed_at_login(an_account):
    account = an_account("ada@example.org")
    weak = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)
    Customer.objects.filter(pk=account.id).update(password_hash=weak)

    log_in(LogIn("ada@example.org", PASSWORD), now=NOW)

    assert not is_outdated(Customer.objects.get(pk=account.id).password_hash)
    log_in(LogIn("ada@example.org", PASSWORD), now=NOW)


@pytest.mark.parametrize("email", ["ada@example.org", "nobody@example.org"])
def test_the_fifth_wrong_password_closes_the_door_for_known_and_unknown_alike(an_account, email):
    an_account("ada@example.org")
    fail(email, 5)

    with pytest.raises(TooManyAttempts) as refusal:
        log_in(LogIn(email, PASSWORD), now=NOW + timedelta(seconds=10))

    assert refusal.value.facts == {"retry_after": 20}
    assert ShopperToken.objects.count() == 0


def test_the_door_stays_closed_longer_each_time_up_to_a_quarter_of_an_hour(db):
    fail("ada@example.org", 4)
    instant, waits = NOW, []
    for _ in range(8):
        fail("ada@example.org", now=instant)
        with pytest.raises(TooManyAttempts) as refusal:
            log_in(LogIn("ada@example.org", "again"), now=instant)
        waits.append(refusal.value.retry_after)
        instant += timedelta(seconds=refusal.value.retry_after)

    assert waits == [30, 60, 120, 240, 480, 900, 900, 900]


def test_a_success_opens_the_door_wide_again(an_account):
    an_account("ada@example.org")
    fail("ada@example.org", 4)

    log_in(LogIn("ada@example.org", PASSWORD), now=NOW)

    assert LoginAttempt.objects.count() == 0
    fail("ada@example.org", 4)
    log_in(LogIn("ada@example.org", PASSWORD), now=NOW)


def test_a_day_without_attempts_is_forgiven(db):
    fail("ada@example.org", 5)

    later = NOW + timedelta(days=1, seconds=1)
    fail("ada@example.org", 4, now=later)

    assert LoginAttempt.objects.get().failures == 4


@pytest.mark.django_db(transaction=True)
def test_of_sixteen_parallel_guesses_five_are_judged(an_account):
    an_account("ada@example.org")
    start = Barrier(16)

    def guess(number: int) -> str:
        start.wait()
        try:
            log_in(LogIn("ada@example.org", f"guess number {number}"), now=NOW)
        except (WrongCredentials, TooManyAttempts) as refusal:
            return refusal.code
        finally:
            connection.close()
        return "in"

    with ThreadPoolExecutor(16) as pool:
        outcomes = list(pool.map(guess, range(16)))

    assert outcomes.count("customers.wrong_credentials") == 5
    assert outcomes.count("customers.too_many_attempts") == 11
