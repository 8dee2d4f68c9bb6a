"""`serai up` with real processes: what dies comes back, and nothing stays behind."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep

import psutil
import pytest
from running_shop import ROOT, RunningShop, a_folder

from serai.config.supervisor.child import Child

pytestmark = pytest.mark.slow

OPENS_WITHIN, COMES_BACK_WITHIN, ENDS_WITHIN = 120.0, 30.0, 30.0  # on a machine that others use too
CHILDREN = {
    "api": "serai.config.wsgi",
    "live": "serai.config.live",
    "worker": "serai.config.worker",
    "storefront": "serai_storefront.asgi",
}
NAMED_LINE = re.compile(r"^(serai|postgres|tables|demo|api|live|worker|storefront) {1,9}")


class Supervised:
    """`serai up` of every process over a folder that is kept between starts."""

    def __init__(self, var: Path) -> None:
        self.shop = RunningShop(var)
        self.var, self.port = var, self.shop.port
        self.process: subprocess.Popen[bytes] | None = None

    def launch(self, *words: str) -> None:
        """Start `serai up`, and do not wait."""
        with (self.var / "up.log").open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "serai.config.cli", "up", "--port", str(self.port), *words],
                env=self.shop.environment,
                cwd=ROOT,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def open(self) -> float:
        """Start `serai up`; return after how many seconds it said that the shop is open."""
        began = monotonic()
        self.launch()
        self.until(lambda: "The shop is open." in self.log(), OPENS_WITHIN)
        return monotonic() - began

    def until(self, holds: Callable[[], bool], patience: float) -> float:
        """Wait until something holds; return how long that took."""
        began = monotonic()
        while not holds():
            assert monotonic() - began < patience, self.log()
            sleep(0.05)
        return monotonic() - began

    def log(self) -> str:
        return (self.var / "up.log").read_text(errors="replace")

    def main_of(self, name: str) -> psutil.Process | None:
        """Return the process that the supervisor started under a name."""
        assert self.process
        for child in psutil.Process(self.process.pid).children():
            if CHILDREN[name] in _words(child):
                return child
        return None

    def postmaster(self) -> psutil.Process | None:
        try:
            file = self.shop.server.folder / "postmaster.pid"
            return psutil.Process(int(file.read_text().split("\n", 1)[0]))
        except (OSError, ValueError, psutil.NoSuchProcess):
            return None

    def everything(self) -> list[psutil.Process]:
        """Return every process of the shop, whoever its parent is."""
        assert self.process
        found = psutil.Process(self.process.pid).children(recursive=True)
        if server := self.postmaster():
            found += [server, *server.children(recursive=True)]
        return found

    def answers(self, offset: int, path: str) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port + offset, timeout=5)
        try:
            connection.request("GET", path)
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def serves(self) -> bool:
        """Return whether every process that can be asked answers."""
        asked = ((0, "/readyz"), (1, "/healthz"), (2, "/healthz"))
        return all(self.answers(*place) for place in asked)

    def end(self, number: signal.Signals = signal.SIGINT) -> int:
        assert self.process
        self.process.send_signal(number)
        return self.process.wait(180)

    def clear_away(self) -> None:
        if self.process and self.process.poll() is None:
            self.end(signal.SIGTERM)
        self.shop.server.stop()


def _tell(what: str, seconds: float) -> None:
    """Say how long something took; pytest shows it with -rP."""
    sys.stdout.write(f"{what}: {seconds:.1f}\n")


def _words(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return ""


def _alive(processes: list[psutil.Process]) -> list[psutil.Process]:
    return [one for one in processes if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with a_folder() as var:
        yield var


@pytest.fixture
def shop(folder) -> Iterator[Supervised]:
    supervised = Supervised(folder)
    try:
        yield supervised
    finally:
        supervised.clear_away()


def test_what_is_killed_comes_back(shop):
    shop.open()
    shop.until(shop.serves, COMES_BACK_WITHIN)
    for name in CHILDREN:
        old = shop.main_of(name)
        assert old, f"{name} does not run"
        workers = old.children(recursive=True)
        old.kill()

        def came_back(name: str = name, old: psutil.Process = old) -> bool:
            new = shop.main_of(name)
            return new is not None and new.pid != old.pid and shop.serves()

        _tell(f"seconds until {name} is back", shop.until(came_back, COMES_BACK_WITHIN))
        assert not _alive(workers), f"Workers of the {name} that was killed are left."
    assert shop.end() == 0


def test_one_worker_of_the_api_and_the_database_come_back(shop):
    shop.open()
    api = shop.main_of("api")
    assert api
    workers = {child.pid for child in api.children() if "resource_tracker" not in _words(child)}
    assert len(workers) == 2
    os.kill(min(workers), signal.SIGKILL)
    shop.until(
        lambda: len({child.pid for child in api.children()} - {min(workers)}) >= 2,
        COMES_BACK_WITHIN,
    )

    server = shop.postmaster()
    assert server
    server.kill()

    def came_back() -> bool:
        new = shop.postmaster()
        return new is not None and new.pid != server.pid and shop.serves()

    _tell("seconds until postgres is back", shop.until(came_back, COMES_BACK_WITHIN))
    assert shop.end() == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_every_process(shop, number):
    if signal.getsignal(number) == signal.SIG_IGN:
        pytest.skip(f"{number.name} is ignored by whoever started the tests, as nohup does.")
    _tell("seconds to open", shop.open())
    everything = shop.everything()
    assert len(everything) >= 8
    began = monotonic()
    assert shop.end(number) == 0
    _tell("seconds to end", monotonic() - began)
    assert not _alive(everything)
    assert "did not stop in time" not in shop.log()
    assert not shop.answers(0, "/healthz")


def test_a_signal_ends_what_is_still_loading(shop):
    shop.launch()
    shop.until(lambda: shop.main_of("storefront") is not None, OPENS_WITHIN)
    everything = shop.everything()
    assert shop.end() == 0
    assert not _alive(everything)


def test_when_the_supervisor_is_killed_its_processes_end(shop):
    shop.open()
    assert shop.process
    children = psutil.Process(shop.process.pid).children(recursive=True)
    shop.process.kill()
    shop.process.wait(180)
    shop.until(lambda: not _alive(children), ENDS_WITHIN)
    assert shop.open() > 0, "The next start finds the database that was left, and the ports free."
    assert shop.end() == 0


def test_every_line_begins_with_who_says_it(shop):
    shop.open()
    worker = shop.main_of("worker")
    assert worker
    worker.kill()
    shop.until(lambda: "starting again" in shop.log(), COMES_BACK_WITHIN)
    assert shop.end() == 0
    lines = shop.log().splitlines()
    assert [line for line in lines if not NAMED_LINE.match(line)] == []
    assert any(line.startswith("worker     ended with -9; starting again in") for line in lines)


@pytest.mark.parametrize("offset", [0, 1, 2], ids=["api", "storefront", "live"])
def test_a_taken_port_is_a_clear_message(shop, offset):
    with socket.socket() as guest:
        guest.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        guest.bind(("127.0.0.1", shop.port + offset))
        guest.listen()
        shop.launch()
        assert shop.process
        assert shop.process.wait(180) == 1
    assert f"Port {shop.port + offset} is in use; choose another with --port." in shop.log()
    assert "Traceback" not in shop.log()
    assert not shop.shop.server.running


def test_an_address_that_is_not_ours_is_a_clear_message(shop):
    shop.launch("--host", "192.0.2.1")
    assert shop.process
    assert shop.process.wait(180) == 1
    assert "Cannot listen on 192.0.2.1" in shop.log()
    assert "Traceback" not in shop.log()


def test_a_second_start_does_not_migrate_again(shop):
    shop.open()
    assert shop.end() == 0
    _tell("seconds of the second start", shop.open())
    assert "bringing the tables up to date" not in shop.log()
    shop.shop.sql(
        "DELETE FROM django_migrations WHERE app = 'ordering' AND name = '0001_initial' RETURNING 1"
    )
    assert shop.end() == 0
    shop.launch()
    shop.until(lambda: "bringing the tables up to date" in shop.log(), OPENS_WITHIN)
    assert shop.process
    assert shop.process.wait(180) == 1, "Tables that are there already cannot be made."
    assert [line for line in shop.log().splitlines() if not NAMED_LINE.match(line)] == []
    shop.shop.server.start()
    shop.shop.sql(
        "INSERT INTO django_migrations (app, name, applied)"
        " VALUES ('ordering', '0001_initial', now()) RETURNING 1"
    )


def test_what_a_job_has_started_does_not_keep_the_shop_from_ending():
    said: list[str] = []
    trains = "import subprocess; subprocess.run(['sleep', '60']); print('gone on', flush=True)"
    child = Child(
        "worker",
        [sys.executable, "-c", f"import signal; signal.signal(15, lambda *_: None); {trains}"],
        dict(os.environ),
        lambda _, line: said.append(line),
        ends_as_one=True,
    )
    child.start()
    assert child.process
    assert child.process.stdout
    begun = psutil.Process(child.process.pid)
    while not begun.children():
        sleep(0.02)
    child.stop(20)
    while not said:
        sleep(0.02)
    child.process.stdout.close()
    assert said == ["gone on"]
