"""Signing in to the back office: the password, the second step, and what matters enough to be asked again."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.contrib.sessions.models import Session
from django.test import Client
from factories.customers import NOW
from factories.soft_authenticator import SoftAuthenticator

from serai.config.second_factor.factors_of import factors_of, has_factor
from serai.config.second_factor.recovery_codes import issue_recovery_codes
from serai.config.second_factor.set_up_authenticator import new_secret, set_up_authenticator
from serai.config.second_factor.time_codes import code_at, step_of
from serai.plumbing.models import StaffAuthenticator

pytestmark = pytest.mark.django_db
PASSWORD = "nine green turtles"
LOGIN, PROOF, MINE = "/admin/login/", "/admin/sign-in/proof/", "/admin/sign-in/"
APP, PASSKEY = "/admin/sign-in/authenticator/", "/admin/sign-in/passkey/"
HOME = "http://localhost:8000"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def ann() -> User:
    """Return a superuser without a second factor."""
    return User.objects.create_superuser("ann", password=PASSWORD)


@pytest.fixture
def secret(ann: User) -> bytes:
    """Return the secret of Ann's app, set up some minutes ago."""
    made, then = new_secret(), NOW - timedelta(minutes=5)
    set_up_authenticator(ann.pk, made, code_at(made, step_of(then)), now=then)
    return made


def give_password(client: Client, name: str = "ann", password: str = PASSWORD, **more: str):
    return client.post(LOGIN, {"username": name, "password": password, **more})


def give_code(client: Client, code: str, **more: str):
    return client.post(PROOF, {"code": code, **more})


def code_of(secret: bytes, steps: int = 0) -> str:
    return code_at(secret, step_of(NOW) + steps)


def options_in(page) -> dict:
    found = re.search(
        r'id="passkey-options" type="application/json">(.*?)</script>', page.content.decode()
    )
    return json.loads(found[1])


# --- the second step --------------------------------------------------------------------------


def test_without_a_second_factor_the_password_lets_in_and_one_is_offered(client: Client, ann):
    answer = give_password(client)

    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    assert f'href="{MINE}"' in client.get("/admin/").content.decode()


def test_with_a_second_factor_the_password_alone_opens_nothing(client: Client, secret):
    answer = give_password(client)

    assert (answer.status_code, answer["Location"]) == (302, PROOF)
    for page in ("/admin/", MINE, APP, "/admin/auth/user/"):
        assert client.get(page)["Location"].startswith(LOGIN)


def test_a_code_lets_in_under_a_new_session_to_where_one_wanted(client: Client, secret):
    give_password(client, next="/admin/ordering/order/")
    before = client.session.session_key

    answer = give_code(client, code_of(secret))

    assert (answer.status_code, answer["Location"]) == (302, "/admin/ordering/order/")
    assert client.session.session_key != before
    assert client.get("/admin/").status_code == 200
    assert "staff_waiting" not in client.session


def test_a_wrong_code_is_told_and_lets_nobody_in(client: Client, secret):
    give_password(client)

    answer = give_code(client, "000000000")

    assert answer.status_code == 422
    assert "This code is wrong, has ended or was used before." in answer.content.decode()
    assert client.get("/admin/").status_code == 302


def test_a_code_that_was_used_lets_nobody_else_in(client: Client, secret):
    give_password(client)
    give_code(client, code_of(secret))
    thief = Client()
    give_password(thief)

    assert give_code(thief, code_of(secret)).status_code == 422
    assert thief.get("/admin/").status_code == 302


def test_a_recovery_code_lets_in_and_the_history_says_so(client: Client, secret, ann):
    codes = issue_recovery_codes(ann.pk)
    give_password(client)

    assert give_code(client, codes[0])["Location"] == "/admin/"

    assert "9 are left" in client.get("/admin/").content.decode()
    assert LogEntry.objects.get().change_message == "A recovery code was used; 9 are left."


def test_who_gave_no_password_is_led_to_it(client: Client, secret):
    assert client.get(PROOF)["Location"] == LOGIN
    assert give_code(client, code_of(secret))["Location"] == LOGIN


