"""A whole shop in processes of its own, for tests that need real ones."""

import http.client
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import psutil
import psycopg
from free_ports import free_ports

from serai.kernel.ids import uuid7
from serai.plumbing.postgres.embedded import EmbeddedPostgres

ROOT = Path(__file__).resolve().parents[1]
ADDRESS = {
    "line1": "1 Main Street",
    "city": "Cincinnati",
    "region": "OH",
    "postcode": "45202",
    "country": "US",
}
CARD = {"number": "4242424242424242", "expiry": "12/30", "cvc": "123"}
DECLINED = CARD | {"number": "4000000000000002"}


class Answer:
    """What the API said."""

    def __init__(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.status, self.body, self.headers = status, body, headers

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    def __repr__(self) -> str:
        return f"<{self.status} {self.body[:500]!r}>"


class RunningShop:
    """`serai up` with a folder, a database and keys of its own."""

    def __init__(self, var: Path, *, durable: bool = False, storefront: bool = False) -> None:
        self.var, self.storefront = var, storefront
        self.server = EmbeddedPostgres(var / "postgres", durable=durable)
        self.port = free_ports(3)
        self.process: subprocess.Popen[bytes] | None = None
        self.environment = {
            **{name: text for name, text in os.environ.items() if not name.startswith("SERAI_")},
            "SERAI_VAR": str(var),
            "SERAI_SECRET": "a secret for tests only, as long as a real one is",
            "SERAI_DEMO": "true",
            "SERAI_SHOP_REQUESTS_PER_MINUTE": "1000000",
            "SERAI_LOG_LEVEL": "WARNING",
            "PYTHONPATH": str(ROOT / "src"),
        }
        self.environment.pop("DATABASE_URL", None)
        self.environment.pop("PYTEST_CURRENT_TEST", None)
        self.shop_key = self.staff_key = ""

    def prepare(self, products: list[dict[str, Any]], stock: int) -> None:
        """Make the tables, a channel, keys, products with prices, and stock at one location."""
        self.server.start()
        self.command("-m", "django", "migrate", "--verbosity", "0")
        self.command("-m", "serai.config.cli", "channel", "web")
        self.shop_key = self.command(
            "-m", "serai.config.cli", "key", "shop", "--scope", "shop"
        ).strip()
        scopes = [
            "catalog:write",
            "prices:write",
            "stock:write",
            "stock:read",
            "orders:read",
            "orders:write",
        ]
        options = [word for scope in scopes for word in ("--scope", scope)]
        self.staff_key = self.command("-m", "serai.config.cli", "key", "staff", *options).strip()
        self.environment["SERAI_SHOP_KEY"] = self.shop_key
        self.command(str(ROOT / "tests" / "stock_a_shop.py"), json.dumps([products, stock]))

    def command(self, *words: str) -> str:
        """Run a Python command with the shop's environment; return what it printed."""
        environment = {**self.environment, "DJANGO_SETTINGS_MODULE": "serai.config.settings"}
        done = subprocess.run(
            [sys.executable, *words],
            env=environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{words}: {done.stdout}\n{done.stderr}"
        return done.stdout

    def start(self, patience: float = 240) -> None:
        """Start every process and wait until the api is ready."""
        without = ["--without", "live"] + ([] if self.storefront else ["--without", "storefront"])
        command = [
            sys.executable,
            "-m",
            "serai.config.cli",
            "up",
            "--port",
            str(self.port),
            "--workers",
            "2",
            *without,
        ]
        with (self.var / "up.log").open("ab") as log:
            self.process = subprocess.Popen(
                command,
                env=self.environment,
                cwd=ROOT,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.wait_until_ready(patience)

    def wait_until_ready(self, patience: float = 240) -> None:
        """Wait until the api answers that it is ready."""
        deadline = monotonic() + patience
        while monotonic() < deadline:
            if self.process and self.process.poll() is not None:
                raise AssertionError(f"serai up ended:\n{self.log()}")
            try:
                if self.get("/readyz").status == 200:
                    return
            except OSError:
                pass
            sleep(0.05)
        raise AssertionError(f"The shop did not open:\n{self.log()}")

    def stop(self) -> None:
        """Stop everything, as Ctrl-C does."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(180)
        self.server.stop()

    def pids(self, word: str) -> list[int]:
        """Return the processes below the supervisor whose command line has `word`."""
        assert self.process
        try:
            below = psutil.Process(self.process.pid).children(recursive=True)
        except psutil.NoSuchProcess:
            return []
        found = []
        for child in below:
            try:
                if word in " ".join(child.cmdline()):
                    found.append(child.pid)
            except psutil.NoSuchProcess:
                continue
        return found

    def kill(self, pid: int) -> None:
        """kill -9."""
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)

    def log(self) -> str:
        """Return the end of what the processes said."""
        path = self.var / "up.log"
        return path.read_text(errors="replace")[-8000:] if path.exists() else ""

    def sql(self, query: str, params: list[Any] | None = None) -> list[tuple[Any, ...]]:
        """Ask the database directly."""
        with psycopg.connect(self.server.url, autocommit=True) as connection:
            return connection.execute(query, params).fetchall()  # type: ignore[arg-type]

    def get(self, path: str, token: str = "") -> Answer:
        """GET."""
        return self.call("GET", path, token=token)

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        token: str = "",
        key: str | None = None,
        staff: bool = False,
        timeout: float = 30,
        visitor: str = "",
    ) -> Answer:
        """Call the API once, over a connection of its own."""
        headers = {"Serai-Key": self.staff_key if staff else self.shop_key}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        if visitor:
            headers["Serai-Visitor"] = visitor
        if method != "GET":
            headers["Idempotency-Key"] = key or str(uuid7())
        data = None
        if body is not None:
            data = json.dumps(body).encode()
            headers["Content-Type"] = "application/json"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, data, headers)
            response = connection.getresponse()
            return Answer(response.status, response.read(), dict(response.getheaders()))
        finally:
            connection.close()

    def ready_cart(
        self, sku: str, quantity: int = 1, email: str = "buyer@demo.example", token: str = ""
    ) -> dict[str, Any]:
        """Return a cart that only waits to be paid: a guest's, or that of the customer with `token`."""
        lines = [{"sku": sku, "quantity": quantity}]
        made = self.call("POST", "/api/shop/carts", {"lines": lines}, token=token)
        assert made.status == 201, made
        cart, token = made.json, made.json["token"] or token
        contact = {"email": email, "name": "Buyer", "address": ADDRESS}
        set_contact = self.call(
            "PUT", f"/api/shop/carts/{cart['id']}/contact", contact, token=token
        )
        assert set_contact.status == 200, set_contact
        choice = self.call(
            "PUT", f"/api/shop/carts/{cart['id']}/delivery", {"code": "standard"}, token=token
        )
        assert choice.status == 200, choice
        payment = self.call(
            "POST", f"/api/shop/carts/{cart['id']}/payment", {"method": "card"}, token=token
        )
        assert payment.status == 201, payment
        return {**choice.json, "token": token}

    def place(
        self,
        cart: dict[str, Any],
        card: dict[str, str] = CARD,
        key: str | None = None,
        timeout: float = 30,
    ) -> Answer:
        """Place the order of a ready cart."""
        body = {"expected_total_minor": cart["totals"]["total"]["minor"], "card": card}
        path = f"/api/shop/carts/{cart['id']}/order"
        return self.call("POST", path, body, token=cart["token"], key=key, timeout=timeout)


@contextmanager
def a_folder() -> Iterator[Path]:
    """Yield an empty folder, with a space in its name, that the database's account can reach."""
    with tempfile.TemporaryDirectory(prefix="serai shop ", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
