"""Staff before the real back office: a code of an app, a passkey in Chromium's own authenticator, a recovery code."""

import re
from base64 import b32decode
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from browser.conftest import PHONE, Visitor
from browser.test_axe import violations
from browser.test_back_office import OF_THE_THEME, UNNAMED
from browser.test_one_click import authenticator_of
from playwright.sync_api import Page, expect
from running_shop import RunningShop

from serai.config.second_factor.time_codes import code_at, step_of

pytestmark = pytest.mark.slow
Visit = Callable[..., Visitor]
PASSWORD = "ten green turtles"
SUPERUSER = """
import django; django.setup()
from django.contrib.auth.models import User
User.objects.create_superuser({name!r}, password={password!r})
"""


@pytest.fixture
def name(office: RunningShop) -> str:
    """Return the name of a superuser of this test's own."""
    name = f"staff-{uuid4().hex}"
    office.command("-c", SUPERUSER.format(name=name, password=PASSWORD))
    return name


def at_the_door(visit: Visit, office: RunningShop, name: str, **options: object) -> Visitor:
    """Return a window in which somebody has given their password; under a name, as passkeys need."""
    visitor = visit(at=f"http://localhost:{office.port}", **options)
    give_password(visitor, name)
    return visitor


def give_password(visitor: Visitor, name: str) -> None:
    page = visitor.open("/admin/login/")
    page.fill("#id_username", name)
    page.fill("#id_password", PASSWORD)
    page.click("#login-form button[type=submit]")


def log_out(visitor: Visitor) -> None:
    visitor.context.clear_cookies()


def set_up_an_app(visitor: Visitor) -> tuple[bytes, list[str]]:
    """Return the secret of an app and the recovery codes."""
    page = visitor.open("/admin/sign-in/authenticator/")
    shown = page.locator(".bo-secret").inner_text()
    secret = b32decode(shown.replace(" ", ""))
    page.locator("#id_code").fill(code_now(secret))
    page.locator("#id_code").press("Enter")
    shown_once = page.locator(".bo-codes li")
    expect(shown_once).to_have_count(10)
    return secret, shown_once.all_inner_texts()


def code_now(secret: bytes, later: int = 0) -> str:
    """Return a code; one of the next half minute is taken, too, when this one's was used."""
    return code_at(secret, step_of(datetime.now(UTC)) + later)


def faults(page: Page) -> list[str]:
    page.wait_for_load_state("networkidle")
    told = [each for each in violations(page) if each.partition(":")[0] not in OF_THE_THEME]
    return told + page.evaluate(UNNAMED)


def test_a_code_and_a_recovery_code_let_in(visit: Visit, office: RunningShop, name: str) -> None:
    visitor = at_the_door(visit, office, name)
    page = visitor.page
    page.get_by_role("link", name="Set up a second factor").click()
    expect(page).to_have_title(re.compile("My sign-in"))
    secret, codes = set_up_an_app(visitor)

    log_out(visitor)
    give_password(visitor, name)
    page.get_by_label("Code").fill("12345")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("This code is wrong")
    page.get_by_label("Code").fill(code_now(secret, 1))
    page.keyboard.press("Enter")
    expect(page).to_have_title("Today | Serai")

    log_out(visitor)
    give_password(visitor, name)
    page.locator("#id_code").fill(codes[0])
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("A recovery code was used; 9 are left.")).to_be_visible()


def test_a_code_lets_in_without_scripts(visit: Visit, office: RunningShop, name: str) -> None:
    secret, _ = set_up_an_app(at_the_door(visit, office, name))
    plain = at_the_door(visit, office, name, java_script_enabled=False)

    plain.page.locator("#id_code").fill(code_now(secret, 1))
    plain.page.get_by_role("button", name="Go on").click()

    expect(plain.page).to_have_title("Today | Serai")


def test_a_passkey_lets_in(visit: Visit, office: RunningShop, name: str) -> None:
    visitor = at_the_door(visit, office, name)
    page = visitor.page
    page.wait_for_url("**/admin/")
    signed = authenticator_of(visitor)
    visitor.open("/admin/sign-in/passkey/")
    page.get_by_label("What to call it").fill("Key on my ring")
    page.get_by_role("button", name="Make a passkey").click()
    expect(page.locator(".bo-codes li")).to_have_count(10)
    before = signed()

    log_out(visitor)
    give_password(visitor, name)
    page.get_by_role("button", name="Use a passkey").click()

    page.wait_for_url("**/admin/")
    assert signed() == before + 1
    visitor.open("/admin/sign-in/")
    expect(page.get_by_text("Key on my ring")).to_be_visible()


def test_without_a_finger_no_passkey_lets_in(visit: Visit, office: RunningShop, name: str) -> None:
    visitor = at_the_door(visit, office, name)
    page = visitor.page
    page.wait_for_url("**/admin/")
    authenticator_of(visitor, isUserVerified=False)

    visitor.open("/admin/sign-in/passkey/")
    page.get_by_label("What to call it").fill("Stolen telephone")
    page.get_by_role("button", name="Make a passkey").click()

    expect(page.get_by_role("status")).to_contain_text("Your browser gave no passkey.")


@pytest.mark.parametrize(
    "window",
    [{"locale": "en-GB"}, {"locale": "he-IL", "viewport": PHONE, "color_scheme": "dark"}],
    ids=["desktop", "phone"],
)
def test_axe_finds_nothing_where_staff_sign_in(
    visit: Visit, office: RunningShop, name: str, window: dict[str, object]
) -> None:
    visitor = at_the_door(visit, office, name, **window)
    page, found = visitor.page, {}
    page.wait_for_url("**/admin/")
    authenticator_of(visitor)
    for path in ("/admin/sign-in/", "/admin/sign-in/authenticator/", "/admin/sign-in/passkey/"):
        visitor.open(path)
        found[path] = faults(page)
        visitor.photograph(f"staff{path.rstrip('/').replace('/', '-')}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    page.locator("input[name=name]").fill("Key")
    page.locator("[data-passkey] button").click()
    expect(page.locator(".bo-codes li")).to_have_count(10)
    found["codes"] = faults(page)
    visitor.photograph("staff-codes")
    visitor.open("/admin/sign-in/")
    found["mine"] = faults(page)
    log_out(visitor)
    give_password(visitor, name)
    page.wait_for_url("**/admin/sign-in/proof/")
    found["proof"] = faults(page)
    visitor.photograph("staff-second-step")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("#id_code").fill("12345")
    page.locator("#id_code").press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    found["refused"] = faults(page)

    assert {path: told for path, told in found.items() if told} == {}
