"""The embedded PostgreSQL: any folder, any account, started twice, killed, stopped."""

import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from running_shop import ROOT, a_folder

from serai.plumbing.postgres.embedded import EmbeddedPostgres

pytestmark = pytest.mark.slow

START = """
import sys
from pathlib import Path
from serai.plumbing.postgres.embedded import EmbeddedPostgres
server = EmbeddedPostgres(Path(sys.argv[1]), durable=False)
server.start()
"""


@pytest.fixture
def server() -> Iterator[EmbeddedPostgres]:
    with a_folder() as folder:
        server = EmbeddedPostgres(folder / "the data" / "postgres", durable=False)
        try:
            yield server
        finally:
            server.stop()
            shutil.rmtree(server.socket_folder, ignore_errors=True)


def _start_in_a_process(server: EmbeddedPostgres) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", START, str(server.folder)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        stderr=subprocess.PIPE,
        text=True,
    )


def _postmaster(folder: Path) -> int:
    return int((folder / "postmaster.pid").read_text().split("\n", 1)[0])


def _ask(server: EmbeddedPostgres, query: str) -> list[tuple]:
    with psycopg.connect(server.url, autocommit=True) as connection:
        found = connection.execute(query)  # type: ignore[call-overload]
        return found.fetchall() if found.description else []


def test_it_starts_in_a_path_with_spaces_answers_and_stops(server):
    assert " " in str(server.folder)
    assert not server.running
    assert server.stop() is False
    server.start()
    assert server.running
    assert _ask(server, "SELECT current_database()") == [("serai",)]
    assert stat.S_IMODE(server.socket_folder.stat().st_mode) == 0o700
    assert _ask(server, "SHOW listen_addresses") == [("",)], "No one reaches it by the network."
    assert server.stop() is True
    assert not server.running
    assert server.stop() is False


def test_two_processes_that_start_it_at_once_share_one_server(server):
    started = [_start_in_a_process(server) for _ in range(2)]
    for process in started:
        _, told = process.communicate(timeout=120)
        assert process.returncode == 0, told
    assert server.running
    first = _postmaster(server.folder)
    server.start()
    assert _postmaster(server.folder) == first


def test_what_was_committed_outlives_kill_9(server):
    server = EmbeddedPostgres(server.folder, durable=True)
    server.start()
    _ask(server, "CREATE TABLE kept AS SELECT 7 AS number")
    session = psycopg.connect(server.url)
    os.kill(_postmaster(server.folder), signal.SIGKILL)
    server.start()
    session.close()
    assert _ask(server, "SELECT number FROM kept") == [(7,)]


def test_a_first_start_that_was_cut_off_is_made_good(server):
    half = server.folder.with_name(f".{server.folder.name}.new")
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    server.start()
    assert server.running
    assert not half.exists()


def test_a_pid_file_whose_number_has_a_new_owner_is_no_obstacle(server):
    server.start()
    told = (server.folder / "postmaster.pid").read_text().split("\n", 1)[1]
    server.stop()
    (server.folder / "postmaster.pid").write_text(f"{os.getpid()}\n{told}")
    assert server.stop() is False, "We are not a PostgreSQL and must not be stopped as one."
    server.start()
    assert server.running


def test_a_server_that_cannot_start_says_why(server):
    server.start()
    server.stop()
    with (server.folder / "postgresql.conf").open("a") as file:
        file.write("\nno_such_setting = 1\n")
    with pytest.raises(RuntimeError, match="no_such_setting"):
        server.start()
    (server.folder / "postgresql.conf").write_text("include 'serai.conf'\n")


AS_SOMEONE = "serai-test-user"
VISIT = (
    START
    + """
import os, psycopg
with psycopg.connect(server.url) as session:
    session.execute("SELECT 1")
print(os.geteuid(), server.socket_folder.stat().st_uid, oct(server.socket_folder.stat().st_mode))
print((server.folder / "PG_VERSION").stat().st_uid)
assert server.stop()
"""
)


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


def test_an_ordinary_user_runs_a_server_of_their_own(ordinary_user):
    uid = pwd.getpwnam(ordinary_user).pw_uid
    with a_folder() as folder:
        os.chown(folder, uid, -1)
        done = subprocess.run(
            [
                *("setpriv", f"--reuid={uid}", "--clear-groups"),
                *(sys.executable, "-c", VISIT, str(folder / "the data" / "postgres")),
            ],
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(folder),
                "PYTHONPATH": str(ROOT / "src"),
            },
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
    if "Permission denied" in done.stderr and str(ROOT) in done.stderr:
        pytest.skip("An ordinary user cannot read this checkout.")
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [str(uid), str(uid), "0o40700", str(uid)]
