"""Which passwords are good enough, and how they are changed."""

import pytest
from factories.customers import NOW, PASSWORD
from hypothesis import given
from hypothesis import strategies as st

from serai.customers.domain.lockout import TooManyAttempts
from serai.customers.domain.login_code import CodeRefused
from serai.customers.domain.password import PasswordRefused, refuse_weak_password
from serai.customers.models import Customer, LoginCode
from serai.customers.public import (
    ChangePassword,
    CustomerNotFound,
    LogIn,
    RequestLoginCode,
    ResetPassword,
    WrongCredentials,
    change_password,
    log_in,
    request_login_code,
    reset_password,
)
from serai.customers.usecases.choose_password import hash_of_chosen
from serai.customers.usecases.send_login_code import login_code_letter
from serai.kernel.ids import digest, uuid7
from serai.plumbing.auth import issue_shopper_token
from serai.plumbing.models import ShopperToken

NEW = "seven blue whales"


@pytest.mark.parametrize(
    ("password", "reasons"),
    [
        ("qtzmwplkd", ["too_short"]),
        ("x" * 257, ["too_long"]),
        ("abababababab", ["too_uniform"]),
        ("#§#", ["too_short", "too_uniform"]),
        ("1234567890", ["too_common"]),
        ("PASSWORD123", ["too_common"]),
        ("Ada@Example.org", ["too_personal"]),
        ("adalovelace", ["too_personal"]),
        ("Ada Lovelace", ["too_personal"]),
        ("", ["too_short", "too_uniform"]),
    ],
)
def test_a_weak_password_is_refused_with_every_reason(password, reasons):
    with pytest.raises(PasswordRefused) as refusal:
        hash_of_chosen(password, email="ada@example.org", name="Ada Lovelace")

    assert refusal.value.facts == {"reasons": reasons, "shortest": 10, "longest": 256}
    assert str(refusal.value).count(".") == len(reasons)


@given(st.text(min_size=10, max_size=256).filter(lambda text: len(set(text)) >= 5))
def test_length_counts_and_kinds_of_characters_do_not(password):
    refuse_weak_password(password, email="ada@example.org", name="Ada", is_common=lambda _: False)


@pytest.mark.parametrize(
    "password", ["пароль-для-магазина", "correct horse battery", "\ud800" * 3 + "abcdefg"]
)
def test_a_password_of_any_letters_lets_in(an_account, password):
    an_account("ada@example.org", password)

    assert log_in(LogIn("ada@example.org", password), now=NOW).token


def test_a_changed_password_logs_every_other_device_out(an_account):
    account = an_account("ada@example.org")
    for _ in range(3):
        issue_shopper_token(account.id, NOW)

    session = change_password(ChangePassword(account.id, PASSWORD, NEW), now=NOW)

    assert [bytes(token.digest) for token in ShopperToken.objects.all()] == [digest(session.token)]
    assert log_in(LogIn("ada@example.org", NEW), now=NOW).token
    with pytest.raises(WrongCredentials):
        log_in(LogIn("ada@example.org", PASSWORD), now=NOW)


@pytest.mark.parametrize(
    ("current", "new", "refusal"),
    [("a wrong password", NEW, WrongCredentials), (PASSWORD, "short", PasswordRefused)],
)
def test_a_refused_change_leaves_password_and_tokens(an_account, current, new, refusal):
    account = an_account("ada@example.org")
    issue_shopper_token(account.id, NOW)
    before = Customer.objects.get(pk=account.id).password_hash

    with pytest.raises(refusal):
        change_password(ChangePassword(account.id, current, new), now=NOW)

    assert Customer.objects.get(pk=account.id).password_hash == before
    assert ShopperToken.objects.count() == 1


def test_the_current_password_cannot_be_guessed_with_a_stolen_token(an_account):
    account = an_account()
    for _ in range(5):
        with pytest.raises(WrongCredentials):
            change_password(ChangePassword(account.id, "a wrong password", NEW), now=NOW)

    with pytest.raises(TooManyAttempts):
        change_password(ChangePassword(account.id, PASSWORD, NEW), now=NOW)


def test_an_account_without_password_changes_it_by_code_only(an_account):
    account = an_account("ada@example.org")
    Customer.objects.filter(pk=account.id).update(password_hash="", credential="none")

    with pytest.raises(WrongCredentials):
        change_password(ChangePassword(account.id, "", NEW), now=NOW)

    reset_password(ResetPassword("ada@example.org", _code_for("ada@example.org"), NEW), now=NOW)
    assert log_in(LogIn("ada@example.org", NEW), now=NOW).token


def test_nobody_changes_the_password_of_nobody(db):
    with pytest.raises(CustomerNotFound):
        change_password(ChangePassword(uuid7(), PASSWORD, NEW), now=NOW)


def test_a_code_sets_a_new_password_and_logs_every_device_out(an_account):
    account = an_account("ada@example.org")
    issue_shopper_token(account.id, NOW)

    session = reset_password(
        ResetPassword("ADA@example.org", _code_for("ada@example.org"), NEW), now=NOW
    )

    assert (session.customer.credential, session.customer.email_verified) == ("own", True)
    assert [bytes(token.digest) for token in ShopperToken.objects.all()] == [digest(session.token)]
    assert log_in(LogIn("ada@example.org", NEW), now=NOW).token


def test_a_weak_new_password_does_not_use_the_code_up(an_account):
    an_account("ada@example.org")
    code = _code_for("ada@example.org")

    with pytest.raises(PasswordRefused):
        reset_password(ResetPassword("ada@example.org", code, "short"), now=NOW)

    assert LoginCode.objects.get().tries == 0
    assert reset_password(ResetPassword("ada@example.org", code, NEW), now=NOW).token


def test_a_wrong_code_sets_no_password(an_account):
    account = an_account("ada@example.org")
    code = _code_for("ada@example.org")
    before = Customer.objects.get(pk=account.id).password_hash

    with pytest.raises(CodeRefused):
        reset_password(ResetPassword("ada@example.org", f"x{code[1:]}", NEW), now=NOW)

    assert Customer.objects.get(pk=account.id).password_hash == before
    assert LoginCode.objects.get().tries == 1


def _code_for(email: str) -> str:
    request_login_code(RequestLoginCode(email), now=NOW)
    letter = login_code_letter(LoginCode.objects.get().pk, now=NOW)
    assert letter is not None
    return letter.subject[:6]
