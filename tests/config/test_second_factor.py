"""Codes, passkeys and recovery codes of staff: each right one lets in once."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from factories.customers import NOW
from factories.soft_authenticator import SoftAuthenticator
from pydantic import ValidationError

from serai.config.env import Env
from serai.config.second_factor.add_staff_passkey import add_staff_passkey, begin_staff_passkey
from serai.config.second_factor.demanded import (
    is_demanded_of,
    may_wait_until,
    unknown_permissions,
)
from serai.config.second_factor.factor import Factor
from serai.config.second_factor.factor_refused import FactorRefused
from serai.config.second_factor.factors_of import factors_of, has_factor
from serai.config.second_factor.prove_by_code import prove_by_code
from serai.config.second_factor.prove_by_passkey import begin_proof_by_passkey, prove_by_passkey
from serai.config.second_factor.recovery_codes import issue_recovery_codes
from serai.config.second_factor.remove_factor import (
    remove_authenticator,
    remove_staff_passkey,
    reset_second_factor,
)
from serai.config.second_factor.sealed_secret import secret_in
from serai.config.second_factor.set_up_authenticator import new_secret, set_up_authenticator
from serai.config.second_factor.time_codes import (
    code_at,
    key_address,
    key_text,
    matching_step,
    step_of,
)
from serai.customers.domain.lockout import TooManyAttempts
from serai.customers.domain.passkeys.challenge import ChallengeRefused
from serai.customers.domain.passkeys.credential import PasskeyRefused
from serai.plumbing.models import StaffAuthenticator, StaffPasskey, StaffRecoveryCode
from serai.plumbing.sealing import SealBroken

ANN, BOB = 7001, 7002
PAGE = "http://localhost:8000"
LATER = NOW + timedelta(minutes=2)
SEED = b"1234567890" * 7
VECTORS = [
    (59, "94287082", "46119246", "90693936"),
    (1111111109, "07081804", "68084774", "25091201"),
    (1111111111, "14050471", "67062674", "99943326"),
    (1234567890, "89005924", "91819424", "93441116"),
    (2000000000, "69279037", "90698825", "38618901"),
    (20000000000, "65353130", "77737706", "47863826"),
]


@pytest.fixture
def ann(db) -> bytes:
    """Return the secret of Ann's app, which she set up just before."""
    secret = new_secret()
    set_up_authenticator(ANN, secret, code_at(secret, step_of(NOW)), now=NOW)
    return secret


def code_of(secret: bytes, now=LATER) -> str:
    return code_at(secret, step_of(now))


def in_arabic(code: str) -> str:
    return "".join(chr(ord("٠") + int(digit)) for digit in code)


