"""Logging in with a code by e-mail."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from factories.customers import NOW, PASSWORD, code_in

from serai.customers.domain.lockout import TooManyAttempts
from serai.customers.domain.login_code import CodeRefused
from serai.customers.domain.login_letter import login_letter
from serai.customers.events import CustomerLoggedIn, CustomerRegistered
from serai.customers.models import Customer, LoginCode
from serai.customers.public import (
    EmailTaken,
    LogIn,
    RequestLoginCode,
    VerifyLoginCode,
    WrongCredentials,
    customer,
    log_in,
    request_login_code,
    verify_login_code,
)
from serai.customers.usecases.forget_login_traces import forget_login_traces
from serai.customers.usecases.send_login_code import login_code_letter
from serai.kernel.clock import now as present
from serai.kernel.ids import digest
from serai.plumbing.auth import issue_shopper_token
from serai.plumbing.auth.shopper_tokens import customer_of_token
from serai.plumbing.db import rows
from serai.plumbing.models import ShopperToken


def code_for(email: str, *, asked_at=NOW, sent_at=None) -> str:
    """Ask for a code and return it without a mailer."""
    request_login_code(RequestLoginCode(email), now=asked_at)
    note = LoginCode.objects.latest("requested_at", "id")
    letter = login_code_letter(note.pk, now=sent_at or asked_at)
    assert letter is not None
    return letter.subject[:6]


def another(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def verify(email: str, code: str, *, now=NOW):
    return verify_login_code(VerifyLoginCode(email, code), now=now)


def test_a_code_from_the_letter_logs_in(an_account, letters, deliver, published):
    account = an_account("ada@example.org")
    asked_at = present()
    request_login_code(RequestLoginCode("Ada@Example.org", "pt"), now=asked_at)
    assert letters() == []

    deliver()
    [letter] = letters()
    session = verify_login_code(VerifyLoginCode("ADA@example.org", code_in(letter)), now=present())

    assert letter["To"] == "ada@example.org"
    assert letter["Content-Language"] == "pt"
    assert customer_of_token(digest(session.token), present()) == account.id
    assert session.customer.email_verified
    assert published()[1:] == [CustomerLoggedIn(customer_id=account.id)]


def test_for_an_unknown_address_the_same_is_done_and_no_letter_is_sent(
    an_account, letters, deliver, django_assert_num_queries
):
    an_account("ada@example.org")
    notes = {}
    for email in ("ada@example.org", "nobody@example.org"):
        with django_assert_num_queries(6):  # four, and the savepoint of the test's own transaction
            assert request_login_code(RequestLoginCode(email), now=present()) is None
    waiting = rows("SELECT task_name, args FROM procrastinate_jobs ORDER BY id")

    deliver()

    assert [letter["To"] for letter in letters()] == ["ada@example.org"]
    assert [task for task, _ in waiting] == ["customers.send_login_code"] * 2
    assert [sorted(args) for _, args in waiting] == [["code_id"]] * 2
    for note in LoginCode.objects.all():
        notes[note.customer_id is None] = note
    assert notes[True].code_digest is not None
    assert len(notes[True].code_digest) == len(notes[False].code_digest) == 32


def test_a_wrong_code_looks_the_same_for_known_and_unknown_addresses(
    an_account, django_assert_num_queries
):
    an_account("ada@example.org")
    code = code_for("ada@example.org")
    request_login_code(RequestLoginCode("nobody@example.org"), now=NOW)
    login_code_letter(LoginCode.objects.get(customer=None).pk, now=NOW)

    refusals = []
    for email in ("ada@example.org", "nobody@example.org"):
        with django_assert_num_queries(3), pytest.raises(CodeRefused) as refusal:
            verify(email, another(code))
        refusals.append((str(refusal.value), refusal.value.facts))

    assert refusals[0] == refusals[1]
    assert sorted(LoginCode.objects.values_list("tries", flat=True)) == [1, 1]


def test_a_code_works_once(an_account):
    an_account("ada@example.org")
    code = code_for("ada@example.org")
    verify("ada@example.org", code)

    with pytest.raises(CodeRefused):
        verify("ada@example.org", code)

    assert ShopperToken.objects.count() == 1


def test_a_code_of_somebody_else_does_not_work(an_account):
    an_account("ada@example.org")
    an_account("eve@example.org")
    code = code_for("ada@example.org")

    with pytest.raises(CodeRefused):
        verify("eve@example.org", code)

    verify("ada@example.org", code)


def test_five_wrong_tries_spoil_the_code(an_account):
    an_account("ada@example.org")
    code = code_for("ada@example.org")
    for _ in range(5):
        with pytest.raises(CodeRefused):
            verify("ada@example.org", another(code))

    with pytest.raises(CodeRefused):
        verify("ada@example.org", code)

    assert LoginCode.objects.get().tries == 5
    assert ShopperToken.objects.count() == 0


def test_the_fifth_try_may_be_the_right_one(an_account):
    an_account("ada@example.org")
    code = code_for("ada@example.org")
    for _ in range(4):
        with pytest.raises(CodeRefused):
            verify("ada@example.org", another(code))

    assert verify("ada@example.org", code).token


@pytest.mark.parametrize(("seconds", "works"), [(599, True), (600, False)])
def test_a_code_works_for_ten_minutes_after_the_letter(an_account, seconds, works):
    an_account("ada@example.org")
    code = code_for("ada@example.org", sent_at=NOW + timedelta(minutes=1))
    shown_at = NOW + timedelta(minutes=1, seconds=seconds)

    if works:
        assert verify("ada@example.org", code, now=shown_at).token
    else:
        with pytest.raises(CodeRefused):
            verify("ada@example.org", code, now=shown_at)


def test_only_the_newest_code_counts(an_account):
    an_account("ada@example.org")
    first = code_for("ada@example.org")
    second = code_for("ada@example.org", asked_at=NOW + timedelta(seconds=1))

    if first != second:
        with pytest.raises(CodeRefused):
            verify("ada@example.org", first, now=NOW + timedelta(seconds=2))

    assert verify("ada@example.org", second, now=NOW + timedelta(seconds=2)).token


def test_a_letter_sent_again_carries_another_code(an_account):
    an_account("ada@example.org")
    code_for("ada@example.org")
    note = LoginCode.objects.get()

    again = login_code_letter(note.pk, now=NOW)

    assert verify("ada@example.org", again.subject[:6]).token
    assert login_code_letter(note.pk, now=NOW) is None


def test_a_letter_nobody_waits_for_any_more_is_not_sent(an_account):
    an_account("ada@example.org")
    request_login_code(RequestLoginCode("ada@example.org"), now=NOW)

    letter = login_code_letter(LoginCode.objects.get().pk, now=NOW + timedelta(minutes=11))

    assert letter is None


def test_the_code_is_kept_nowhere(an_account, letters, deliver):
    an_account("ada@example.org")
    request_login_code(RequestLoginCode("ada@example.org"), now=present())
    deliver()
    code = code_in(letters()[0])

    tables = ("customers_login_code", "plumbing_event", "procrastinate_jobs", "plumbing_answer")
    kept = "".join(str(rows(f"SELECT t::text FROM {table} AS t")) for table in tables)

    assert code.encode().hex() not in kept
    assert f'"{code}"' not in kept
    assert f",{code}," not in kept


@pytest.mark.parametrize("email", ["ada@example.org", "nobody@example.org"])
def test_letters_to_one_address_become_rare(an_account, email):
    an_account("ada@example.org")
    instant, waits = NOW, []
    for _ in range(8):
        request_login_code(RequestLoginCode(email), now=instant)
        try:
            request_login_code(RequestLoginCode(email), now=instant)
        except TooManyAttempts as refusal:
            waits.append(refusal.retry_after)
            instant += timedelta(seconds=refusal.retry_after)

    assert waits[:5] == [60, 300, 900, 3600, 3600]


def test_a_code_opens_the_door_that_wrong_passwords_closed(an_account):
    an_account("ada@example.org")
    for _ in range(5):
        with pytest.raises(WrongCredentials):
            log_in(LogIn("ada@example.org", "a wrong password"), now=NOW)

    assert verify("ada@example.org", code_for("ada@example.org")).token


def test_a_guest_who_proves_the_address_has_an_account(a_guest, published):
    guest = a_guest("ada@example.org")

    session = verify("ada@example.org", code_for("ada@example.org"))

    assert (session.customer.id, session.customer.kind) == (guest.id, "account")
    assert (session.customer.credential, session.customer.email_verified) == ("none", True)
    assert published() == [
        CustomerRegistered(customer_id=guest.id),
        CustomerLoggedIn(customer_id=guest.id),
    ]


def test_a_password_chosen_before_the_address_was_proven_is_worth_nothing_after(an_account):
    account = an_account("victim@example.org")
    issue_shopper_token(account.id, NOW)

    session = verify("victim@example.org", code_for("victim@example.org"))

    assert session.customer.credential == "none"
    with pytest.raises(WrongCredentials):
        log_in(LogIn("victim@example.org", PASSWORD), now=NOW)
    assert [bytes(token.digest) for token in ShopperToken.objects.all()] == [digest(session.token)]


def test_a_password_survives_codes_once_the_address_is_proven(an_account):
    account = an_account("ada@example.org")
    Customer.objects.filter(pk=account.id).update(email_verified_at=NOW)

    verify("ada@example.org", code_for("ada@example.org"))

    assert log_in(LogIn("ada@example.org", PASSWORD), now=NOW).token


@pytest.mark.parametrize("locale", ["en", "he", "ru", "be", "ka", "ar", "pt", "pt-BR", "xx"])
def test_the_letter_speaks_the_readers_language(locale):
    letter = login_letter("012345", locale=locale, shop="shop.example", minutes=10)

    assert "012345" in letter.subject
    for text in (letter.text, letter.html):
        assert all(word in text for word in ("012345", "shop.example", "10"))
    assert ('dir="rtl"' in letter.html) == (locale in ("he", "ar"))
    english = login_letter("012345", locale="en", shop="shop.example", minutes=10)
    assert (letter == english) == (locale in ("en", "xx"))


def test_old_codes_and_attempts_are_forgotten(an_account):
    an_account("ada@example.org")
    code_for("ada@example.org")
    assert forget_login_traces(now=NOW + timedelta(hours=23)) == 0

    assert forget_login_traces(now=NOW + timedelta(hours=25)) == 2

    assert LoginCode.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_of_two_simultaneous_right_answers_one_gets_a_token(an_account):
    an_account("ada@example.org")
    code = code_for("ada@example.org")
    start = Barrier(8)

    def attempt(_: int) -> str:
        start.wait()
        try:
            verify("ada@example.org", code)
        except CodeRefused:
            return "refused"
        finally:
            connection.close()
        return "in"

    with ThreadPoolExecutor(8) as pool:
        outcomes = sorted(pool.map(attempt, range(8)))

    assert outcomes == ["in"] + ["refused"] * 7
    assert ShopperToken.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_twenty_parallel_guesses_five_are_judged(an_account):
    an_account("ada@example.org")
    code = code_for("ada@example.org")
    start = Barrier(20)

    def guess(number: int) -> None:
        start.wait()
        try:
            with pytest.raises(CodeRefused):
                verify("ada@example.org", f"{(int(code) + 1 + number) % 1_000_000:06d}")
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(guess, range(20)))

    assert LoginCode.objects.get().tries == 5
    with pytest.raises(CodeRefused):
        verify("ada@example.org", code)


@pytest.mark.django_db(transaction=True)
def test_a_guest_who_becomes_an_account_and_a_rival_registration_leave_one_account(
    an_account, a_guest
):
    a_guest("ada@example.org")
    code = code_for("ada@example.org")
    start = Barrier(2)

    def prove() -> str:
        start.wait()
        try:
            return verify("ada@example.org", code).customer.kind
        except EmailTaken:
            return "taken"
        finally:
            connection.close()

    def open_rival() -> str:
        start.wait()
        try:
            return an_account("ada@example.org").kind
        except EmailTaken:
            return "taken"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        outcomes = [pool.submit(prove), pool.submit(open_rival)]
        outcomes = [outcome.result() for outcome in outcomes]

    assert "account" in outcomes
    assert Customer.objects.accounts().filter(email="ada@example.org").count() == 1


def test_the_view_of_a_customer_changes_with_the_proof(an_account):
    account = an_account("ada@example.org")
    verify("ada@example.org", code_for("ada@example.org"))

    assert customer(account.id).email_verified
    assert customer(account.id).last_login_at == NOW