def test_the_second_step_does_not_wait_for_ever(client: Client, secret, clock):
    give_password(client)
    clock.shift(timedelta(minutes=10))

    assert give_code(client, code_at(secret, step_of(NOW) + 20))["Location"] == LOGIN


def test_a_password_changed_meanwhile_ends_the_second_step(client: Client, secret, ann):
    give_password(client)
    ann.set_password("ten green turtles")
    ann.save()

    assert give_code(client, code_of(secret))["Location"] == LOGIN


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}])
def test_who_may_not_work_here_any_more_is_not_let_in(client: Client, secret, change):
    give_password(client)
    User.objects.update(**change)

    assert give_code(client, code_of(secret))["Location"] == LOGIN


def test_nobody_is_led_to_a_page_of_strangers(client: Client, secret):
    give_password(client, next="https://evil.example/")
    first = give_code(client, code_of(secret))
    again = give_code(client, code_of(secret, 1), next="https://evil.example/")

    assert (first["Location"], again["Location"]) == ("/admin/", "/admin/")


def test_guesses_at_a_code_close_the_door(client: Client, secret):
    give_password(client)
    for _ in range(5):
        give_code(client, "12345")

    answer = give_code(client, code_of(secret))

    assert answer.status_code == 422
    assert "Please try again in 30 seconds" in answer.content.decode()


@pytest.mark.parametrize("name", ["ann", "nobody"])
def test_guesses_at_a_password_close_the_door_known_or_not(client: Client, ann, name, clock):
    refused = [give_password(client, name, "wrong") for _ in range(5)]
    assert {answer.status_code for answer in refused} == {422}

    answer = give_password(client, name)

    assert answer.status_code == 422
    assert "Please try again in 30 seconds" in answer.content.decode()
    clock.shift(timedelta(seconds=31))
    assert give_password(client, name).status_code == (302 if name == "ann" else 422)


def test_a_passkey_lets_in(client: Client, ann):
    client.force_login(ann)
    key = add_passkey(client)
    client = Client()
    give_password(client)

    answer = key.get(options_in(client.get(PROOF)))
    let_in = client.post(PROOF, {"credential": json.dumps(answer)})

    assert (let_in.status_code, let_in["Location"]) == (302, "/admin/")
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("junk", ["[]", "{", "{}", '{"response": 7}', "null", "9" * 30_000])
def test_junk_instead_of_a_passkey_is_refused(client: Client, secret, junk):
    give_password(client)

    assert client.post(PROOF, {"credential": junk}).status_code == 422


# --- my sign-in -------------------------------------------------------------------------------


def add_passkey(client: Client, name: str = "My telephone") -> SoftAuthenticator:
    """Prove who one is by the password, and add a passkey."""
    client.post(PROOF, {"password": PASSWORD})
    key = SoftAuthenticator(origin=HOME)
    made = key.create(options_in(client.get(PASSKEY)))
    done = client.post(PASSKEY, {"credential": json.dumps(made), "name": name})
    assert done.status_code == 200
    assert len(re.findall(r"<li>\d{4} \d{4} \d{4}</li>", done.content.decode())) == 10
    return key


def test_an_app_is_set_up_and_its_secret_is_shown_to_nobody_later(client: Client, ann):
    give_password(client)
    page = client.get(APP)
    shown = re.search(
        r"<bdi class=\"bo-secret\" dir=\"ltr\">([A-Z2-7 ]+)</bdi>", page.content.decode()
    )[1]
    secret = _bytes_of(shown)

    wrong = client.post(APP, {"code": "12345"})
    done = client.post(APP, {"code": code_of(secret)})

    assert re.search(r'<svg[^>]* viewBox="0 0 \d+ \d+"', page.content.decode())  # it shrinks whole
    assert (wrong.status_code, shown in wrong.content.decode()) == (422, True)
    assert len(re.findall(r"<li>\d{4} \d{4} \d{4}</li>", done.content.decode())) == 10
    assert has_factor(ann.pk)
    assert shown not in client.get(MINE).content.decode()
    assert LogEntry.objects.get().change_message == "The authenticator app is set up."
    assert all(
        secret not in bytes(str(each.get_decoded()), "utf8") for each in Session.objects.all()
    )