# --- codes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("seconds", "sha1", "sha256", "sha512"), VECTORS)
def test_codes_are_those_of_the_standard(seconds, sha1, sha256, sha512):
    told = [
        code_at(SEED[:length], seconds // 30, digits=8, algorithm=name)
        for name, length in (("sha1", 20), ("sha256", 32), ("sha512", 64))
    ]

    assert told == [sha1, sha256, sha512]


@pytest.mark.parametrize(
    ("steps", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_a_clock_may_be_half_a_minute_off(steps, taken):
    step = step_of(NOW) + steps

    found = matching_step(SEED, code_at(SEED, step), now=NOW, after=0)

    assert found == (step if taken else None)


def test_an_app_is_told_whose_secret_it_is_and_of_which_kind():
    address = urlsplit(key_address(SEED[:20], issuer="Serai a.example", account="ann@b.example"))

    assert (address.scheme, address.netloc) == ("otpauth", "totp")
    assert address.path == "/Serai%20a.example:ann%40b.example"
    assert parse_qs(address.query) == {
        "secret": ["GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"],
        "issuer": ["Serai a.example"],
        "algorithm": ["SHA1"],
        "digits": ["6"],
        "period": ["30"],
    }
    assert key_text(SEED[:20]).split()[:2] == ["GEZD", "GNBV"]


def test_an_app_is_set_up_only_by_a_code_that_it_shows(db):
    secret = new_secret()

    with pytest.raises(FactorRefused):
        set_up_authenticator(ANN, secret, "000000x", now=NOW)
    assert not has_factor(ANN)

    codes = set_up_authenticator(ANN, secret, code_at(secret, step_of(NOW)), now=NOW)
    assert has_factor(ANN)
    assert (len(codes), len(set(codes))) == (10, 10)


def test_a_copy_of_the_database_shows_neither_secret_nor_codes(ann):
    kept = bytes(StaffAuthenticator.objects.get(pk=ANN).sealed)

    assert ann not in kept
    assert secret_in(ANN, kept, settings.SERAI_SECRET) == ann
    with pytest.raises(SealBroken):
        secret_in(BOB, kept, settings.SERAI_SECRET)
    with pytest.raises(SealBroken):
        secret_in(ANN, kept, b"the secret of another installation")
    codes = issue_recovery_codes(ANN)
    rows = [bytes(digest) for digest in StaffRecoveryCode.objects.values_list("digest", flat=True)]
    assert all(code.replace(" ", "").encode() not in row for code in codes for row in rows)


def test_a_code_lets_in_once_and_none_before_it_does_later(ann):
    assert prove_by_code(ANN, code_of(ann), now=LATER) is Factor.APP

    for steps in (0, -1):
        old = code_at(ann, step_of(LATER) + steps)
        with pytest.raises(FactorRefused):
            prove_by_code(ANN, old, now=LATER)
    assert prove_by_code(ANN, code_at(ann, step_of(LATER) + 1), now=LATER) is Factor.APP


def test_the_code_that_set_an_app_up_lets_nobody_in(ann):
    with pytest.raises(FactorRefused):
        prove_by_code(ANN, code_of(ann, NOW), now=NOW)


@pytest.mark.parametrize("write", [str, lambda code: f" {code[:3]} {code[3:]} ", in_arabic])
def test_a_code_may_be_written_as_people_write(ann, write):
    assert prove_by_code(ANN, write(code_of(ann)), now=LATER) is Factor.APP


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "1234567", "١", "²²²²²²", "9" * 40])
def test_what_is_no_code_is_refused(ann, typed):
    with pytest.raises(FactorRefused):
        prove_by_code(ANN, typed, now=LATER)


def test_a_code_of_one_is_worth_nothing_for_another(ann):
    codes = issue_recovery_codes(ANN)

    for typed in (code_of(ann), codes[0]):
        with pytest.raises(FactorRefused):
            prove_by_code(BOB, typed, now=LATER)
    assert prove_by_code(ANN, codes[0], now=LATER) is Factor.RECOVERY_CODE


def test_a_recovery_code_lets_in_once(ann):
    codes = issue_recovery_codes(ANN)

    assert prove_by_code(ANN, codes[3], now=LATER) is Factor.RECOVERY_CODE

    with pytest.raises(FactorRefused):
        prove_by_code(ANN, codes[3], now=LATER)
    assert factors_of(ANN).codes_left == 9


def test_new_recovery_codes_end_the_earlier_ones(ann):
    earlier, later = issue_recovery_codes(ANN), issue_recovery_codes(ANN)

    with pytest.raises(FactorRefused):
        prove_by_code(ANN, earlier[0], now=LATER)
    assert prove_by_code(ANN, later[0], now=LATER) is Factor.RECOVERY_CODE
    assert StaffRecoveryCode.objects.count() == 10


def test_guesses_close_the_door_even_for_the_right_code(ann):
    for _ in range(5):
        with pytest.raises(FactorRefused):
            prove_by_code(ANN, "12345", now=LATER)

    with pytest.raises(TooManyAttempts) as closed:
        prove_by_code(ANN, code_of(ann), now=LATER)

    assert closed.value.retry_after == 30
    after = LATER + timedelta(seconds=31)
    assert prove_by_code(ANN, code_of(ann, after), now=after) is Factor.APP


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["app", "recovery"])
def test_of_many_simultaneous_uses_of_one_code_one_wins(kind):
    secret = new_secret()
    codes = set_up_authenticator(ANN, secret, code_of(secret, NOW), now=NOW)
    code = code_of(secret) if kind == "app" else codes[0]
    together = Barrier(4)

    def use(_):
        together.wait()
        try:
            return prove_by_code(ANN, code, now=LATER)
        except FactorRefused:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        won = [factor for factor in pool.map(use, range(4)) if factor]

    assert len(won) == 1


# --- passkeys ---------------------------------------------------------------------------------


@pytest.fixture
def key(db) -> SoftAuthenticator:
    """Return an authenticator that holds a passkey of Ann's."""
    authenticator = SoftAuthenticator(origin=PAGE)
    made = authenticator.create(begin_staff_passkey(ANN, "ann", now=NOW))
    add_staff_passkey(ANN, made, "My telephone", now=NOW)
    return authenticator


def test_with_the_first_factor_come_recovery_codes_and_with_the_next_none(db):
    first, second = SoftAuthenticator(origin=PAGE), SoftAuthenticator(origin=PAGE)

    made = [
        add_staff_passkey(
            ANN, each.create(begin_staff_passkey(ANN, "ann", now=NOW)), "Mine", now=NOW
        )
        for each in (first, second)
    ]

    assert [len(codes) for codes in made] == [10, 0]


def test_a_passkey_proves_who_one_is_once(key):
    answer = key.get(begin_proof_by_passkey(ANN, now=NOW))

    assert prove_by_passkey(ANN, answer, now=NOW) is Factor.PASSKEY

    with pytest.raises((ChallengeRefused, PasskeyRefused)):
        prove_by_passkey(ANN, answer, now=NOW)
    assert StaffPasskey.objects.get().last_used_at == NOW


