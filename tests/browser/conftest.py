"""A real browser in front of a shop front in a process of its own."""

import os
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest
from free_ports import free_ports
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from running_shop import RunningShop, a_folder

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = (
    os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
GOODS = [
    {"sku": "1001", "name": "Whole Milk 1 gal", "price": "3.49"},
    {"sku": "1002", "name": "Oat Milk 1 l", "price": "2.49"},
    {"sku": "1003", "name": "Wholegrain Bread", "price": "2.99"},
]
OWNER = """
import django; django.setup()
from django.contrib.auth.models import User
User.objects.create_superuser("owner", password="nine green turtles")
"""
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium: install it, or say where it is with CHROMIUM=/path/to/chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a shop front over the fake platform."""
    api, front = free_ports(), free_ports()
    log = tmp_path_factory.mktemp("browser") / "shop.log"
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT / "tests"))),
        "SERAI_API_URL": f"http://127.0.0.1:{api}",
        "SERAI_SHOP_KEY": "pk_demo_web",
        "SERAI_STOREFRONT_URL": f"http://127.0.0.1:{front}",
        "SERAI_STOREFRONT_SECRET": "a secret for tests only",
        "SERAI_DEMO": "true",
    }
    with (
        _served("storefront.fake_api:app", api, environment, log),
        _served("serai_storefront.asgi:app", front, environment, log),
    ):
        yield f"http://127.0.0.1:{front}"


class Visitor:
    """A browser window with its troubles written down."""

    def __init__(self, context: BrowserContext, shop: str) -> None:
        self.context, self.shop = context, shop
        self.page: Page = context.new_page()
        self.page.set_default_timeout(10_000)
        self.troubles: list[str] = []
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("console", self._note)

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.shop}{path}")
        return self.page

    def log_in(self) -> None:
        page = self.open("/account/login")
        page.get_by_label("E-mail address").fill("household-1@demo.example")
        page.get_by_label("Password").fill("demo-shopper")
        page.get_by_role("main").get_by_role("button", name="Log in", exact=True).click()
        page.wait_for_url("**/account")

    def photograph(self, name: str, *, whole: bool = True) -> None:
        """Keep a picture of the page in the folder that SERAI_SCREENSHOTS names, if it names one."""
        folder = os.environ.get("SERAI_SCREENSHOTS")
        if not folder:
            return
        self.page.evaluate(
            "document.querySelectorAll('img[loading=lazy]').forEach(i => i.loading = 'eager')"
        )
        self.page.wait_for_load_state("networkidle")
        Path(folder).mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=Path(folder) / f"{name}.png", full_page=whole)

    def _note(self, message: object) -> None:
        refused = "the server responded with a status of 4" in message.text  # type: ignore[attr-defined]
        if message.type == "error" and not refused:  # type: ignore[attr-defined]
            self.troubles.append(message.text)  # type: ignore[attr-defined]


@pytest.fixture
def visit(browser: Browser, shop: str) -> Iterator[Callable[..., Visitor]]:
    """Opens windows; afterwards no script may have failed and no policy may have been broken in any."""
    visitors: list[Visitor] = []

    def open_window(*, at: str = shop, decided: bool = True, **options: object) -> Visitor:
        settings = {"viewport": DESKTOP, "locale": "en-GB", "reduced_motion": "reduce", **options}
        context = browser.new_context(**settings)  # type: ignore[arg-type]
        if decided:
            context.add_cookies([{"name": "serai_choices", "value": "2026-11.no", "url": at}])
        visitors.append(Visitor(context, at))
        return visitors[-1]

    yield open_window
    troubles = [trouble for visitor in visitors for trouble in visitor.troubles]
    for visitor in visitors:
        visitor.context.close()
    assert troubles == []


@pytest.fixture(scope="session")
def office() -> Iterator[RunningShop]:
    """A whole shop with three articles, and its owner."""
    with a_folder() as folder:
        running = RunningShop(folder)
        running.prepare(GOODS, stock=50)
        running.command("-c", OWNER)
        running.start()
        try:
            yield running
        finally:
            running.stop()


def at_work(visit: Callable[..., Visitor], office: RunningShop, **options: object) -> Page:
    """Return a page of the back office, on which its owner has logged in."""
    page = visit(at=f"http://127.0.0.1:{office.port}", **options).open("/admin/login/")
    page.fill("#id_username", "owner")
    page.fill("#id_password", "nine green turtles")
    page.click("#login-form button[type=submit]")
    page.wait_for_url("**/admin/")
    return page


@contextmanager
def _served(application: str, port: int, environment: dict[str, str], log: Path) -> Iterator[None]:
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "asgi",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    with log.open("ab") as said:
        process = subprocess.Popen(
            [*command, "--no-ws", "--log-level", "warning", application],
            env=environment,
            cwd=ROOT,
            stdout=said,
            stderr=said,
        )
    try:
        _wait_for(port, process, log)
        yield
    finally:
        process.terminate()
        process.wait(120)


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = monotonic() + 240
    while monotonic() < deadline:
        assert process.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            sleep(0.1)
        else:
            return
    raise AssertionError(log.read_text())