def test_a_page_of_setting_up_keeps_no_secret_that_can_be_read(client: Client, ann):
    give_password(client)
    shown = re.search(r"bo-secret\" dir=\"ltr\">([A-Z2-7 ]+)<", client.get(APP).content.decode())[1]

    kept = str(client.session["staff_offered"])

    assert shown.replace(" ", "") not in kept
    assert StaffAuthenticator.objects.count() == 0


def test_factors_are_named_and_removed(client: Client, ann):
    give_password(client)
    add_passkey(client, "Key on my ring")
    passkey = factors_of(ann.pk).passkeys[0]
    assert "Key on my ring" in client.get(MINE).content.decode()

    client.post(MINE, {"step": "remove_passkey", "passkey": "junk"})
    assert has_factor(ann.pk)
    client.post(MINE, {"step": "remove_passkey", "passkey": str(passkey.id)})

    assert not has_factor(ann.pk)
    notes = [entry.change_message for entry in LogEntry.objects.order_by("pk")]
    assert notes == ["The passkey is ready.", "The passkey was removed."]


def test_new_recovery_codes_are_shown_once(client: Client, secret, ann):
    give_password(client)
    give_code(client, code_of(secret))

    page = client.post(MINE, {"step": "new_codes"}).content.decode()

    codes = re.findall(r"<li>(\d{4} \d{4} \d{4})</li>", page)
    assert len(codes) == 10
    assert not any(code in client.get(MINE).content.decode() for code in codes)
    assert give_code(client, codes[0]).status_code == 302


def test_nobody_removes_the_factor_of_another(client: Client, secret, ann):
    User.objects.create_superuser("bob", password=PASSWORD)
    give_password(client, "bob")

    client.post(MINE, {"step": "remove_app"})

    assert has_factor(ann.pk)


# --- asked again before what matters ----------------------------------------------------------

MATTERS = [MINE, APP, PASSKEY, "/admin/auth/user/add/", "/admin/auth/group/add/"]


@pytest.mark.parametrize("page", MATTERS)
def test_what_matters_is_asked_again_after_a_quarter_of_an_hour(
    client: Client, secret, page, clock
):
    give_password(client)
    give_code(client, code_of(secret))
    changes = {"step": "remove_app"} if page == MINE else {}
    clock.shift(timedelta(minutes=15))

    asked = client.post(page, changes)

    assert asked["Location"] == f"{PROOF}?next={page.replace('/', '%2F')}"
    back = give_code(client, code_at(secret, step_of(NOW) + 30), next=page)
    assert back["Location"] == page
    assert client.get(page).status_code == 200


def test_who_has_no_factor_is_asked_for_the_password(client: Client, ann, clock):
    give_password(client)
    clock.shift(timedelta(minutes=15))
    assert client.get(APP)["Location"].startswith(PROOF)

    wrong = client.post(PROOF, {"password": "wrong", "next": APP})
    right = client.post(PROOF, {"password": PASSWORD, "next": APP})

    assert (wrong.status_code, "The password is wrong." in wrong.content.decode()) == (422, True)
    assert right["Location"] == APP
    assert client.get(APP).status_code == 200


def test_a_password_is_not_enough_in_a_session_older_than_the_factor(client: Client, ann):
    give_password(client)
    made = new_secret()
    set_up_authenticator(ann.pk, made, code_of(made), now=NOW)

    asked = client.post(MINE, {"step": "remove_app"})
    answer = client.post(PROOF, {"password": PASSWORD})

    assert asked["Location"].startswith(PROOF)
    assert answer.status_code == 422
    assert has_factor(ann.pk)


# --- demanded ---------------------------------------------------------------------------------


def test_where_it_is_demanded_setting_up_comes_before_everything(client: Client, ann, settings):
    settings.SERAI_SECOND_FACTOR, settings.SERAI_SECOND_FACTOR_GRACE_DAYS = ["everybody"], 0
    give_password(client)

    for page in ("/admin/", "/admin/ordering/order/", "/admin/search/"):
        assert client.get(page)["Location"] == MINE
    assert 'value="later"' not in client.get(MINE).content.decode()
    client.post(MINE, {"step": "later"})
    assert client.get("/admin/")["Location"] == MINE

    add_passkey(client)
    assert client.get("/admin/").status_code == 200