def test_a_passkey_of_one_is_worth_nothing_for_another(key):
    with pytest.raises(PasskeyRefused):
        prove_by_passkey(BOB, key.get(begin_proof_by_passkey(BOB, now=NOW)), now=NOW)
    with pytest.raises(ChallengeRefused):
        prove_by_passkey(BOB, key.get(begin_proof_by_passkey(ANN, now=NOW)), now=NOW)


def test_the_copy_of_a_passkey_gives_itself_away_by_its_counter(key):
    copy = key.copy()
    prove_by_passkey(ANN, key.get(begin_proof_by_passkey(ANN, now=NOW)), now=NOW)

    with pytest.raises(PasskeyRefused):
        prove_by_passkey(ANN, copy.get(begin_proof_by_passkey(ANN, now=NOW)), now=NOW)


@pytest.mark.parametrize("wrong", [{"origin": "https://evil.example"}, {"verifies": False}])
def test_a_passkey_made_elsewhere_or_without_its_holder_is_not_kept(db, wrong):
    authenticator = SoftAuthenticator(**{"origin": PAGE, **wrong})
    made = authenticator.create(begin_staff_passkey(ANN, "ann", now=NOW))

    with pytest.raises(PasskeyRefused):
        add_staff_passkey(ANN, made, "Elsewhere", now=NOW)

    assert not has_factor(ANN)


def test_options_spare_an_authenticator_that_has_a_passkey_already(key):
    options = json.loads(json.dumps(begin_staff_passkey(ANN, "ann", now=NOW)))

    assert [len(each["id"]) > 20 for each in options["excludeCredentials"]] == [True]
    assert options["rp"]["id"] == "localhost"


# --- taking away, and who needs one -----------------------------------------------------------


def test_with_the_last_factor_the_recovery_codes_go(ann, key):
    passkey = factors_of(ANN).passkeys[0]

    assert remove_authenticator(ANN)
    assert factors_of(ANN).codes_left == 10
    assert not remove_staff_passkey(BOB, passkey.id)
    assert remove_staff_passkey(ANN, passkey.id)

    assert (has_factor(ANN), factors_of(ANN).codes_left) == (False, 0)


def test_a_reset_forgets_everything_and_the_wrong_guesses(ann, key):
    for _ in range(5):
        with pytest.raises(FactorRefused):
            prove_by_code(ANN, "1", now=LATER)

    assert reset_second_factor(ANN)

    assert not factors_of(ANN).are_there
    assert StaffRecoveryCode.objects.count() == 0
    secret = new_secret()
    set_up_authenticator(ANN, secret, code_of(secret, NOW), now=NOW)
    assert prove_by_code(ANN, code_of(secret), now=LATER) is Factor.APP
    assert not reset_second_factor(BOB)


def test_a_factor_is_demanded_of_everybody_or_of_those_who_may_something(db, settings):
    till, owner = User.objects.create(username="till"), User(username="owner", is_superuser=True)
    buyer = User.objects.create(username="buyer")
    buyers = Group.objects.create(name="buyers")
    buyers.permissions.add(Permission.objects.get(codename="change_user"))
    buyer.groups.add(buyers)

    told = {}
    for wanted in ([], ["auth.change_user"], ["everybody"]):
        settings.SERAI_SECOND_FACTOR = wanted
        told["".join(wanted)] = [is_demanded_of(user) for user in (till, buyer, owner)]

    assert told == {
        "": [False, False, False],
        "auth.change_user": [False, True, owner.is_active],
        "everybody": [True, True, True],
    }


def test_a_slip_of_the_pen_in_the_setting_is_found(db, settings):
    settings.SERAI_SECOND_FACTOR = ["everybody", "auth.change_user", "auth.chnage_user"]

    assert unknown_permissions() == ["auth.chnage_user"]


@pytest.mark.parametrize(
    "text", ["all", "everyone", "auth.change_user;", "everybody auth.add_user"]
)
def test_a_setting_that_names_nobody_is_refused(text):
    with pytest.raises(ValidationError):
        Env(second_factor=text)


@pytest.mark.parametrize("text", ["", "everybody", " auth.change_user , plumbing.change_apikey "])
def test_a_setting_names_everybody_or_permissions(text):
    assert Env(second_factor=text).second_factor == text


def test_putting_off_is_counted_from_the_first_time(db, settings):
    settings.SERAI_SECOND_FACTOR_GRACE_DAYS = 3

    first = may_wait_until(ANN, now=NOW)

    assert first == NOW + timedelta(days=3)
    assert may_wait_until(ANN, now=LATER) == first
