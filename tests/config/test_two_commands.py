"""The two commands on a fresh clone: as root and as an ordinary user, then again without a network."""

import http.client
import os
import pwd
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
from free_ports import free_ports
from running_shop import ROOT, a_folder

pytestmark = [
    pytest.mark.slow,
    pytest.mark.setup,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(
        os.environ.get("SERAI_TEST_SETUP") != "1",
        reason="It asks the package index for everything; set SERAI_TEST_SETUP=1.",
    ),
]

AS_SOMEONE = "serai-setup-user"
NO_INDEX = {"PIP_NO_INDEX": "1", "UV_OFFLINE": "1", "PIP_INDEX_URL": "http://127.0.0.1:9/nothing"}
PRIVATE = ("SERAI_", "PYTEST_", "VIRTUAL_ENV", "PYTHONPATH", "DATABASE_URL", "DJANGO_", "MAKE")


class Clone:
    """A fresh clone in a folder of its own, and the account that works in it."""

    def __init__(self, folder: Path, account: str | None) -> None:
        self.tree = folder / "my shop"
        home = folder / "home"
        home.mkdir()
        self.become: list[str] = []
        self.environment = {
            **{name: text for name, text in os.environ.items() if not name.startswith(PRIVATE)},
            "HOME": str(home),
            "XDG_CACHE_HOME": str(home / "cache"),
        }
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(self.tree)], check=True)
        if account:
            owner = pwd.getpwnam(account)
            self.become = ["setpriv", f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}"]
            self.become += ["--clear-groups"]
            subprocess.run(["chown", "-R", account, str(folder)], check=True)

    def make(self, target: str, **more: str) -> str:
        """Run make to its end; return what it printed."""
        done = subprocess.run(
            [*self.become, "make", target],
            cwd=self.tree,
            env=self.environment | more,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def open_and_close(self, **more: str) -> str:
        """Start an empty shop, see it answer, press Ctrl-C; return what it printed."""
        port = free_ports(3)
        log = self.tree.parent / "up.log"
        with log.open("wb") as file:
            process = subprocess.Popen(
                [*self.become, str(self.tree / ".venv/bin/serai"), "up", "--port", str(port)],
                cwd=self.tree,
                env=self.environment | more,
                stdout=file,
                stderr=file,
                start_new_session=True,
            )
        try:
            until = monotonic() + 240
            while "The shop is open." not in log.read_text():
                assert process.poll() is None, log.read_text()
                assert monotonic() < until, log.read_text()
                sleep(0.2)
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", "/readyz")
            assert connection.getresponse().status == 200
            connection.close()
        finally:
            os.killpg(process.pid, signal.SIGINT)
            code = process.wait(180)
        assert code == 0, log.read_text()
        return log.read_text()


@pytest.fixture
def ordinary_user() -> Iterator[str]:
    if os.geteuid() != 0 or not shutil.which("useradd") or not shutil.which("setpriv"):
        pytest.skip("Only root, with useradd and setpriv, can become an ordinary user.")
    try:
        pwd.getpwnam(AS_SOMEONE)
    except KeyError:
        subprocess.run(["useradd", "--no-create-home", AS_SOMEONE], check=True)
    yield AS_SOMEONE
    subprocess.run(["userdel", AS_SOMEONE], check=False, capture_output=True)


def _is_set_up_and_opens_again_offline(clone: Clone) -> None:
    assert "make demo" in clone.make("help")
    clone.make(".venv/.demo")
    assert "postgres   stopped" in clone.open_and_close()

    assert clone.make(".venv/.demo", **NO_INDEX).startswith("make: ")
    again = clone.open_and_close(**NO_INDEX)
    assert "bringing the tables up to date" not in again
    status = subprocess.run(
        ["git", "-c", "safe.directory=*", "status", "--porcelain"],
        cwd=clone.tree,
        capture_output=True,
        text=True,
        check=True,
    )
    assert status.stdout == "", "Set-up leaves nothing in the tree that git does not ignore."


def test_whoever_runs_it_sets_up_a_clone():
    with a_folder() as folder:
        _is_set_up_and_opens_again_offline(Clone(folder, None))


def test_an_ordinary_user_sets_up_a_clone(ordinary_user):
    with a_folder() as folder:
        _is_set_up_and_opens_again_offline(Clone(folder, ordinary_user))