def test_it_can_be_put_off_for_some_days(client: Client, ann, settings, clock):
    settings.SERAI_SECOND_FACTOR, settings.SERAI_SECOND_FACTOR_GRACE_DAYS = ["everybody"], 3
    give_password(client)
    assert client.get("/admin/")["Location"] == MINE
    assert 'value="later"' in client.get(MINE).content.decode()

    client.post(MINE, {"step": "later"})

    assert client.get("/admin/").status_code == 200
    clock.shift(timedelta(days=3))
    assert client.get("/admin/")["Location"] == MINE
    assert 'value="later"' not in client.get(MINE).content.decode()


def test_who_has_one_proves_it_in_a_session_that_began_without(
    client: Client, secret, ann, settings
):
    client.force_login(ann)
    assert client.get("/admin/").status_code == 200
    settings.SERAI_SECOND_FACTOR = ["everybody"]

    for page in ("/admin/", MINE, APP):
        assert client.get(page)["Location"].startswith(PROOF)
    give_code(client, code_of(secret))

    assert client.get("/admin/").status_code == 200


def test_it_is_not_demanded_of_who_may_do_nothing_of_it(client: Client, settings):
    settings.SERAI_SECOND_FACTOR = ["auth.change_user"]
    clerk = User.objects.create_user("clerk", password=PASSWORD, is_staff=True)
    clerk.user_permissions.add(Permission.objects.get(codename="view_order"))
    give_password(client, "clerk")

    assert client.get("/admin/").status_code == 200


def test_a_demand_costs_a_page_no_statement_once_it_is_met(
    client: Client, secret, settings, django_assert_num_queries
):
    settings.SERAI_SECOND_FACTOR = ["everybody"]
    give_password(client)
    give_code(client, code_of(secret))
    client.get("/admin/password_change/")

    with django_assert_num_queries(2):  # the session and the user
        client.get("/admin/password_change/")


# --- locked out -------------------------------------------------------------------------------


def test_a_superuser_resets_the_factor_of_another_and_the_history_says_so(
    client: Client, secret, ann
):
    bob = User.objects.create_superuser("bob", password=PASSWORD)
    give_password(client, "bob")

    client.post(
        "/admin/auth/user/", {"action": "reset_second_factors", "_selected_action": [ann.pk]}
    )

    assert not has_factor(ann.pk)
    entry = LogEntry.objects.get()
    assert (entry.user_id, entry.object_id, entry.change_message) == (
        bob.pk,
        str(ann.pk),
        "second factor reset",
    )
    assert give_password(Client())["Location"] == "/admin/"


def test_nobody_else_resets_a_factor(client: Client, secret, ann):
    clerk = User.objects.create_user("clerk", password=PASSWORD, is_staff=True)
    clerk.user_permissions.set(Permission.objects.filter(content_type__app_label="auth"))
    give_password(client, "clerk")

    page = client.get("/admin/auth/user/").content.decode()
    client.post(
        "/admin/auth/user/", {"action": "reset_second_factors", "_selected_action": [ann.pk]}
    )

    assert "reset_second_factors" not in page
    assert has_factor(ann.pk)


def test_the_factors_of_somebody_who_is_deleted_go_with_them(client: Client, secret, ann):
    User.objects.create_superuser("bob", password=PASSWORD)
    give_password(client, "bob")

    client.post(f"/admin/auth/user/{ann.pk}/delete/", {"post": "yes"})

    assert not User.objects.filter(pk=ann.pk).exists()
    assert not has_factor(ann.pk)


# --- words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "words"), [("he", "קוד"), ("ar", "الرمز"), ("ka", "კოდი")])
def test_the_second_step_is_in_the_readers_language(client: Client, secret, language, words):
    give_password(client)

    page = client.get(PROOF, headers={"accept-language": language}).content.decode()

    assert words in page
    assert f'dir="{"ltr" if language == "ka" else "rtl"}"' in page


def _bytes_of(shown: str) -> bytes:
    from base64 import b32decode

    return b32decode(shown.replace(" ", ""))
